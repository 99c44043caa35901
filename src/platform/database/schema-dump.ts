import pg from 'pg';
import type { DatabaseAccess } from './connections.js';
import { sqlFile } from './sql-file.js';

const TABLES = sqlFile(import.meta.url, './sql/dump-tables.sql');
const VIEWS = sqlFile(import.meta.url, './sql/dump-views.sql');
const FUNCTIONS = sqlFile(import.meta.url, './sql/dump-functions.sql');
const EXTENSIONS = `select format('create extension %I;', extname) as text from pg_extension where extname <> 'plpgsql' order by extname`;
const DAILY_PARTITION = '^inbox_payload_\\d{8}$';

const HEADER = `-- What the migrations make: to be read and compared, never run. Made by src/platform/database/schema-dump.ts;
-- test/integration/schema-dump.int-spec.ts fails when the two differ and rewrites this file with CUNBO_UPDATE_SCHEMA=1.`;

/** The schema as text, the same for the same schema: one section per extension, table, view and function, each by name. */
export async function dumpSchema(access: DatabaseAccess): Promise<string> {
  const client = new pg.Client({ connectionString: access.url('owner'), application_name: 'cunbo schema dump' });
  await client.connect();
  try {
    const sections = [
      ...(await texts(client, EXTENSIONS)),
      ...(await texts(client, TABLES, [DAILY_PARTITION])),
      ...(await texts(client, VIEWS)),
      ...(await texts(client, FUNCTIONS)),
    ];
    return `${[HEADER, ...sections.map((section) => section.trimEnd())].join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

async function texts(client: pg.Client, statement: string, parameters: readonly string[] = []): Promise<string[]> {
  return (await client.query<{ text: string }>(statement, [...parameters])).rows.map((row) => row.text);
}
