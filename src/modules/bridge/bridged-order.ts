/** From the first to the last: of two words of one second, the further one is the later. */
export const ORDER_STATUSES = ['created', 'paid', 'shipped', 'completed', 'closed'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const REFUND_STATUSES = ['requested', 'refused', 'cancelled', 'succeeded'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export type RefundKind = 'refund' | 'return' | 'exchange' | 'resend';

export interface BridgedLine {
  readonly lineNo: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly title: string;
  readonly quantity: number;
  /** What the buyer paid for the goods of the line: without freight, without what the platform paid. */
  readonly paidFen: number;
  readonly shippedAt: Date | null;
}

/** An order as the platform's details tell it. There is no field for a name, a phone or an address, so none can slip through. */
export interface BridgedOrder {
  readonly orderNo: string;
  readonly status: OrderStatus;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  /** The platform's id of the buyer; the receiver keeps only a keyed hash of it. */
  readonly buyerId: string | null;
  readonly freightFen: number;
  readonly depositFen: number;
  readonly lines: readonly BridgedLine[];
  /** When the platform last changed the order: what its words are ordered by. */
  readonly modifiedAt: Date;
}

export interface BridgedRefund {
  readonly refundNo: string;
  readonly lineNo: string;
  readonly amountFen: number;
  readonly freightFen: number;
  readonly kind: RefundKind;
  readonly status: RefundStatus;
  readonly succeededAt: Date | null;
  readonly reason: string | null;
  readonly modifiedAt: Date;
}

/** What one message leads to. */
export interface Told {
  readonly order: BridgedOrder;
  readonly refund: BridgedRefund | null;
  /** Why the same message must be fed again later, though everything known now was sent; else null. */
  readonly unfinished: string | null;
}
