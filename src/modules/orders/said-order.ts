export const ORDER_STATUSES = ['created', 'paid', 'shipped', 'completed', 'closed'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const REFUND_STATUSES = ['succeeded', 'requested', 'refused', 'cancelled'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** An exchange and a resend move goods, not money: an amount that comes with one is counted as said, and looked at. */
export const REFUND_KINDS = ['refund', 'return', 'exchange', 'resend'] as const;
export type RefundKind = (typeof REFUND_KINDS)[number];

/** Who said it: the platform itself, in its messages or in a file that it exported; these beat anything typed by hand about the same order. */
export type WordSource = 'platform' | 'file' | 'hand';

/** By which way a word comes: sent by the platform, or by a bridge for it; asked for; in an exported file; typed. */
export const ORDER_ORIGINS = ['push', 'bridge', 'pull', 'file', 'hand'] as const;

/** Times are ISO 8601 in UTC; amounts are fen. */
export interface SaidLine {
  readonly lineNo: string;
  readonly itemId: string;
  readonly skuId: string;
  /** Only hand-logged lines name the product itself. */
  readonly productId: string | null;
  readonly title: string;
  readonly quantity: number;
  /** In yuan's fen; 0 while the order's currency is another one and `originalAmount` says it. */
  readonly paidFen: number;
  /** In the order's currency, as a decimal number as it came; null where that is CNY. */
  readonly originalAmount: string | null;
  readonly lot: string | null;
  readonly isGift: boolean;
  /** Of this line alone, where an order goes out in parts; null: as the order. */
  readonly shippedAt: string | null;
}

export interface SaidHeader {
  readonly status: OrderStatus;
  readonly createdAt: string;
  readonly paidAt: string | null;
  readonly shippedAt: string | null;
  readonly roomId: string | null;
  readonly platformHostId: string | null;
  readonly liveSessionId: string | null;
  readonly buyerHash: string | null;
  readonly channel: string;
  readonly freightFen: number;
  /** What was paid to reserve the goods; part of the lines' money once the order is paid, and counted nowhere before. */
  readonly depositFen: number;
  /** ISO 4217. Amounts in another than CNY are converted by the rate of the day of payment, refunds too. */
  readonly currency: string;
  readonly voidReason: string | null;
  readonly lines: readonly SaidLine[];
}

export interface SaidRefund {
  readonly refundNo: string;
  readonly lineNo: string;
  /** The line's item as the refund's own message gives it: the line may be gone from the order by then. */
  readonly itemId: string;
  readonly skuId: string;
  readonly productId: string | null;
  readonly lot: string | null;
  readonly amountFen: number;
  /** As of the line. */
  readonly originalAmount: string | null;
  readonly freightFen: number;
  readonly quantity: number | null;
  readonly kind: RefundKind;
  readonly status: RefundStatus;
  readonly succeededAt: string | null;
  readonly reason: string | null;
}

/** What one message says: an order (header and lines together, unless it speaks of refunds only) and refunds. */
export interface SaidOrder {
  readonly shopDbId: string;
  readonly orderNo: string;
  readonly messageKey: string;
  readonly source: WordSource;
  readonly version: number | null;
  readonly saidAt: Date;
  readonly header: SaidHeader | null;
  readonly refunds: readonly SaidRefund[];
}
