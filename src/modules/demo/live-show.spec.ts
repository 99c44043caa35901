import { buildCatalogue } from './demo-catalogue.js';
import { ExpectedLedger } from './expected-totals.js';
import { planShow, type ShowPlan } from './live-show.js';

const show: ShowPlan = {
  seed: 1,
  label: 'ceramics/1',
  shop: buildCatalogue()[0]!.shops[0],
  room: { roomId: '7412345678901234567', hostId: '1234567890123456' },
  startedAtMs: Date.parse('2026-11-22T20:00:00+08:00'),
  durationMs: 15 * 60_000,
  ratePerSecond: 2,
  maxOrders: null,
  duplicates: 0,
  disorder: 0,
  paceScale: 1,
};
const factsOf = (plan: ShowPlan) => {
  const ledger = new ExpectedLedger();
  for (const { message, isCopy } of planShow(plan)) if (!isCopy) for (const fact of message.facts) ledger.record(fact);
  return ledger.totals({ from: '2026-11-22', to: '2026-11-23' });
};
const sentOnce = (plan: ShowPlan) => new Map(planShow(plan).map(({ message }) => [message.id, message.body]));

describe('a live show', () => {
  it('pushes about as many orders as its rate promises', () => {
    const orders = new Set(planShow(show).map(({ message }) => message.orderNo));
    expect(orders.size).toBeGreaterThan(1_600);
    expect(orders.size).toBeLessThan(2_000);
  });

  it('says the same whatever is sent twice or late', () => {
    const noisy = { ...show, duplicates: 0.3, disorder: 0.4 };
    expect(sentOnce(noisy)).toEqual(sentOnce(show));
    expect(factsOf(noisy)).toEqual(factsOf(show));
    expect(factsOf(show).total.orders).toBeGreaterThan(1_000);
  });

  it('sends the promised share twice, byte for byte, and lets later messages overtake earlier ones', () => {
    const planned = planShow({ ...show, duplicates: 0.3, disorder: 0.4 });
    const copies = planned.filter(({ isCopy }) => isCopy);
    const originals = planned.filter(({ isCopy }) => !isCopy);
    expect(copies.length / originals.length).toBeCloseTo(0.3, 1);
    const lastAt = new Map<string, number>();
    const overtaken = originals.filter(({ message }) => {
      const before = lastAt.get(message.orderNo) ?? 0;
      lastAt.set(message.orderNo, Math.max(before, message.eventAtMs));
      return message.eventAtMs < before;
    });
    expect(overtaken.length).toBeGreaterThan(100);
  });

  it('has the same content at another time: same goods, same amounts, other order numbers', () => {
    const later = { ...show, startedAtMs: show.startedAtMs + 3_600_000 };
    expect(factsOf(later).total).toEqual(factsOf(show).total);
    const ids = sentOnce(show);
    expect([...sentOnce(later).keys()].filter((id) => ids.has(id))).toEqual([]);
  });

  it('never sends before it has happened', () => {
    for (const { sendAtMs, message } of planShow({ ...show, disorder: 0.5, duplicates: 0.5 }))
      expect(sendAtMs).toBeGreaterThanOrEqual(message.eventAtMs);
  });

  it('stops at the number of orders asked for', () => {
    const orders = new Set(planShow({ ...show, maxOrders: 25 }).map(({ message }) => message.orderNo));
    expect(orders.size).toBe(25);
  });
});
