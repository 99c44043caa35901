import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import type { Credentials } from './credential-shape.js';

/** Whose they are: credentials copied to another row do not open. */
export type CredentialOwner = `shop:${string}` | `app:${string}`;

/** Seals credentials with the instance's key, bound to the shop or app they belong to. */
@Injectable()
export class ShopCredentials {
  constructor(private readonly secrets: Secrets) {}

  seal(owner: CredentialOwner, credentials: Credentials): Buffer {
    return this.secrets.encrypt('credentials', Buffer.from(JSON.stringify(credentials)), owner);
  }

  open(owner: CredentialOwner, sealed: Buffer | null): Credentials | null {
    if (sealed === null) return null;
    // What decrypts was written by `seal`: the cipher authenticates it.
    const fields = JSON.parse(this.secrets.decrypt('credentials', sealed, owner).toString()) as Record<string, string | null>;
    return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== null));
  }
}
