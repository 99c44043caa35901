export interface CanonicalMessage {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const LINE = { lineNo: '1', itemId: '3600000001', quantity: 2, paidFen: 5_980 } as const;
export const REFUND = { refundNo: 'R1', lineNo: '1', amountFen: 2_990, succeededAt: '2026-11-21T09:00:00+08:00' } as const;

/** A paid order as a platform tells of it: the required fields, and what else is given. */
export function orderChanged(data: object = {}, more: object = {}): CanonicalMessage {
  const required = {
    orderNo: '6920152002630123456',
    status: 'paid',
    createdAt: '2026-11-20T20:15:02+08:00',
    paidAt: '2026-11-20T20:15:30+08:00',
    lines: [LINE],
  };
  return { type: 'order.changed', timestamp: '2026-11-20T20:15:31+08:00', data: { ...required, ...data }, ...more };
}
