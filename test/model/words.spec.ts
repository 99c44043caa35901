import { cells, DAY, line, message, NOTHING, refund, total, WHOLE, WORLD } from './examples.js';
import { computeExpected } from './reference.js';

describe('the latest word', () => {
  const v3 = { version: 3, sentAt: `${DAY}T08:00:00+08:00`, lines: [line('1', 'bowl', 300)] };
  const v10 = { version: 10, sentAt: `${DAY}T07:00:00+08:00`, lines: [line('1', 'bowl', 1000)] };

  it('has the greatest version, compared as a number, whatever the times say', () => {
    expect(total([message(v10), message(v3)]).paidFen).toBe(1000);
    expect(total([message(v3), message(v10)]).paidFen).toBe(1000);
  });

  it('has the greatest time as soon as one message of the order has no version', () => {
    const unversioned = message({ sentAt: `${DAY}T06:00:00+08:00`, lines: [line('1', 'bowl', 6)] });
    expect(total([message(v10), message(v3), unversioned]).paidFen).toBe(300);
  });

  it('is not swayed by an impossible message without version', () => {
    expect(total([message(v10), message(v3), message({ lines: [] })]).paidFen).toBe(1000);
  });

  it('compares instants, not texts, and breaks ties by message id in code-unit order', () => {
    const earlier = message({ id: 'a', sentAt: '2026-11-20T12:00:00+08:00', lines: [line('1', 'bowl', 1)] });
    const later = message({ id: 'b', sentAt: '2026-11-20T04:00:01Z', lines: [line('1', 'bowl', 2)] });
    expect(total([later, earlier]).paidFen).toBe(2);
    const capital = message({ id: 'M', sentAt: '2026-11-20T04:00:01Z', lines: [line('1', 'bowl', 3)] });
    expect(total([later, capital]).paidFen).toBe(2);
  });

  it('that drops the payment takes back all the order counted', () => {
    const paid = message({ refunds: [refund('R1', '1', 10)] });
    expect(total([paid, message({ status: 'closed', paidAt: null })])).toEqual(NOTHING);
    expect(total([paid, message({ status: 'closed' })])).toEqual(cells(1000, 10, 1, 1));
  });

  it('moves the payment to another day of Beijing at midnight', () => {
    const eve = message({ paidAt: '2026-11-20T23:59:59.999+08:00' });
    const midnight = message({ orderNo: 'A-2', paidAt: '2026-11-20T16:00:00Z' });
    const days = computeExpected(WORLD, [eve, midnight]).byDay({ ...WHOLE, from: DAY, to: '2026-11-21' });
    expect([...days.values()].map((day) => day.orders)).toEqual([1, 1]);
  });

  it('under one message id is the first body, even an impossible one', () => {
    const first = message({ id: 'same', lines: [line('1', 'bowl', 5)] });
    expect(total([first, message({ id: 'same' })]).paidFen).toBe(5);
    expect(total([message({ id: 'same', lines: [] }), message({ id: 'same' })])).toEqual(NOTHING);
    expect(total([first, message({ id: 'same', shop: 's2' })]).paidFen).toBe(1005);
  });
});
