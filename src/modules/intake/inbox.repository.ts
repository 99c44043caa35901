import { Injectable } from '@nestjs/common';
import { type Scope, sqlFile, type Tx } from '../../platform/database/index.js';
import type { Platform } from '../shops/index.js';
import type { MessageFault, MessageSubject } from './platforms/platform-adapter.js';

const ADD_MESSAGES = sqlFile(import.meta.url, './sql/add-messages.sql');
const ADD_APPLIED = sqlFile(import.meta.url, './sql/add-applied.sql');
const KNOWN_HASHES = sqlFile(import.meta.url, './sql/known-hashes.sql');
const CLAIM_MESSAGES = sqlFile(import.meta.url, './sql/claim-messages.sql');
const DECIDE_MESSAGES = sqlFile(import.meta.url, './sql/decide-messages.sql');
const RELEASE_AWAITING = sqlFile(import.meta.url, './sql/release-awaiting.sql');

const DOOR_SCOPE: Scope['kind'] = 'door';

/** Sent by the platform; by a bridge that speaks for it; asked for through its API; or in a file that it exported. */
export type MessageOrigin = 'push' | 'bridge' | 'pull' | 'file';

export interface InboxEntry {
  readonly shopDbId: string;
  readonly key: string;
  readonly bodyHash: Buffer;
  readonly body: Buffer;
  readonly isSealed: boolean;
  readonly origin: MessageOrigin;
  /** Only of a message that names a shop nobody registered. */
  readonly externalShopId: string | null;
  readonly state: 'received' | 'quarantined' | 'conflict';
  readonly fault: MessageFault | null;
  readonly receivedAt: Date;
}

export interface AppliedMessage extends Pick<InboxEntry, 'key' | 'bodyHash' | 'body'> {
  readonly about: MessageSubject;
}

export interface ClaimedMessage {
  readonly shopDbId: string;
  readonly key: string;
  readonly platform: Platform;
  readonly origin: MessageOrigin;
  readonly receivedAt: Date;
  /** null: gone by age, or sealed, which nobody can read. */
  readonly body: Buffer | null;
}

export type DecidedState = 'applied' | 'awaiting-detail' | 'ignored' | 'quarantined';

export interface Decision {
  readonly shopDbId: string;
  readonly key: string;
  readonly state: DecidedState;
  readonly fault: MessageFault | null;
  readonly about: MessageSubject;
}

interface ClaimedRow {
  readonly shop_id: string;
  readonly message_key: string;
  readonly platform: Platform;
  readonly origin: MessageOrigin;
  readonly received_at: Date;
  readonly body: Buffer | null;
  readonly is_sealed: boolean | null;
}

/** An order, since an answer about which was asked for. */
export interface KnownDetail {
  readonly shopDbId: string;
  readonly orderNo: string;
  /** Of the answer. */
  readonly key: string;
  readonly askedAt: Date;
}

@Injectable()
export class InboxRepository {
  /** Keys (`shop:key`) that were new; the entries come sorted by key and without repeats. */
  add(tx: Tx, entries: readonly InboxEntry[]): Promise<Set<string>> {
    return this.insert(tx, entries, null);
  }

  /** The same as a statement of its own, which says that it is the door's. */
  take(tx: Tx, entries: readonly InboxEntry[]): Promise<Set<string>> {
    return this.insert(tx, entries, DOOR_SCOPE);
  }

  private async insert(tx: Tx, entries: readonly InboxEntry[], forWhom: string | null): Promise<Set<string>> {
    const bodies = entries.map((entry) => entry.body);
    const parameters = [
      plainArray(entries.map((entry) => entry.shopDbId)),
      entries.map((entry) => entry.key),
      Buffer.concat(entries.map((entry) => entry.bodyHash)),
      Buffer.concat(bodies),
      plainArray(beginnings(bodies)),
      plainArray(bodies.map((body) => body.length)),
      plainArray(entries.map((entry) => entry.isSealed)),
      plainArray(entries.map((entry) => entry.state)),
      entries.map((entry) => entry.fault?.code ?? null),
      entries.map((entry) => entry.fault?.detail ?? null),
      plainArray(entries.map((entry) => entry.receivedAt.toISOString())),
      plainArray(entries.map((entry) => entry.origin)),
      entries.map((entry) => entry.externalShopId),
      forWhom,
    ];
    const rows = await tx.query<{ shop_id: string; message_key: string }>(ADD_MESSAGES, parameters, 'by-server');
    return new Set(rows.map((row) => inboxKey(row.shop_id, row.message_key)));
  }

  /** Of a file, as applied; answers the keys that were new. They come sorted by key and without repeats. */
  async addApplied(tx: Tx, shopDbId: string, messages: readonly AppliedMessage[], receivedAt: Date): Promise<Set<string>> {
    const bodies = messages.map(({ body }) => body);
    const rows = await tx.query<{ message_key: string }>(ADD_APPLIED, [
      shopDbId,
      messages.map(({ key }) => key),
      Buffer.concat(messages.map(({ bodyHash }) => bodyHash)),
      Buffer.concat(bodies),
      plainArray(beginnings(bodies)),
      plainArray(bodies.map(({ length }) => length)),
      messages.map(({ about }) => about.type),
      messages.map(({ about }) => about.orderNo),
      receivedAt,
    ]);
    return new Set(rows.map((row) => row.message_key));
  }

  async knownHashes(tx: Tx, entries: readonly InboxEntry[]): Promise<Map<string, Buffer>> {
    const rows = await tx.query<{ shop_id: string; message_key: string; body_hash: Buffer }>(KNOWN_HASHES, [
      entries.map((entry) => entry.shopDbId),
      entries.map((entry) => entry.key),
    ]);
    return new Map(rows.map((row) => [inboxKey(row.shop_id, row.message_key), row.body_hash]));
  }

  async claim(tx: Tx, count: number): Promise<ClaimedMessage[]> {
    const rows = await tx.query<ClaimedRow>(CLAIM_MESSAGES, [count], 'once');
    return rows.map((row) => ({
      shopDbId: row.shop_id,
      key: row.message_key,
      platform: row.platform,
      origin: row.origin,
      receivedAt: row.received_at,
      body: row.is_sealed === false ? row.body : null,
    }));
  }

  /** Whether it was still to be applied. */
  async claimOne(tx: Tx, { shopDbId, key }: Pick<ClaimedMessage, 'shopDbId' | 'key'>): Promise<boolean> {
    const rows = await tx.query(
      `with claimed as (delete from inbox_todo where shop_id = $1 and message_key = $2 returning 1) select from claimed`,
      [shopDbId, key],
    );
    return rows.length > 0;
  }

  async decide(tx: Tx, decisions: readonly Decision[]): Promise<void> {
    await tx.query(DECIDE_MESSAGES, [
      decisions.map((decision) => decision.shopDbId),
      decisions.map((decision) => decision.key),
      decisions.map((decision) => decision.state),
      decisions.map((decision) => decision.fault?.code ?? null),
      decisions.map((decision) => decision.fault?.detail ?? null),
      decisions.map((decision) => decision.about.type || null),
      decisions.map((decision) => decision.about.orderNo),
    ]);
  }

  async releaseAwaiting(tx: Tx, details: readonly KnownDetail[]): Promise<void> {
    await tx.query(RELEASE_AWAITING, [
      details.map((detail) => detail.shopDbId),
      details.map((detail) => detail.orderNo),
      details.map((detail) => detail.key),
      details.map((detail) => detail.askedAt),
    ]);
  }

  async countToApply(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from (select from inbox_todo limit 10000) pending')).count;
  }

  async planPartitions(tx: Tx, daysAhead: number): Promise<void> {
    await tx.query('select plan_inbox_partitions($1)', [daysAhead]);
  }
}

/** An array as PostgreSQL reads it, of words without quotes, commas and braces: the driver would look for them in each one. */
function plainArray(words: readonly (string | number | boolean)[]): string {
  return `{${words.join(',')}}`;
}

/** Where each body begins among all of them, counted from 1. */
function beginnings(bodies: readonly Buffer[]): number[] {
  let next = 1;
  return bodies.map(({ length }) => {
    next += length;
    return next - length;
  });
}

export function inboxKey(shopDbId: string, key: string): string {
  return `${shopDbId}:${key}`;
}
