import type { TestApp } from '../support/test-app.js';

/** Of the two sets of rollups the current one, whichever that is. */
const BUSINESS_TABLES = `select relname as name from pg_class
  where relnamespace in ('public'::regnamespace, (select set_name from rollup_current)::regnamespace) and relkind in ('r', 'p') and not relispartition
    and relname not like 'division%'
    and relname not in ('migration', 'account', 'account_session', 'api_token', 'rollup_current', 'rollup_rebuild', 'rollup_rebuild_todo')
  order by relname`;

/** The rows of all business tables as they are now, to go back to as often as wanted. */
export class KeptTables {
  private constructor(
    private readonly app: TestApp,
    private readonly tables: readonly string[],
  ) {}

  static async keep(app: TestApp): Promise<KeptTables> {
    const tables = (await app.sql<{ name: string }>(BUSINESS_TABLES)).map(({ name }) => name);
    const copies = tables.map((table) => `create table kept.${table} as table ${table}`);
    await app.sql(['drop schema if exists kept cascade', 'create schema kept', ...copies].join(';\n'));
    return new KeptTables(app, tables);
  }

  /** As a replica applies rows: no trigger and no foreign key has a say in it. */
  async restore(): Promise<void> {
    const statements = this.tables.flatMap((table) => [
      `delete from ${table}`,
      `insert into ${table} overriding system value table kept.${table}`,
    ]);
    await this.app.sql(['begin', 'set local session_replication_role = replica', ...statements, 'commit'].join(';\n'));
  }
}
