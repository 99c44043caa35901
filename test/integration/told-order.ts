import type { OrderDto } from '../../src/modules/orders/order.dto.js';
import { SHOP_SECRET } from '../model/driver.js';
import { settle } from '../support/pipeline.js';
import { anyId, type TestApp } from '../support/test-app.js';
import { ordersOf, ranking, type Seller } from './sales.js';

export type Content = Readonly<Record<string, unknown>>;

export const CREATED_AT = '2026-11-20T12:00:00+08:00';
export const PAID_AT = '2026-11-20T12:15:30+08:00';
export const PAID = { status: 'paid', paidAt: PAID_AT };

/** Another line of an order; what is not given is of no account. */
export function line(lineNo: string, paidFen: number, more: Content = {}): Content {
  return { lineNo, itemId: 'item', quantity: 1, paidFen, ...more };
}

export function refund(refundNo: string, amountFen: number, more: Content = {}): Content {
  return { refundNo, lineNo: '1', amountFen, succeededAt: '2026-11-22T09:00:00+08:00', ...more };
}

interface Message {
  readonly id: string;
  readonly body: object;
}

/** One order of a shop, told by its platform in signed messages and applied by the workers. */
export class ToldOrder {
  readonly orderNo = anyId('order');
  private said = 0;

  constructor(
    private readonly app: TestApp,
    private readonly seller: Seller,
  ) {}

  /** The next word: each later in version and in time. */
  word(data: Content): Message {
    this.said += 1;
    const timestamp = new Date(Date.parse('2026-11-20T04:30:00Z') + this.said * 3_600_000).toISOString();
    const order = { orderNo: this.orderNo, version: this.said, createdAt: CREATED_AT, lines: [line('1', 1_000)], ...data };
    return { id: `${this.orderNo}-${this.said}`, body: { type: 'order.changed', timestamp, data: order } };
  }

  async deliver(...messages: readonly Message[]): Promise<void> {
    for (const { id, body } of messages) expect((await this.app.deliver(this.seller.shopId, SHOP_SECRET, id, body)).status).toBe(204);
    await settle(this.app);
  }

  /** Says it and shows the order as it then stands. */
  async tell(data: Content): Promise<OrderDto> {
    await this.deliver(this.word(data));
    return this.show();
  }

  async show(): Promise<OrderDto> {
    const order = (await ordersOf(this.app, this.seller)).find(({ orderNo }) => orderNo === this.orderNo);
    if (order === undefined) throw new Error(`There is no order ${this.orderNo}.`);
    return order;
  }
}

export interface Counted {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly orders: number | null;
  readonly lines: number;
  readonly quantity: number;
}

export const NOTHING: Counted = { paidFen: 0, refundedFen: 0, orders: 0, lines: 0, quantity: 0 };

/** What the ranking of merchants shows of the seller: over all days of these tests, or on one. */
export async function counted(app: TestApp, { merchantId }: Seller, day?: string, refundView = 'cash'): Promise<Counted> {
  const range = { from: day ?? '2026-11-01', to: day ?? '2026-12-31' };
  const { items } = await ranking(app, 'merchants', { ...range, refundView, compare: 'none', limit: 500 });
  const own = items.find(({ id }) => id === merchantId);
  if (own === undefined) return NOTHING;
  const { paidFen, refundedFen, orders, lines, quantity } = own;
  return { paidFen, refundedFen, orders, lines, quantity };
}
