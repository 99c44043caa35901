import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import type { Shop } from './shop.schema.js';
import { signingKey } from './signing-secret.js';

export interface Credentials {
  readonly secret: string;
  readonly previousSecret?: string | null;
}

/** Seals a shop's credentials with the instance's key, bound to the shop: copied to another row they do not open. */
@Injectable()
export class ShopCredentials {
  constructor(private readonly secrets: Secrets) {}

  seal(shopDbId: string, { secret, previousSecret }: Credentials): Buffer {
    const plain = JSON.stringify({ secret, previousSecret: previousSecret ?? null });
    return this.secrets.encrypt('credentials', Buffer.from(plain), contextOf(shopDbId));
  }

  open(shop: Pick<Shop, 'id' | 'credentials'>): Credentials | null {
    if (shop.credentials === null) return null;
    const plain = this.secrets.decrypt('credentials', shop.credentials, contextOf(shop.id));
    // What decrypts was written by `seal`: the cipher authenticates it.
    return JSON.parse(plain.toString()) as Credentials;
  }

  /** What messages may be signed with, the current key first. */
  keys(shop: Pick<Shop, 'id' | 'credentials'>): Buffer[] {
    const { secret = '', previousSecret } = this.open(shop) ?? {};
    return [secret, previousSecret ?? ''].map(signingKey).filter((key) => key !== null);
  }
}

function contextOf(shopDbId: string): string {
  return `shop:${shopDbId}`;
}
