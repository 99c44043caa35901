// What the server said last about these days, as it is kept on the phone.

export interface KnownSession {
  readonly id: string;
  readonly merchantId: string;
  readonly title: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly hostId: string | null;
  readonly shopId: string | null;
  readonly productIds: readonly string[];
  /** Absent in what an earlier version of the page kept. */
  readonly note?: string | null;
  readonly archivedAt: string | null;
  readonly entityTag: string | null;
}

export interface KnownLine {
  readonly lineNo: string;
  readonly productId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly paidFen: number;
}

export interface KnownRefund {
  readonly lineNo: string;
  readonly amountFen: number;
  readonly status: string;
  readonly reason: string | null;
}

export interface KnownOrder {
  readonly id: string;
  readonly merchantId: string;
  readonly orderNo: string;
  readonly source: 'platform' | 'hand';
  readonly paidAt: string | null;
  readonly liveSessionId: string | null;
  readonly voidReason: string | null;
  readonly lines: readonly KnownLine[];
  readonly refunds: readonly KnownRefund[];
  readonly entityTag: string | null;
}

export interface KnownDay {
  /** ISO 8601; null: nothing has been read yet. */
  readonly readAt: string | null;
  readonly sessions: readonly KnownSession[];
  readonly orders: readonly KnownOrder[];
}

export const NOTHING_KNOWN: KnownDay = { readAt: null, sessions: [], orders: [] };

export function withSession(day: KnownDay, session: KnownSession): KnownDay {
  const others = day.sessions.filter(({ id }) => id !== session.id);
  return { ...day, sessions: [...others, session].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt)) };
}

export function withOrder(day: KnownDay, order: KnownOrder): KnownDay {
  return { ...day, orders: [order, ...day.orders.filter(({ id }) => id !== order.id)] };
}
