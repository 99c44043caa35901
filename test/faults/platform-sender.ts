import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { ask } from './api.ts';
import { Patience, type Tally } from './patience.ts';
import type { Message } from './platform-plan.ts';
import type { Random } from './random.ts';

const LANES = 10;
const EACH_LANE_RESTS_MS = 60;

/** The platforms: several pushes at a time, each signed anew and repeated until it is answered with 204. */
export class PlatformSender {
  /** Ids of what was answered with 204. */
  private readonly acknowledged: Set<string>;
  private readonly baseUrl: string;
  private readonly aheadMs: number;
  private readonly tally: Tally;

  constructor(baseUrl: string, aheadMs: number, acknowledged: Set<string>, tally: Tally) {
    this.acknowledged = acknowledged;
    this.baseUrl = baseUrl;
    this.aheadMs = aheadMs;
    this.tally = tally;
  }

  async send(messages: readonly Message[], random: Random): Promise<void> {
    const rest = messages[Symbol.iterator]();
    const lane = async (): Promise<void> => {
      for (const message of rest) {
        await this.sendUntilAcknowledged(message);
        await pause(random.int(0, 2 * EACH_LANE_RESTS_MS));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  private async sendUntilAcknowledged(message: Message): Promise<void> {
    const patience = new Patience(`message ${message.id}`, this.tally);
    for (;;) {
      const { status } = await this.push(message);
      if (status === 204) break;
      await patience.untilNextTry(status, [429, 503]);
    }
    this.acknowledged.add(message.id);
    this.tally.acknowledged += 1;
  }

  private push({ id, seller, body }: Message): Promise<{ status: number | null }> {
    const signedAt = new Date(Date.now() + this.aheadMs);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
      'webhook-signature': new Webhook(seller.secret).sign(id, signedAt, body),
    };
    return ask(`${this.baseUrl}/webhooks/standard/${seller.shopId}`, { method: 'POST', headers, body });
  }
}
