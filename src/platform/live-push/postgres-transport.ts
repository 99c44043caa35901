import { Logger } from '@nestjs/common';
import pg from 'pg';
import { LIVE_CHANNEL, type LiveTransport } from './live-push.js';

const RECONNECT_MS = 1_000;
// NOTIFY carries at most 8,000 bytes.
const MAX_BYTES = 7_900;

/** One connection listens, another notifies. A lost listener connects again; what was said meanwhile is lost, as it may be. */
export class PostgresTransport implements LiveTransport {
  private readonly logger = new Logger(PostgresTransport.name);
  private readonly senders: pg.Pool;
  private listener: pg.Client | null = null;
  private isClosed = false;

  constructor(private readonly url: string) {
    this.senders = new pg.Pool({ connectionString: url, max: 1, application_name: 'cunbo live push' });
    this.senders.on('error', () => undefined);
  }

  async send(message: string): Promise<void> {
    if (this.isClosed || Buffer.byteLength(message) > MAX_BYTES) return;
    await this.senders.query('select pg_notify($1, $2)', [LIVE_CHANNEL, message]);
  }

  async listen(onMessage: (message: string) => void): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'cunbo live push', keepAlive: true });
    client.on('notification', ({ payload }) => onMessage(payload ?? '{}'));
    // 'end' follows every loss; an error without a listener would end the process.
    client.on('error', () => undefined);
    client.on('end', () => this.reconnect(onMessage));
    this.listener = client;
    await client.connect();
    await client.query(`listen ${LIVE_CHANNEL}`);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.listener?.end();
    await this.senders.end();
  }

  private reconnect(onMessage: (message: string) => void): void {
    if (this.isClosed) return;
    setTimeout(() => {
      if (this.isClosed) return;
      this.listen(onMessage).catch((error: unknown) => this.logger.warn({ err: error }, 'live push not connected; trying again'));
    }, RECONNECT_MS).unref();
  }
}
