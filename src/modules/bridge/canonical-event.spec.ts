import type { BridgedOrder, BridgedRefund, OrderStatus, RefundStatus } from './bridged-order.js';
import { eventsOf, type OutgoingEvent } from './canonical-event.js';

function order(modified: string, status: OrderStatus = 'paid', more: Partial<BridgedOrder> = {}): BridgedOrder {
  return {
    orderNo: '3691234567890123456',
    status,
    createdAt: new Date('2026-11-20T20:15:02+08:00'),
    paidAt: new Date('2026-11-20T20:15:30+08:00'),
    shippedAt: null,
    buyerId: null,
    freightFen: 800,
    depositFen: 0,
    lines: [{ lineNo: '1', itemId: 'i', skuId: 's', title: '小米', quantity: 2, paidFen: 5_980, shippedAt: null }],
    modifiedAt: new Date(modified),
    ...more,
  };
}

function refund(modified: string, status: RefundStatus = 'succeeded'): BridgedRefund {
  const modifiedAt = new Date(modified);
  const sums = { amountFen: 1_000, freightFen: 0, kind: 'refund', reason: null } as const;
  return { refundNo: 'R1', lineNo: '1', ...sums, status, succeededAt: status === 'succeeded' ? modifiedAt : null, modifiedAt };
}

interface Body {
  readonly timestamp: string;
  readonly data: { readonly lines: readonly object[]; readonly refunds: readonly object[] };
}

function bodies(events: readonly OutgoingEvent[]): Body[] {
  return events.map(({ body }): Body => JSON.parse(body));
}

describe('The events of what was told', () => {
  it('are of the canonical form, without a version', () => {
    const [body] = bodies(eventsOf('tmc', { order: order('2026-11-20T20:15:31+08:00'), refund: null, unfinished: null }));
    expect(body).toEqual({
      type: 'order.changed',
      timestamp: '2026-11-20T12:15:31.001Z',
      data: {
        orderNo: '3691234567890123456',
        status: 'paid',
        createdAt: '2026-11-20T12:15:02.000Z',
        paidAt: '2026-11-20T12:15:30.000Z',
        shippedAt: null,
        freightFen: 800,
        depositFen: 0,
        currency: 'CNY',
        lines: [{ lineNo: '1', itemId: 'i', skuId: 's', title: '小米', quantity: 2, paidFen: 5_980, shippedAt: null }],
        refunds: [],
      },
    });
  });

  it('have the same id and the same bytes for the same content, and another id for any other', () => {
    const told = { order: order('2026-11-20T20:15:31+08:00'), refund: null, unfinished: null };
    const [event] = eventsOf('tmc', told);
    expect(eventsOf('tmc', { ...told, order: order('2026-11-20T20:15:31+08:00') })).toEqual([event]);
    expect(event?.id).toMatch(/^tmc-3691234567890123456-[0-9a-f]{32}$/);
    const [other] = eventsOf('tmc', { ...told, order: order('2026-11-20T20:15:31+08:00', 'paid', { freightFen: 801 }) });
    expect(other?.id).not.toBe(event?.id);
  });

  it('tell two states of one second apart: the further one is the later', () => {
    const second = '2026-11-20T20:15:31+08:00';
    const orders = (['created', 'paid', 'shipped', 'completed', 'closed'] as const).map((status) =>
      eventsOf('tmc', { order: order(second, status), refund: null, unfinished: null }),
    );
    const refunds = (['requested', 'refused', 'cancelled', 'succeeded'] as const).map((status) =>
      eventsOf('tmc', { order: order('2026-11-20T20:15:30+08:00'), refund: refund(second, status), unfinished: null }),
    );
    for (const events of [orders, refunds]) {
      const stamps = events.flatMap(bodies).map(({ timestamp }) => timestamp);
      expect(stamps).toEqual([...new Set(stamps)].sort());
    }
  });

  it('of a refund later than the order are one: order and refund together', () => {
    const told = { order: order('2026-11-21T08:59:59+08:00'), refund: refund('2026-11-21T09:00:00+08:00'), unfinished: null };
    const [only, ...others] = bodies(eventsOf('tmc', told));
    expect(others).toEqual([]);
    expect([only?.timestamp, only?.data.lines.length, only?.data.refunds.length]).toEqual(['2026-11-21T01:00:00.003Z', 1, 1]);
  });

  it('of an old message about a refund do not pass it off as news, however new the order is', () => {
    const old = refund('2026-11-21T09:00:00+08:00', 'requested');
    const told = { order: order('2026-11-22T10:00:00+08:00', 'closed'), refund: old, unfinished: null };
    const events = bodies(eventsOf('tmc', told)).map(({ timestamp, data }) => [timestamp, data.refunds.length]);
    expect(events).toEqual([
      ['2026-11-22T02:00:00.004Z', 0],
      ['2026-11-21T01:00:00.000Z', 1],
    ]);
  });
});
