import pg from 'pg';
import type { DatabaseAccess } from './connections.js';

export interface StatementResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly count: number;
}

export type RunStatement = (sql: string, parameters?: readonly unknown[]) => Promise<StatementResult>;

/** Work on the tables themselves (rebuild), as their owner, on one connection that ends with it; locks and an open transaction end too. */
export async function ownerStatements<Result>(
  access: DatabaseAccess,
  name: string,
  work: (run: RunStatement) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: access.url('owner'), application_name: name });
  await client.connect();
  try {
    return await work(async (sql, parameters = []) => {
      const { rows, rowCount } = await client.query<Record<string, unknown>>(sql, [...parameters]);
      return { rows, count: rowCount ?? 0 };
    });
  } finally {
    await client.end();
  }
}
