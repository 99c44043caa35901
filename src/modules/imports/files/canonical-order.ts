import type { OrderStatus, SaidRefund } from '../../orders/index.js';

/** `data` of the canonical event (docs: the outside contract), as far as files tell it. Times are ISO 8601 in UTC, amounts fen. */
export interface CanonicalOrderData {
  readonly orderNo: string;
  readonly status: OrderStatus;
  readonly createdAt: string;
  readonly paidAt: string | null;
  readonly shippedAt: string | null;
  readonly roomId: string | null;
  readonly hostId: string | null;
  readonly channel: string;
  readonly freightFen: number;
  readonly currency: 'CNY';
  readonly lines: readonly CanonicalLine[];
  readonly refunds: readonly CanonicalRefund[];
}

export interface CanonicalLine {
  readonly lineNo: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly title: string;
  readonly quantity: number;
  /** For the goods alone: without freight. */
  readonly paidFen: number;
  readonly isGift: boolean;
}

/** Where the file has no number of the refund, `refundNo` is `file:` and the line's: the platform's own refunds of that line replace it. */
export interface CanonicalRefund {
  readonly refundNo: string;
  readonly lineNo: string;
  readonly amountFen: number;
  readonly freightFen: number;
  readonly quantity: number | null;
  readonly kind: SaidRefund['kind'];
  readonly status: SaidRefund['status'];
  readonly succeededAt: string | null;
  readonly reason: string | null;
}
