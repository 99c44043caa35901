import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, worker } from '../../platform/database/index.js';
import { ApiTokenRepository } from './api-token.repository.js';
import type { ApiTokens } from './platforms/platform-api.js';

const KEEPER = worker('api-tokens');

/** Tokens of platforms' APIs: sealed at rest, bound to the shop they belong to. */
@Injectable()
export class ApiTokenStore {
  constructor(
    private readonly database: Database,
    private readonly tokens: ApiTokenRepository,
    private readonly secrets: Secrets,
  ) {}

  async find(owner: string): Promise<ApiTokens | null> {
    const row = await this.database.transaction(KEEPER, (tx) => this.tokens.find(tx, owner));
    if (row === null) return null;
    // What decrypts was written by `save`: the cipher authenticates it.
    const kept = JSON.parse(this.secrets.decrypt('credentials', row.sealed, `tokens:${owner}`).toString()) as Omit<ApiTokens, 'expiresAt'>;
    return { ...kept, expiresAt: row.expiresAt };
  }

  async save(owner: string, { accessToken, refreshToken, expiresAt }: ApiTokens): Promise<void> {
    const sealed = this.secrets.encrypt('credentials', Buffer.from(JSON.stringify({ accessToken, refreshToken })), `tokens:${owner}`);
    await this.database.transaction(KEEPER, (tx) => this.tokens.save(tx, owner, sealed, expiresAt));
  }
}
