// DuckDB on the same rows, if its package can be installed: into the run's own directory, never into the project.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import type { Installation } from './installation.ts';

const PACKAGE = '@duckdb/node-api@1.5.6-r.1';
const INSTALL_LIMIT_MS = 180_000;
const EXPORT =
  'copy (select day, origin_code, home_code, merchant_id, shop_id, order_no, paid_fen, refunded_fen, lines from bench.sale order by day) to';

/** As much of the package as is used here; it is no dependency, so there are no types of it. */
interface DuckConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string, values: readonly unknown[]): Promise<{ getRowObjects(): unknown[] }>;
  closeSync(): void;
}
interface DuckApi {
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckConnection>; closeSync(): void }> };
}

export interface DuckDb {
  ask<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** null if the package cannot be had here. */
export async function openDuckDb({ directory, admin }: Installation): Promise<DuckDb | null> {
  const api = await installDuckDb(join(directory, 'duckdb')).catch((error: unknown) => {
    process.stderr.write(`DuckDB is left out: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  if (api === null) return null;
  const file = join(directory, 'duckdb', 'sales.db');
  await rm(file, { force: true });
  const instance = await api.DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(
    `create schema bench; create table bench.sale (day date, origin_code varchar, home_code varchar, merchant_id bigint, shop_id bigint,
       order_no varchar, paid_fen bigint, refunded_fen bigint, lines bigint)`,
  );
  await connection.run(`insert into bench.sale select * from read_csv('${await exportSales(admin)}', header = false, columns = {
    'day': 'DATE', 'origin_code': 'VARCHAR', 'home_code': 'VARCHAR', 'merchant_id': 'BIGINT', 'shop_id': 'BIGINT', 'order_no': 'VARCHAR',
    'paid_fen': 'BIGINT', 'refunded_fen': 'BIGINT', 'lines': 'BIGINT'})`);
  // Quoted empty codes are codes, not missing ones.
  await connection.run(`update bench.sale set origin_code = coalesce(origin_code, ''), home_code = coalesce(home_code, '')`);
  await connection.run('checkpoint');
  return {
    ask: async <Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> =>
      (await connection.runAndReadAll(sql, parameters)).getRowObjects() as Row[],
    close: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}

async function installDuckDb(directory: string): Promise<DuckApi> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{ "private": true }');
  const npm = ['install', '--no-audit', '--no-fund', '--ignore-scripts', PACKAGE];
  await promisify(execFile)('npm', npm, { cwd: directory, timeout: INSTALL_LIMIT_MS });
  const entry = createRequire(join(directory, 'package.json')).resolve('@duckdb/node-api');
  const loaded = (await import(pathToFileURL(entry).href)) as DuckApi & { default?: DuckApi };
  return loaded.default ?? loaded;
}

/** Written by the server, where it may write: beside its own files. */
async function exportSales(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ path: string }>(`select current_setting('data_directory') || '/bench-sale.csv' as path`);
  const path = rows[0]?.path ?? '';
  await admin.query(`${EXPORT} '${path}' with (format csv)`);
  return path;
}
