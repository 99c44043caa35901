import { createHash } from 'node:crypto';
import { type BridgedLine, type BridgedOrder, type BridgedRefund, ORDER_STATUSES, REFUND_STATUSES, type Told } from './bridged-order.js';

/** Ready to be signed. The same content always makes the same id and the same bytes: to send it again is to say nothing new. */
export interface OutgoingEvent {
  readonly id: string;
  readonly body: string;
}

/**
 * The `order.changed` events of what was told. The receiver keeps of the order and of each refund the word with the latest timestamp,
 * so each is sent under its own: an old message about a refund, fed again, must not pass for news because its order has changed
 * since. An event of a refund holds the order as well (one without lines is refused); if it is the later one, it says all.
 */
export function eventsOf(prefix: string, { order, refund }: Told): OutgoingEvent[] {
  const orderSaidAt = stamp(order.modifiedAt, ORDER_STATUSES.indexOf(order.status));
  if (refund === null) return [toEvent(prefix, order, [], orderSaidAt)];
  const refundSaidAt = stamp(refund.modifiedAt, REFUND_STATUSES.indexOf(refund.status));
  const ofRefund = toEvent(prefix, order, [refund], refundSaidAt);
  return refundSaidAt >= orderSaidAt ? [ofRefund] : [toEvent(prefix, order, [], orderSaidAt), ofRefund];
}

/** The platforms' clocks tick in seconds. Of two states in one second the further one is the later; the milliseconds say so. */
function stamp(modifiedAt: Date, stage: number): Date {
  return new Date(modifiedAt.getTime() + stage);
}

function toEvent(prefix: string, order: BridgedOrder, refunds: readonly BridgedRefund[], saidAt: Date): OutgoingEvent {
  const body = JSON.stringify({
    type: 'order.changed',
    timestamp: saidAt.toISOString(),
    data: { ...orderData(order), refunds: refunds.map(refundData) },
  });
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 32);
  return { id: `${prefix}-${order.orderNo}-${hash}`, body };
}

/** No `version`: the platforms number nothing, and what has no version is ordered by its timestamp. */
function orderData(order: BridgedOrder): object {
  return {
    orderNo: order.orderNo,
    status: order.status,
    createdAt: order.createdAt.toISOString(),
    paidAt: textOf(order.paidAt),
    shippedAt: textOf(order.shippedAt),
    ...(order.buyerId === null ? {} : { buyerId: order.buyerId }),
    freightFen: order.freightFen,
    depositFen: order.depositFen,
    currency: 'CNY',
    lines: order.lines.map(lineData),
  };
}

function lineData(line: BridgedLine): object {
  const { lineNo, itemId, skuId, title, quantity, paidFen, shippedAt } = line;
  return { lineNo, itemId, skuId, title, quantity, paidFen, shippedAt: textOf(shippedAt) };
}

function refundData(refund: BridgedRefund): object {
  const { refundNo, lineNo, amountFen, freightFen, kind, status, succeededAt, reason } = refund;
  return { refundNo, lineNo, amountFen, freightFen, kind, status, succeededAt: textOf(succeededAt), reason };
}

function textOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
