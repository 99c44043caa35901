import { Redis } from 'ioredis';
import { LIVE_CHANNEL, type LiveTransport } from './live-push.js';

/** ioredis connects and subscribes again by itself: a Redis that is away, at the start too, delays messages and nothing else. */
export class RedisTransport implements LiveTransport {
  private readonly sender: Redis;
  private readonly listener: Redis;
  private readonly channel: string;

  constructor(url: string) {
    this.sender = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    this.listener = new Redis(url, { maxRetriesPerRequest: null });
    // Redis tells subscribers of every logical database: its number keeps installations on one server apart.
    this.channel = `${LIVE_CHANNEL}:${String(this.sender.options.db ?? 0)}`;
    for (const connection of [this.sender, this.listener]) connection.on('error', () => undefined);
  }

  async send(message: string): Promise<void> {
    await this.sender.publish(this.channel, message);
  }

  async listen(onMessage: (message: string) => void): Promise<void> {
    this.listener.on('message', (_channel, message) => onMessage(message));
    // Settles once Redis is there; the program must not wait for that, it serves without.
    this.listener.subscribe(this.channel).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.sender.disconnect();
    this.listener.disconnect();
  }
}
