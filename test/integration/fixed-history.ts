import { EntryPosting } from '../../src/modules/orders/entry-posting.service.js';
import { MessageApplying } from '../../src/modules/intake/message-applying.service.js';
import { Folding } from '../../src/modules/revenue/folding.service.js';
import { SHOP_SECRET } from '../model/driver.js';
import type { TestApp } from '../support/test-app.js';
import { created, newShop, orderMessage } from './sales.js';

const VILLAGES = ['140681102201', '140681102218'] as const;
const SOLD = {
  orderNo: '6920152002630123456',
  roomId: 'room-1',
  hostId: 'host-1',
  paidAt: '2026-11-20T20:15:30+08:00',
  lines: [
    { itemId: 'item-1', skuId: 's1', quantity: 2, paidFen: 5980 },
    { itemId: 'item-1', skuId: 's2', quantity: 1, paidFen: 1200 },
  ],
};
const MESSAGES: readonly (readonly [id: string, body: object])[] = [
  ['paid', orderMessage({ ...SOLD, version: 1 })],
  ['refunded', orderMessage({ ...SOLD, version: 2, refunds: [{ amountFen: 2990, succeededAt: '2026-11-21T09:00:00+08:00' }] })],
];

/** One step of the way from a push to the totals. Each may be taken again after it failed half-way. */
export const STAGES = [
  'push',
  'apply messages',
  'post first entries',
  'fold first entries',
  'change registers',
  'mark reattributed',
  'post entries',
  'fold entries',
] as const;
export type Stage = (typeof STAGES)[number];

const EMPTY = `truncate merchant, order_word, inbox_payload, inbox_todo, order_todo, entry_todo, reattribution_todo, rollup_base, rollup_goods,
  rollup_area, rollup_refund, idempotency_key restart identity cascade`;

/** Sold under an unmapped item, refunded, then mapped, put into a live session and joined by an order logged by hand. */
export class FixedHistory {
  private merchantId = '';
  private shopId = '';
  private productIds: string[] = [];
  private sessionId = '';

  constructor(private readonly app: TestApp) {}

  /** What the case before left running may read the tables in another order than they are locked here. */
  private async empty(tries = 5): Promise<void> {
    try {
      await this.app.sql(EMPTY);
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === '40P01';
      if (!isDeadlock || tries === 1) throw error;
      await this.empty(tries - 1);
    }
  }

  /** An empty system with the same registers, under the same ids, every time. */
  async startOver(): Promise<void> {
    await this.empty();
    this.merchantId = await created(this.app, 'merchants', { name: '陶瓷合作社', kind: 'cooperative', divisionCode: VILLAGES[0] });
    this.shopId = await newShop(this.app, this.merchantId);
    this.productIds = [];
    for (const originDivisionCode of VILLAGES) {
      const product = {
        merchantId: this.merchantId,
        name: '粗陶茶具',
        category: 'ceramics.tea-ware',
        originDivisionCode,
        isAgricultural: false,
      };
      this.productIds.push(await created(this.app, 'products', product));
    }
    const { merchantId, app } = this;
    const hostId = await created(app, 'hosts', { merchantId, name: '主播', platformHostId: 'host-1' });
    const session = { merchantId, title: '晚场', startedAt: '2026-11-19T19:30:00+08:00', endedAt: '2026-11-19T22:30:00+08:00', hostId };
    this.sessionId = await created(app, 'live-sessions', session);
  }

  run(stage: Stage): Promise<void> {
    const { app } = this.app;
    const posting = app.get(EntryPosting, { strict: false });
    const steps: Readonly<Record<Stage, () => Promise<void>>> = {
      push: () => this.push(),
      'apply messages': () => app.get(MessageApplying, { strict: false }).applyAll(),
      'post first entries': () => posting.postAll(),
      'fold first entries': () => app.get(Folding, { strict: false }).foldAll(),
      'change registers': () => this.changeRegisters(),
      'mark reattributed': () => posting.markAll(),
      'post entries': () => posting.postAll(),
      'fold entries': () => app.get(Folding, { strict: false }).foldAll(),
    };
    return steps[stage]();
  }

  /** All at once, the second message twice: the later ones share a transaction. What is answered 2xx must be there. */
  private async push(): Promise<void> {
    const pushes = [...MESSAGES, ...MESSAGES.slice(1)];
    const answers = await Promise.all(
      pushes.map(async ([id, body]) => ({ id, status: (await this.app.deliver(this.shopId, SHOP_SECRET, id, body)).status })),
    );
    const stored = (await this.app.sql<{ message_key: string }>('select message_key from inbox_message')).map((row) => row.message_key);
    const accepted = answers.filter(({ status }) => status < 300).map(({ id }) => id);
    if (!accepted.every((id) => stored.includes(id))) throw new PromiseBroken(`answered 2xx: ${accepted.join()}; stored: ${stored.join()}`);
    if (accepted.length < pushes.length) throw new Error(`not all were accepted: ${JSON.stringify(answers)}`);
  }

  private async changeRegisters(): Promise<void> {
    const [whole, ofSku] = this.productIds;
    const item = `/api/v1/shops/${this.shopId}/items/item-1`;
    const { merchantId, sessionId: liveSessionId } = this;
    await this.ask('PUT', item, { productId: whole });
    await this.ask('PUT', item, { productId: ofSku, skuId: 's2' });
    const onAir = { startedAt: '2026-11-20T19:30:00+08:00', endedAt: '2026-11-20T22:30:00+08:00', roomId: 'room-1', shopId: this.shopId };
    await this.ask('PATCH', `/api/v1/live-sessions/${liveSessionId}`, onAir);
    const lines = [{ productId: ofSku, quantity: 3, paidFen: 4500 }];
    const order = { merchantId, liveSessionId, orderNo: 'hand-1', paidAt: '2026-11-20T21:00:00+08:00', lines };
    const orderId = await this.ask('POST', '/api/v1/orders', order);
    await this.ask('POST', `/api/v1/orders/${orderId}/refunds`, { lineNo: '1', amountFen: 1500, refundedAt: '2026-11-22T09:00:00+08:00' });
  }

  /** As a client asks that cannot know whether its request took effect: always with the same key. */
  private async ask(method: 'POST' | 'PUT' | 'PATCH', path: string, body: object): Promise<string> {
    const answer = await this.app.request(method, path, body, { 'idempotency-key': `${path} once` });
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { id: string }).id;
  }
}

/** Must not be taken for the failure that was arranged. */
export class PromiseBroken extends Error {}
