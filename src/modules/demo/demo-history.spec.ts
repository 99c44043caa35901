import { businessDayOf, type BusinessDay } from '../../kernel/business-day.js';
import { historyRange, lastYearRange } from './calendar.js';
import { buildCatalogue } from './demo-catalogue.js';
import { planHistory, type DemoHistory } from './demo-history.js';
import type { DemoOrder } from './demo-order.js';
import { messagesOf } from './order-messages.js';

const catalogue = buildCatalogue();
const plan = (seed: number, today: BusinessDay, days = 90) =>
  planHistory(seed, catalogue, [
    { range: lastYearRange(today, days), isLastYear: true },
    { range: historyRange(today, days), isLastYear: false },
  ]);
const bodiesOf = ({ orders }: DemoHistory) => new Map(orders.flatMap(({ order }) => messagesOf(order).map(({ id, body }) => [id, body])));
const history = plan(1, '2026-11-22');
const paidFen = (orders: readonly DemoOrder[]) =>
  orders
    .filter(({ paidAtMs }) => paidAtMs !== null)
    .reduce((sum, { lines }) => sum + lines.reduce((own, line) => own + line.paidFen, 0), 0);

describe('the sample history', () => {
  it('is the same to the byte for the same seed, and another for another seed', () => {
    const days = [5, 5, 5].map((count, run) => plan(run === 2 ? 2 : 1, '2026-11-22', count));
    const [first, again, other] = days.map(bodiesOf);
    expect(again).toEqual(first);
    expect([...other!.keys()].filter((id) => first!.has(id))).toEqual([]);
  });

  it('repeats a day unchanged when it is planned on a later day or in a longer history', () => {
    const known = bodiesOf(plan(1, '2026-11-22', 6));
    const later = bodiesOf(plan(1, '2026-11-23', 12));
    for (const [id, body] of known) expect(later.get(id)).toBe(body);
  });

  it('contradicts no message when this year has become last year', () => {
    const known = bodiesOf(plan(1, '2026-11-22', 8));
    const yearLater = bodiesOf(plan(1, '2027-11-22', 8));
    const repeated = [...yearLater].filter(([id]) => known.has(id));
    expect(repeated.length).toBeGreaterThan(50);
    for (const [id, body] of repeated) expect(known.get(id)).toBe(body);
  });

  it('holds 6,000 to 9,000 orders, about 3 % of them entered by hand', () => {
    expect(history.orders.length).toBeGreaterThan(6_000);
    expect(history.orders.length).toBeLessThan(9_000);
    const byHand = history.orders.filter(({ enteredIn }) => enteredIn !== null).length / history.orders.length;
    expect(byHand).toBeGreaterThan(0.02);
    expect(byHand).toBeLessThan(0.04);
  });

  it('sold 20 to 40 % less in the same days of last year, though some merchants sold more', () => {
    const { from } = historyRange('2026-11-22', 90);
    const sums = catalogue.map((merchant) => {
      const own = history.orders.filter((entry) => entry.merchant === merchant);
      const [then, now] = [own.filter(({ day }) => day < from), own.filter(({ day }) => day >= from)].map((part) =>
        paidFen(part.map(({ order }) => order)),
      );
      return { then: then ?? 0, now: now ?? 0 };
    });
    const share = sums.reduce((sum, { then }) => sum + then, 0) / sums.reduce((sum, { now }) => sum + now, 0);
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.8);
    expect(sums.filter(({ then, now }) => then > now).length).toBeGreaterThanOrEqual(2);
    expect(sums.filter(({ then }) => then === 0).length).toBeGreaterThanOrEqual(2);
  });

  it('refunds ceramics more often than food', () => {
    const rateOf = (isCeramics: boolean) => {
      const lines = history.orders.flatMap(({ order }) => order.lines.map((line) => ({ line, order })));
      const of = lines.filter(({ line }) => line.item.product.goods.category.startsWith('ceramics') === isCeramics);
      return of.filter(({ line, order }) => order.refunds.some((refund) => refund.line === line)).length / of.length;
    };
    expect(rateOf(true)).toBeGreaterThan(2 * rateOf(false));
  });

  it('has at most one session of a merchant on a day, none longer than three hours', () => {
    const keys = history.sessions.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { startedAtMs, endedAtMs } of history.sessions) expect(endedAtMs - startedAtMs).toBeLessThanOrEqual(180 * 60_000);
  });

  it('numbers orders once per shop and dates each by its day, or the night after it', () => {
    const numbers = history.orders.map(({ order }) => `${order.shop.key}/${order.orderNo}`);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { order, day } of history.orders) {
      expect(order.orderNo).toMatch(/^\d{19}$/);
      expect(businessDayOf(new Date(order.createdAtMs)) >= day).toBe(true);
    }
  });
});
