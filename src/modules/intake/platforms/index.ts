import type { PlatformAdapter } from './platform-adapter.js';
import { standardAdapter } from './standard/index.js';

/** By the name in the webhook's address. */
const ADAPTERS: Readonly<Record<string, PlatformAdapter>> = { standard: standardAdapter };

/** Which platforms of shops deliver through which address: bridges speak the canonical event. */
const DELIVERED_BY: Readonly<Record<string, string>> = { standard: 'standard', taobao: 'standard', pinduoduo: 'standard', jd: 'standard' };

export function adapterAt(address: string): PlatformAdapter | null {
  return Object.hasOwn(ADAPTERS, address) ? (ADAPTERS[address] ?? null) : null;
}

export function deliversAt(shopPlatform: string, address: string): boolean {
  return DELIVERED_BY[shopPlatform] === address;
}

export function adapterOfShop(shopPlatform: string): PlatformAdapter | null {
  return adapterAt(DELIVERED_BY[shopPlatform] ?? '');
}
