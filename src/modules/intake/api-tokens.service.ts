import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, worker } from '../../platform/database/index.js';
import type { KnownShop } from '../shops/index.js';
import { ApiTokenRepository } from './api-token.repository.js';
import type { ApiTokens } from './platforms/platform-api.js';

const KEEPER = worker('api-tokens');

interface KeptTokens extends Omit<ApiTokens, 'expiresAt'> {
  readonly origin: string;
}

/**
 * Tokens of platforms' APIs: sealed at rest, bound to the shop they belong to. They hold only for the tokens in the credentials that they go back to: when a
 * person authorises the shop anew, what was kept before is forgotten.
 */
@Injectable()
export class ApiTokenStore {
  constructor(
    private readonly database: Database,
    private readonly tokens: ApiTokenRepository,
    private readonly secrets: Secrets,
  ) {}

  async find(shop: KnownShop): Promise<ApiTokens | null> {
    const row = await this.database.transaction(KEEPER, (tx) => this.tokens.find(tx, shop.owner));
    if (row === null) return null;
    // What decrypts was written by `save`: the cipher authenticates it.
    const sealed = this.secrets.decrypt('credentials', row.sealed, `tokens:${shop.owner}`);
    const { origin, ...kept } = JSON.parse(sealed.toString()) as KeptTokens;
    return origin === this.originOf(shop) ? { ...kept, expiresAt: row.expiresAt } : null;
  }

  async save(shop: KnownShop, { accessToken, refreshToken, expiresAt }: ApiTokens): Promise<void> {
    const kept: KeptTokens = { accessToken, refreshToken, origin: this.originOf(shop) };
    const sealed = this.secrets.encrypt('credentials', Buffer.from(JSON.stringify(kept)), `tokens:${shop.owner}`);
    await this.database.transaction(KEEPER, (tx) => this.tokens.save(tx, shop.owner, sealed, expiresAt));
  }

  private originOf({ credentials }: KnownShop): string {
    // Of the tokens alone: a secret that is rotated must not lose the tokens, the first refresh token has been used up.
    const { accessToken = null, refreshToken = null } = credentials ?? {};
    return this.secrets.keyedHash('body-hash', JSON.stringify([accessToken, refreshToken])).toString('base64');
  }
}
