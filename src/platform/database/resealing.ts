import type { KeyPurpose, Secrets } from '../crypto/index.js';
import type { RunStatement } from './owner-statements.js';

/** A column of sealed values, and how those not yet under the current key are found and replaced. */
export interface SealedColumn {
  readonly name: string;
  readonly purpose: KeyPurpose;
  /** $1 what values under the current key begin with, $2 how many → `place` (text), `context` (text), `sealed`; locked. */
  readonly list: string;
  /** $1 place, $2 sealed anew. */
  readonly replace: string;
}

export const SEALED_KEPT_KEYS: SealedColumn = {
  name: 'kept_key.sealed',
  purpose: 'kept-key',
  list: `select purpose as place, purpose as context, sealed from public.kept_key where substr(sealed, 1, length($1::bytea)) <> $1::bytea order by purpose limit $2 for update`,
  replace: 'update public.kept_key set sealed = $2 where purpose = $1',
};

interface SealedRow {
  readonly place: string;
  readonly context: string;
  readonly sealed: Buffer;
}

const ROWS_PER_TRANSACTION = 200;

/**
 * Seals under the current key what is not. In small transactions: killed half-way, what is done stays done, each value says under which key it
 * is, and the next run goes on with the rest. Programs that know both keys may work meanwhile.
 */
export async function reseal(run: RunStatement, secrets: Secrets, column: SealedColumn, say: (line: string) => void): Promise<number> {
  for (let total = 0; ;) {
    const count = await resealSome(run, secrets, column);
    total += count;
    if (count > 0) say(`${column.name}: ${total}`);
    if (count < ROWS_PER_TRANSACTION) return total;
  }
}

async function resealSome(run: RunStatement, secrets: Secrets, { purpose, list, replace }: SealedColumn): Promise<number> {
  await run('begin');
  try {
    const rows = (await run(list, [secrets.beginning, ROWS_PER_TRANSACTION])).rows as unknown as SealedRow[];
    for (const { place, context, sealed } of rows)
      await run(replace, [place, secrets.encrypt(purpose, secrets.decrypt(purpose, sealed, context), context)]);
    await run('commit');
    return rows.length;
  } catch (error) {
    await run('rollback').catch(() => undefined);
    throw error;
  }
}
