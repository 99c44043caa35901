import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { System } from './system.ts';

// Keys from the greatest down, against the order of the program; slowly, so that both hold something when they meet.
const TABLES = ['sales_order', 'rollup_base', 'rollup_area', 'order_todo'];
const ROWS = 40;
const PAUSE_BETWEEN_ROWS = '0.004';

const LOCK_BACKWARDS = `do $$ declare
    place record;
  begin
    for place in select ctid from %TABLE% order by ctid desc limit ${ROWS} loop
      perform from %TABLE% where ctid = place.ctid for update;
      perform pg_sleep(${PAUSE_BETWEEN_ROWS});
    end loop;
  end $$`;

/** A session that takes rows in the opposite order until told to stop. Answers how many deadlocks PostgreSQL found. */
export async function opposeLocks({ superuser }: System, isOver: () => boolean): Promise<number> {
  const before = await countDeadlocks(superuser);
  await superuser.session(async (client) => {
    // The rival never looks for the deadlock: whom the server ends is the program.
    await client.query(`set deadlock_timeout = '60s'`);
    while (!isOver()) {
      for (const table of await tables(client)) if (!isOver()) await takeTurn(client, table);
      await pause(10);
    }
  });
  return (await countDeadlocks(superuser)) - before;
}

async function takeTurn(client: pg.Client, table: string): Promise<void> {
  await client.query('begin');
  await client.query(LOCK_BACKWARDS.replaceAll('%TABLE%', table)).catch(() => undefined);
  await client.query('rollback');
}

async function tables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c where c.relname = any($1) and c.relkind = 'r'`,
    [TABLES],
  );
  return rows.map(({ table }) => table);
}

async function countDeadlocks(superuser: System['superuser']): Promise<number> {
  await superuser.sql('select pg_stat_force_next_flush()');
  const [row] = await superuser.sql<{ deadlocks: number }>(
    'select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()',
  );
  return row?.deadlocks ?? 0;
}
