import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, DOOR } from '../../platform/database/index.js';
import { MessageFieldRepository } from './message-field.repository.js';
import { type PersonalFields, stripPersonalData } from './personal-data.js';
import type { FieldNames } from './platforms/platform-adapter.js';

const FRESH_MS = 10_000;

interface Known {
  readonly fields: PersonalFields;
  readAt: number;
}

/** Takes personal data out of messages: what is so everywhere, what the platform's adapter names, and what a person said of a field nobody knew. */
@Injectable()
export class MessageStripping {
  private readonly known = new Map<string, Known>();
  private readonly hashBuyer = (id: string): string => this.secrets.keyedHash('buyer', id).toString('hex');

  constructor(
    private readonly database: Database,
    private readonly fields: MessageFieldRepository,
    private readonly secrets: Secrets,
  ) {}

  /** Before the first message of a platform, and again every few seconds: meanwhile what is known is used. */
  async prepare(platform: string, platformFields: FieldNames): Promise<void> {
    const known = this.known.get(platform);
    if (known !== undefined && performance.now() - known.readAt < FRESH_MS) return;
    if (known !== undefined) known.readAt = performance.now();
    const more = await this.database.transaction(DOOR, (tx) => this.fields.listPersonal(tx, platform));
    const fields = { personal: [...platformFields.personal, ...more], buyerIds: platformFields.buyerIds };
    this.known.set(platform, { fields, readAt: performance.now() });
  }

  /** What a person has just said of a field holds from the next message on; in other processes within seconds. */
  forget(platform: string): void {
    const known = this.known.get(platform);
    if (known !== undefined) known.readAt = -Infinity;
  }

  isPrepared(platform: string): boolean {
    const known = this.known.get(platform);
    return known !== undefined && performance.now() - known.readAt < FRESH_MS;
  }

  /** The same value where nothing had to go. */
  strip(platform: string, body: unknown): unknown {
    const known = this.known.get(platform);
    if (known === undefined) throw new Error(`The fields of ${platform} must be known before anything of it is stored.`);
    return stripPersonalData(body, this.hashBuyer, known.fields);
  }
}
