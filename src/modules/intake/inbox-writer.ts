import { setImmediate as endOfTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { compareText } from '../../kernel/text-order.js';
import { Database, DOOR, type Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { isDataFault } from './data-fault.js';
import { type InboxEntry, inboxKey, InboxRepository } from './inbox.repository.js';

/** What the sender's message was: new; known already; or known with another body, kept and changing nothing. */
export type Receipt = 'accepted' | 'known' | 'conflict';

/** The inbox is behind: the sender must try again; nothing was stored. */
export class InboxFull extends Error {}

const MAX_BATCH = 500;
// A statement is built in memory several times over: 126 bodies of a megabyte committed at once took 500 MB more, by eights 120 MB (webhook-limits spec, 2 cores).
const MAX_BATCH_BYTES = 8 * 1_048_576;
const MAX_WAITING = 5_000;

interface Waiting {
  readonly entry: InboxEntry;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Natural group commit: an idle writer commits what has arrived in this turn of the event loop; while a commit is on its way the next
 * messages gather and share the following one. No timer, one commit in flight, a bounded queue. A receipt is given only after the commit.
 */
@Injectable()
export class InboxWriter {
  private waiting: Waiting[] = [];
  private isFlushing = false;

  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
    private readonly hints: Hints,
  ) {}

  add(entry: InboxEntry): Promise<Receipt> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(new InboxFull());
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      if (!this.isFlushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.isFlushing = true;
    while (this.waiting.length > 0) {
      await endOfTurn();
      const count = countTogether(this.waiting);
      const batch = this.waiting.slice(0, count);
      this.waiting = this.waiting.slice(count);
      await this.commit(batch);
    }
    this.isFlushing = false;
  }

  /** One message that cannot be stored must not take its neighbours along: what fails on its data is halved until that one is found. */
  private async commit(batch: readonly Waiting[], isRepeated = false): Promise<void> {
    try {
      const receipts = await this.store(batch.map(({ entry }) => entry));
      for (const [index, { resolve }] of batch.entries()) resolve(receipts[index] ?? 'known');
    } catch (error) {
      if (!isDataFault(error)) return this.endure(batch, isRepeated, error);
      if (batch.length === 1) return batch[0]?.reject(error);
      const half = Math.ceil(batch.length / 2);
      for (const part of [batch.slice(0, half), batch.slice(half)]) await this.commit(part);
    }
  }

  /** A connection may be broken that others are not. If they are, the senders must hear of it: one by one each would wait for all before it. */
  private async endure(batch: readonly Waiting[], isRepeated: boolean, error: unknown): Promise<void> {
    if (!isRepeated) return this.commit(batch, true);
    for (const { reject } of batch) reject(error);
  }

  private async store(entries: readonly InboxEntry[]): Promise<Receipt[]> {
    const first = firstOfEachKey(entries);
    const added = await this.database.statement(DOOR, async (tx) => {
      const keys = await this.inbox.take(tx, first);
      if (keys.size > 0) tx.afterCommit(() => this.hints.hint('intake.apply-messages'));
      return keys;
    });
    if (added.size === entries.length) return entries.map(() => 'accepted');
    return this.database.transaction(DOOR, (tx) => this.judge(tx, entries, first, added));
  }

  /** A known key with the same body is a repeat; with another body it is kept beside the first, and changes nothing. */
  private async judge(
    tx: Tx,
    entries: readonly InboxEntry[],
    first: readonly InboxEntry[],
    added: ReadonlySet<string>,
  ): Promise<Receipt[]> {
    const hashes = await this.inbox.knownHashes(tx, first);
    const isFirst = new Set(first);
    const receipts = entries.map((entry): Receipt => {
      const key = inboxKey(entry.shopDbId, entry.key);
      if (added.has(key) && isFirst.has(entry)) return 'accepted';
      return hashes.get(key)?.equals(entry.bodyHash) === true ? 'known' : 'conflict';
    });
    const conflicts = entries.filter((_entry, index) => receipts[index] === 'conflict').map(asConflict);
    if (conflicts.length > 0) await this.inbox.add(tx, firstOfEachKey(conflicts));
    return receipts;
  }
}

/** Hundreds of small ones, or a few large ones; never none. */
function countTogether(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const tooMany = waiting.findIndex(({ entry }, index) => {
    bytes += entry.body.length;
    return index === MAX_BATCH || (index > 0 && bytes > MAX_BATCH_BYTES);
  });
  return tooMany === -1 ? waiting.length : tooMany;
}

function firstOfEachKey(entries: readonly InboxEntry[]): InboxEntry[] {
  const byKey = new Map<string, InboxEntry>();
  for (const entry of entries) {
    const key = inboxKey(entry.shopDbId, entry.key);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  return [...byKey.values()].sort((a, b) => Number(a.shopDbId) - Number(b.shopDbId) || compareText(a.key, b.key));
}

function asConflict(entry: InboxEntry): InboxEntry {
  return {
    ...entry,
    key: `${entry.key}#${entry.bodyHash.toString('hex').slice(0, 16)}`,
    state: 'conflict',
    fault: {
      code: 'message.conflict',
      detail: `A message with the key ${entry.key} and another body came first; this one changes nothing.`,
    },
  };
}
