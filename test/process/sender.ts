import { setTimeout as pause } from 'node:timers/promises';
import { signedHeaders } from '../support/test-app.js';
import { type Message, SHOP_SECRET } from './sales.js';

const AT_ONCE = 24;
const REPEAT_AFTER_MS = 20;
const ANSWER_LIMIT_MS = 15_000;

/**
 * A platform: many pushes at once, each repeated until it is answered with 204. No answer, a broken connection and "come
 * back later" all mean the same to it.
 */
export class Sender {
  /** Ids of the messages that were answered with 204. */
  readonly acknowledged = new Set<string>();
  /** How many pushes had no answer or were told to come back. */
  repeated = 0;
  private isStopped = false;

  constructor(
    private readonly baseUrl: string,
    private readonly shopId: string,
  ) {}

  /** Until every message has been acknowledged, or stop() is called. */
  async send(messages: readonly Message[]): Promise<void> {
    const rest = messages[Symbol.iterator]();
    const line = async (): Promise<void> => {
      for (const message of rest) await this.sendUntilAcknowledged(message);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  }

  stop(): void {
    this.isStopped = true;
  }

  private async sendUntilAcknowledged(message: Message): Promise<void> {
    while (!this.isStopped) {
      const status = await this.push(message);
      if (status === 204) {
        this.acknowledged.add(message.id);
        return;
      }
      if (status !== null && status !== 503) throw new Error(`${message.id} was answered with ${status}.`);
      this.repeated += 1;
      await pause(REPEAT_AFTER_MS);
    }
  }

  /** The status, or null when there was no answer. */
  private async push({ id, body }: Message): Promise<number | null> {
    const request = { method: 'POST', headers: signedHeaders(SHOP_SECRET, id, body), body, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) };
    try {
      return (await fetch(`${this.baseUrl}/webhooks/standard/${this.shopId}`, request)).status;
    } catch {
      return null;
    }
  }
}
