import type { Answer, Method } from './driver.js';
import type { Action, HandOrder, HandWord } from './facts.js';
import { listField, textField } from './json-fields.js';
import type { Server } from './server.js';

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

interface Recorded {
  readonly order: HandOrder;
  readonly path: string;
  readonly lineNos: readonly string[];
}

/**
 * Orders told by hand. The server may refuse words by hand about an order that the platform feeds, and about no other; whether it
 * has seen the platform's message yet is a race, so both answers are taken. Such words count nothing either way.
 */
export class HandPlayback {
  private readonly recorded = new Map<string, Recorded>();

  constructor(
    private readonly server: Server,
    private readonly isFed: (order: HandOrder) => boolean,
  ) {}

  async record(order: HandOrder): Promise<void> {
    const answer = await this.call('POST', '/api/v1/orders', order, this.bodyOf(order, order));
    if (answer) this.learn(order, answer);
  }

  async correct({ key, word }: ActionOf<'correct-order'>): Promise<void> {
    const known = this.recorded.get(key);
    const answer = known && (await this.call('PUT', known.path, known.order, this.bodyOf(known.order, word)));
    if (known && answer) this.learn(known.order, answer);
  }

  async void({ key }: ActionOf<'void-order'>): Promise<void> {
    const known = this.recorded.get(key);
    if (known) await this.call('POST', `${known.path}/void`, known.order, { reason: '录入错误' });
  }

  async refund({ key, lineIndex, amountFen, refundedAt, reason }: ActionOf<'hand-refund'>): Promise<void> {
    const known = this.recorded.get(key);
    if (!known) return;
    // A platform's order may have fewer lines than the hand order that named it: any line will do, the answer is 409.
    const body = { lineNo: known.lineNos[lineIndex] ?? '1', amountFen, refundedAt, ...(reason === undefined ? {} : { reason }) };
    await this.call('POST', `${known.path}/refunds`, known.order, body);
  }

  private async call(method: Method, path: string, order: HandOrder, body: unknown): Promise<Answer | null> {
    return this.isFed(order) ? this.server.callUnlessConflict(method, path, body) : this.server.call(method, path, body);
  }

  private bodyOf({ merchant, shop, orderNo }: HandOrder, { session, paidAt, lines }: HandWord): Record<string, unknown> {
    return {
      merchantId: this.server.id('merchant', merchant),
      ...(session === undefined ? {} : { liveSessionId: this.server.id('session', String(session)) }),
      ...(shop === undefined ? {} : { shopId: this.server.id('shop', shop), orderNo }),
      paidAt,
      lines: lines.map(({ product, quantity, paidFen }) => ({ productId: this.server.id('product', product), quantity, paidFen })),
    };
  }

  private learn(order: HandOrder, { body }: Answer): void {
    const path = `/api/v1/orders/${encodeURIComponent(textField(body, 'id'))}`;
    const lineNos = listField(body, 'lines').map((line) => textField(line, 'lineNo'));
    this.recorded.set(order.key, { order, path, lineNos });
  }
}
