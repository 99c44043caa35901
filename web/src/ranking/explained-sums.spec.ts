import type { Measure, Measures } from '../api/client.js';
import type { ExplainedEntry, ExplainedOrder } from '../api/explain.js';
import { isReversal, sumsOf, totalOf } from './explained-sums.js';

const NOTHING: Measures = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };

function entry(more: Partial<ExplainedEntry>): ExplainedEntry {
  const what = { kind: 'line', lineNo: '1', day: '2026-11-20', payDay: '2026-11-20', refundReason: null, postedAt: '' };
  return { ...what, paidFen: 0, refundedFen: 0, lines: 0, quantity: 0, orders: 0, ...more };
}

function order(...entries: ExplainedEntry[]): ExplainedOrder {
  return { orderId: '1', shopId: 's', orderNo: 'n', paidAt: null, entries, messages: [] };
}

describe('an explanation', () => {
  it('adds up an order with its corrections', () => {
    const corrected = order(
      entry({ paidFen: 500, lines: 1, quantity: 2 }),
      entry({ paidFen: -500, lines: -1, quantity: -2 }),
      entry({ paidFen: 450, refundedFen: 50, lines: 1, quantity: 2 }),
      entry({ kind: 'order', orders: 1 }),
    );
    expect(totalOf(corrected)).toEqual({ paidFen: 450, refundedFen: 50, netFen: 400, orders: 1, lines: 1, quantity: 2 });
    expect(corrected.entries.map(isReversal)).toEqual([false, true, false, false]);
  });

  const answer = { measures: { ...NOTHING, netFen: 1_000, orders: 5 }, remainder: { ...NOTHING, netFen: 300 } };
  it.each<[Measure, boolean, object]>([
    ['net', false, { listed: 700, rest: 0, unseen: 300, whole: 1_000 }],
    ['orders', false, { listed: 2, rest: 0, unseen: 3, whole: 5 }],
    ['orders', true, { listed: 2, rest: 3, unseen: 0, whole: 5 }],
  ])('of %s leads from what is listed to the whole (more to come: %s)', (measure, hasMore, sums) => {
    expect(sumsOf(measure, answer, [{ ...NOTHING, netFen: 700, ...{ orders: 2 } }], hasMore)).toEqual(sums);
  });

  it('says what is not listed yet', () => {
    expect(sumsOf('net', answer, [{ ...NOTHING, netFen: 200 }], true)).toEqual({ listed: 200, rest: 500, unseen: 300, whole: 1_000 });
  });
});
