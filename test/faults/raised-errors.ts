import type { System } from './system.ts';

// What requests and background work write, of the ledger itself and of the memory of answers.
const TABLES = [
  'inbox_message',
  'inbox_todo',
  'order_word',
  'sales_order',
  'order_line',
  'order_todo',
  'revenue_entry',
  'entry_todo',
  'idempotency_key',
  'rollup_base',
  'rollup_area',
];

/** A share of all writing statements fails with this SQLSTATE, as they do when PostgreSQL finds a deadlock or a conflict. */
export async function raiseErrors({ superuser }: System, sqlState: '40P01' | '40001', share: number): Promise<void> {
  await superuser.sql('create schema if not exists faults');
  await superuser.sql('grant usage on schema faults to public');
  // A sequence counts also what is rolled back.
  await superuser.sql('drop sequence if exists faults.raised');
  await superuser.sql('create sequence faults.raised');
  await superuser.sql(`create or replace function faults.raise_error() returns trigger language plpgsql security definer as $$
    begin
      if random() < ${share} then
        perform nextval('faults.raised');
        raise exception 'raised by the run of faults' using errcode = '${sqlState}';
      end if;
      return null;
    end $$`);
  for (const { table } of await tables(superuser))
    await superuser.sql(
      `create trigger raise_error before insert or update or delete on ${table} for each statement execute function faults.raise_error()`,
    );
}

/** Answers how many were raised. */
export async function stopRaising({ superuser }: System): Promise<number> {
  for (const { table } of await tables(superuser)) await superuser.sql(`drop trigger if exists raise_error on ${table}`);
  const [row] = await superuser.sql<{ raised: number }>(
    'select case when is_called then last_value else 0 end::int as raised from faults.raised',
  );
  return row?.raised ?? 0;
}

/** In whatever schema they are: rollups may exist twice. */
function tables(superuser: System['superuser']): Promise<{ table: string }[]> {
  return superuser.sql(`select c.oid::regclass::text as table from pg_class c where c.relname = any($1) and c.relkind in ('r', 'p')`, [
    TABLES,
  ]);
}
