import pg from 'pg';
import type { TestApp } from '../support/test-app.js';

/** While `work` runs nothing is added to the inbox; what has begun goes on after that. */
export async function whileInboxIsLocked<Result>(server: TestApp, work: () => Promise<Result>): Promise<Result> {
  const other = new pg.Client({ connectionString: server.database.adminUrl });
  await other.connect();
  try {
    await other.query('begin; lock table inbox_message in exclusive mode');
    return await work();
  } finally {
    await other.end();
  }
}
