import pg from 'pg';
import { readCurrentRollups } from './test-database.js';

/**
 * Statements of specs on connections that are kept, and wiped after each: what a new one costs (a process, a proof of the password, reading
 * the catalogue anew) is more than most statements do.
 */
export class Superuser {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'test superuser' });
    // A test that ends connections ends these, too; the next statement gets a new one.
    this.pool.on('error', () => undefined);
  }

  async query<Row extends object>(statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    const client = await this.pool.connect();
    let isBroken = true;
    try {
      await readCurrentRollups(client);
      const { rows } = await client.query<Row>(statement, [...parameters]);
      await client.query('discard all');
      isBroken = false;
      return rows;
    } finally {
      client.release(isBroken);
    }
  }

  leave(): Promise<void> {
    return this.pool.end();
  }
}
