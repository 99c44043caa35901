import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/index.js';
import { InputError } from './input-error.js';
import type { WriteRequest } from './request-context.js';

/**
 * Runs a write in one transaction together with the memory of its answer. Two equal requests at once: the second waits for
 * the first's commit and gets its answer; a failed one leaves no memory and may be tried again.
 */
@Injectable()
export class OnceWriter {
  constructor(private readonly database: Database) {}

  run<Answer>(request: WriteRequest, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    const { principal, once } = request;
    if (once === null || principal.kind !== 'account') return this.database.transaction(principal, work);
    return this.database.transaction(principal, async (tx) => {
      const [known] = await claim(tx, principal.accountId, once.key, once.requestHash);
      if (known !== undefined) return answerAgain<Answer>(known, once.requestHash);
      const answer = await work(tx);
      await tx.query(`update idempotency_key set body = $3 where account_id = $1 and key = $2`, [
        principal.accountId,
        once.key,
        JSON.stringify(answer),
      ]);
      return answer;
    });
  }
}

interface KeptAnswer {
  readonly request_hash: Buffer;
  readonly body: string | null;
}

async function claim(tx: Tx, accountId: string, key: string, requestHash: Buffer): Promise<KeptAnswer[]> {
  const inserted = await tx.query(
    `insert into idempotency_key (account_id, key, request_hash) values ($1, $2, $3) on conflict do nothing returning key`,
    [accountId, key, requestHash],
  );
  if (inserted.length > 0) return [];
  return tx.query<KeptAnswer>(`select request_hash, body from idempotency_key where account_id = $1 and key = $2`, [accountId, key]);
}

function answerAgain<Answer>(known: KeptAnswer, requestHash: Buffer): Answer {
  if (!known.request_hash.equals(requestHash)) throw new InputError('idempotency.other-body');
  return JSON.parse(known.body ?? 'null') as Answer;
}
