import type { ShopDraft } from './platform-side.js';
import { SimulatorError } from './platform-simulator.errors.js';

export function credentialOf(shop: ShopDraft, field: string): string {
  const value = shop.credentials[field];
  if (value === undefined)
    throw new SimulatorError('simulator.missing-credential', `A ${shop.platform} shop needs the credential ${field}`);
  return value;
}
