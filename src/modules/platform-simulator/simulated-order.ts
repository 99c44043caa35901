export type OrderStatus = 'created' | 'paid' | 'shipped' | 'completed' | 'closed';
export type RefundKind = 'refund' | 'return' | 'exchange' | 'resend';
export type RefundStep = 'applied' | 'agreed' | 'succeeded' | 'refused' | 'withdrawn';
export type SalesChannel = 'live' | 'short-video' | 'card' | 'other';

/** Amounts are hundredths of the order's currency: fen, cents. */
export interface SimulatedLine {
  /** The platform's own number of the child order or line. */
  readonly lineNo: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly title: string;
  readonly quantity: number;
  /** What the buyer paid for the goods of this line, without freight. */
  readonly paidFen: number;
  readonly isGift: boolean;
}

export interface SimulatedBuyer {
  readonly name: string;
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly address: string;
  readonly openId: string;
  readonly words: string;
}

export interface SimulatedRefund {
  readonly refundNo: string;
  readonly lineIndex: number;
  /** Of the goods; the freight given back beside it is `freightFen`. */
  readonly amountFen: number;
  readonly freightFen: number;
  readonly quantity: number;
  readonly kind: RefundKind;
  readonly step: RefundStep;
  readonly reason: string;
  readonly appliedAt: Date;
  readonly updatedAt: Date;
  readonly succeededAt: Date | null;
}

/** An order at one moment: a change makes a new one, so that a push still says what was true when it was made. */
export interface SimulatedOrder {
  readonly orderNo: string;
  readonly serial: number;
  readonly status: OrderStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly completedAt: Date | null;
  readonly closedAt: Date | null;
  readonly channel: SalesChannel;
  readonly roomId: string | null;
  readonly hostId: string | null;
  readonly hostName: string;
  readonly freightFen: number;
  readonly currency: string;
  readonly buyer: SimulatedBuyer;
  readonly lines: readonly SimulatedLine[];
  readonly refunds: readonly SimulatedRefund[];
}

export interface LineDraft {
  readonly itemId: string;
  readonly skuId: string;
  readonly title: string;
  readonly quantity: number;
  readonly paidFen: number;
  readonly isGift?: boolean;
}

/** What a test says of an order; the rest is invented. */
export interface OrderDraft {
  readonly lines: readonly LineDraft[];
  readonly at: Date;
  readonly channel?: SalesChannel;
  readonly roomId?: string;
  readonly hostId?: string;
  readonly hostName?: string;
  readonly freightFen?: number;
  readonly currency?: string;
  readonly buyer?: Partial<SimulatedBuyer>;
}

export interface RefundDraft {
  readonly at: Date;
  readonly kind?: RefundKind;
  readonly freightFen?: number;
  /** Pieces; 1 if not told. 0: money alone, where the platform has that. */
  readonly quantity?: number;
  readonly reason?: string;
}

export function goodsFen(order: SimulatedOrder): number {
  return order.lines.reduce((sum, line) => sum + line.paidFen, 0);
}

/** What the buyer paid: goods and freight. */
export function orderFen(order: SimulatedOrder): number {
  return goodsFen(order) + order.freightFen;
}

/** The line a refund is of; the book makes no refund without one. */
export function lineOf(order: SimulatedOrder, refund: SimulatedRefund): SimulatedLine {
  const line = order.lines[refund.lineIndex];
  if (line === undefined) throw new RangeError(`Order ${order.orderNo} has no line ${refund.lineIndex}`);
  return line;
}

export function movesMoney(kind: RefundKind): boolean {
  return kind === 'refund' || kind === 'return';
}

/** Goods given back so far. */
export function refundedFen(order: SimulatedOrder): number {
  const succeeded = order.refunds.filter((refund) => refund.succeededAt !== null);
  return succeeded.reduce((sum, refund) => sum + refund.amountFen, 0);
}
