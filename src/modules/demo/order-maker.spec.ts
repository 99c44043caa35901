import { buildCatalogue } from './demo-catalogue.js';
import type { DemoOrder } from './demo-order.js';
import { messagesOf } from './order-messages.js';
import { makeOrder } from './order-maker.js';
import { HISTORY_PACE, livePace } from './pace.js';
import { createRandom } from './random.js';

const shops = buildCatalogue().flatMap((merchant) => merchant.shops);
const orders: readonly DemoOrder[] = Array.from({ length: 6_000 }, (_, place) => {
  const random = createRandom(9, 'spec', place);
  const pace = place % 2 === 0 ? HISTORY_PACE : livePace(1);
  const createdAtMs = Date.parse('2026-11-01T20:00:00+08:00') + place;
  return makeOrder(random, {
    orderNo: String(place).padStart(19, '6'),
    shop: shops[place % shops.length]!,
    room: null,
    channel: 'live',
    createdAtMs,
    pace,
  });
});

interface Said {
  readonly timestamp: string;
  readonly data: {
    readonly version?: number;
    readonly status: string;
    readonly paidAt: string | null;
    readonly lines: readonly { readonly lineNo: string; readonly quantity: number; readonly paidFen: number }[];
    readonly refunds: readonly {
      readonly refundNo: string;
      readonly lineNo: string;
      readonly amountFen: number;
      readonly status: string;
      readonly succeededAt: string;
    }[];
  };
}
const saidBy = (order: DemoOrder) => messagesOf(order).map(({ body }) => JSON.parse(body) as Said);

describe('sample orders', () => {
  it('carry amounts that are whole, safe and not negative', () => {
    for (const { lines, refunds, freightFen } of orders) {
      const amounts = [
        freightFen,
        ...lines.map(({ paidFen }) => paidFen),
        ...refunds.flatMap((refund) => [refund.amountFen, refund.freightFen]),
      ];
      for (const amount of amounts) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      for (const { quantity } of lines) expect(Number.isSafeInteger(quantity) && quantity > 0).toBe(true);
    }
  });

  it('never give back more on a line than was paid for it', () => {
    const refunded = orders.flatMap(({ lines, refunds }) => {
      return lines.map((line) => ({
        line,
        fen: refunds.filter((r) => r.line === line && r.outcome === 'succeeded').reduce((sum, r) => sum + r.amountFen, 0),
      }));
    });
    expect(refunded.some(({ fen }) => fen > 0)).toBe(true);
    for (const { line, fen } of refunded) expect(fen).toBeLessThanOrEqual(line.paidFen);
  });

  it('tell their life in messages whose times and versions rise', () => {
    for (const order of orders) {
      const said = saidBy(order);
      const times = said.map(({ timestamp }) => Date.parse(timestamp));
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect(said.map(({ data }) => data.version)).toEqual(said.map((_, index) => (order.shop.versioned ? index + 1 : undefined)));
    }
  });

  it('say that they are paid in every message from the payment on, and nothing is refunded before', () => {
    for (const order of orders) {
      const paid = saidBy(order).map(({ data }) => data.paidAt !== null);
      expect(paid).toEqual([...paid].sort((a, b) => Number(a) - Number(b)));
      if (order.paidAtMs === null) expect(paid).not.toContain(true);
      for (const refund of order.refunds) expect(refund.decidedAtMs).toBeGreaterThan(order.paidAtMs ?? Infinity);
    }
  });

  it('live every kind of life', () => {
    const statuses = new Set(orders.flatMap((order) => saidBy(order).map(({ data }) => data.status)));
    const refundStatuses = new Set(
      orders.flatMap((order) => saidBy(order).flatMap(({ data }) => data.refunds.map(({ status }) => status))),
    );
    expect(statuses).toEqual(new Set(['created', 'paid', 'shipped', 'completed', 'closed']));
    expect(refundStatuses).toEqual(new Set(['requested', 'succeeded', 'refused']));
  });

  it('hand every payment and every succeeded refund to the totals exactly once', () => {
    for (const order of orders) {
      const facts = messagesOf(order).flatMap((message) => message.facts);
      expect(facts.filter(({ kind }) => kind === 'paid')).toHaveLength(order.paidAtMs === null ? 0 : 1);
      expect(facts.filter(({ kind }) => kind === 'refund')).toHaveLength(
        order.refunds.filter(({ outcome }) => outcome === 'succeeded').length,
      );
    }
  });
});
