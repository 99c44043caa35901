import pg from 'pg';

/** Looks into the database and breaks things there, never for the product. Connects anew where a fault has cut it off. */
export class Superuser {
  private client: pg.Client | null = null;
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async sql<Row extends object>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
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
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'faults', connectionTimeoutMillis: 5_000 });
  // A connection that breaks says so at its next use.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
