import { setTimeout as pause } from 'node:timers/promises';
import type { System } from './system.ts';

const WAITS_FOR_SOMEBODY_MS = 10_000;

/** The table that is written when a transaction of the stage has already taken or stored something. */
export const STAGES = { storing: 'inbox_message', applying: 'sales_order', posting: 'revenue_entry', folding: 'rollup_area' } as const;
export type Stage = keyof typeof STAGES;

/** Holds up whoever comes to this stage, strikes while he waits in his open transaction, and lets go. Whether somebody came. */
export function strikeHalfWay({ superuser }: System, stage: Stage, strike: () => Promise<void>): Promise<boolean> {
  return superuser.session(async (client) => {
    const { rows } = await client.query<{ oid: number; name: string }>(
      `select oid, oid::regclass::text as name from pg_class where relname = $1 and relkind in ('r', 'p')`,
      [STAGES[stage]],
    );
    const waiting = async (): Promise<boolean> => {
      const { rowCount } = await client.query('select from pg_locks where relation = any($1::oid[]) and not granted', [
        rows.map(({ oid }) => oid),
      ]);
      return rowCount !== null && rowCount > 0;
    };
    await client.query('begin');
    await client.query(`lock table ${rows.map(({ name }) => name).join(', ')} in exclusive mode`);
    const deadline = performance.now() + WAITS_FOR_SOMEBODY_MS;
    while (!(await waiting()) && performance.now() < deadline) await pause(5);
    const hasCome = await waiting();
    await strike();
    await client.query('rollback');
    return hasCome;
  });
}
