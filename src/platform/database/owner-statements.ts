import pg from 'pg';
import type { DatabaseAccess } from './connections.js';

/** Runs a statement and answers how many rows it touched. */
export type RunStatement = (sql: string, parameters?: readonly unknown[]) => Promise<number>;

/** Work on the tables themselves (rebuild), as their owner, on one connection that ends with it; locks and an open transaction end too. */
export async function ownerStatements<Result>(
  access: DatabaseAccess,
  name: string,
  work: (run: RunStatement) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: access.url('owner'), application_name: name });
  await client.connect();
  try {
    return await work(async (sql, parameters = []) => (await client.query(sql, [...parameters])).rowCount ?? 0);
  } finally {
    await client.end();
  }
}
