import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const COMES_BACK_WITHIN_MS = 60_000;
const TRIES_EVERY_MS = 50;
// SQLSTATE classes 08 (connection) and 57P (the server ends or begins). What has no SQLSTATE did not come from the server.
const IS_AWAY = /^(08|57P)/;

/** Looks into the database and breaks things there, never for the product. Faults cut it off too: it asks again until it is answered. */
export class Superuser {
  private client: pg.Client | null = null;
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** For statements that may run twice: a connection can break between the work and the answer. */
  async sql<Row extends object>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    const deadline = performance.now() + COMES_BACK_WITHIN_MS;
    for (;;) {
      try {
        return await this.once<Row>(statement, parameters);
      } catch (error) {
        if (!isAway(error) || performance.now() > deadline) throw error;
        await pause(TRIES_EVERY_MS);
      }
    }
  }

  /** A session of its own, for transactions that stay open. */
  async session<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = await connect(this.url);
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async once<Row extends object>(statement: string, parameters: unknown[]): Promise<Row[]> {
    this.client ??= await connect(this.url);
    const { client } = this;
    try {
      return (await client.query<Row>(statement, parameters)).rows;
    } catch (error) {
      this.client = null;
      await client.end().catch(() => undefined);
      throw error;
    }
  }
}

function isAway(error: unknown): boolean {
  const code: unknown = error instanceof pg.DatabaseError ? error.code : undefined;
  return typeof code !== 'string' || IS_AWAY.test(code);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'faults', connectionTimeoutMillis: 5_000 });
  // A connection that breaks says so at its next use.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
