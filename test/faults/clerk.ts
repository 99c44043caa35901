import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Api } from './api.ts';
import type { HandTask } from './clerk-plan.ts';
import { Patience, type Tally } from './patience.ts';

const LANES = 2;
const RESTS_MS = 40;

/** People who type: every form has an Idempotency-Key and is sent again until it is answered. */
export class Clerks {
  private readonly api: Api;
  private readonly tally: Tally;

  constructor(api: Api, tally: Tally) {
    this.api = api;
    this.tally = tally;
  }

  async work(tasks: readonly HandTask[]): Promise<void> {
    const rest = tasks[Symbol.iterator]();
    const lane = async (): Promise<void> => {
      for (const task of rest) {
        await this.enter(task);
        await pause(RESTS_MS);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  private async enter({ key, seller, paidAt, lines, refund, isVoided, isSentTwice }: HandTask): Promise<void> {
    const sold = lines.map(({ item, quantity, paidFen }) => ({ productId: item.productId, quantity, paidFen }));
    const order = { merchantId: seller.merchantId, paidAt, lines: sold };
    const { id } = (await this.submit('/api/v1/orders', order, key, 201)).body;
    if (isSentTwice) {
      const again = (await this.submit('/api/v1/orders', order, key, 201)).body;
      if (again.id !== id) throw new Error(`${key} was answered with ${id}, sent again with ${again.id}.`);
    }
    if (refund !== null) {
      const { lineNo, amountFen, succeededAt } = refund;
      await this.submit(`/api/v1/orders/${id}/refunds`, { lineNo, amountFen, refundedAt: succeededAt }, `${key}-refund`, 201);
    }
    if (isVoided) await this.submit(`/api/v1/orders/${id}/void`, { reason: '重复记账' }, `${key}-void`, 200);
  }

  private async submit(path: string, body: object, key: string, success: number): Promise<Answer> {
    const patience = new Patience(`POST ${path} (${key})`, this.tally);
    for (;;) {
      const answer = await this.api.post(path, body, key);
      if (answer.status === success) {
        this.tally.acknowledged += 1;
        return answer;
      }
      await patience.untilNextTry(answer.status, [429, 500, 503], answer.body);
    }
  }
}
