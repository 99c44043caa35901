import type { LogRefund } from './order.dto.js';
import { OrderError } from './order.errors.js';
import type { StoredOrder } from './order-reading.repository.js';
import type { OrderKey } from './order.repository.js';
import type { SaidHeader, SaidLine, SaidOrder, SaidRefund } from './said-order.js';

/** The number orders what a person said: later corrections win, whatever the clock of their phone says. */
export function handWord(key: OrderKey, number: number, now: Date): SaidOrder {
  return { ...key, messageKey: `hand:${number}`, source: 'hand', version: number, saidAt: now, header: null, refunds: [] };
}

export interface HandContent {
  readonly paidAt: string;
  readonly liveSessionId?: string | null;
  readonly lines: readonly { readonly productId: string | null; readonly quantity: number; readonly paidFen: number }[];
}

export function handHeader(order: HandContent, createdAt: Date): SaidHeader {
  return {
    status: 'completed',
    createdAt: createdAt.toISOString(),
    paidAt: new Date(order.paidAt).toISOString(),
    shippedAt: null,
    roomId: null,
    platformHostId: null,
    liveSessionId: order.liveSessionId ?? null,
    buyerHash: null,
    channel: '',
    freightFen: 0,
    depositFen: 0,
    currency: 'CNY',
    voidReason: null,
    lines: order.lines.map((line, index): SaidLine => {
      const { productId, quantity, paidFen } = line;
      const platformFields = { itemId: '', skuId: '', title: '', originalAmount: null, lot: null, isGift: false, shippedAt: null };
      return { lineNo: String(index + 1), productId, quantity, paidFen, ...platformFields };
    }),
  };
}

export function handRefund(
  { lineNo, amountFen, refundedAt, reason }: LogRefund,
  refundNo: string,
  line: { productId: string | null },
): SaidRefund {
  return {
    refundNo,
    lineNo,
    itemId: '',
    skuId: '',
    productId: line.productId,
    lot: null,
    amountFen,
    originalAmount: null,
    freightFen: 0,
    quantity: null,
    kind: 'refund',
    status: 'succeeded',
    succeededAt: new Date(refundedAt).toISOString(),
    reason: reason ?? null,
  };
}

export function requireOrder(order: StoredOrder | null, id: string): StoredOrder {
  if (order === null) throw new OrderError('orders.not-found', { id: id.slice(0, 80) });
  return order;
}

/** Only what was typed can be changed by typing, and only while it is not void. */
export function requireOwnWord(order: StoredOrder): StoredOrder {
  if (order.source === 'platform') throw new OrderError('orders.platform-speaks', { orderNo: order.order_no });
  if (order.void_reason !== null) throw new OrderError('orders.void', { orderNo: order.order_no });
  return order;
}

export function requireRefundable(order: StoredOrder, refund: LogRefund): { productId: string | null } {
  const line = order.lines.find(({ lineNo }) => lineNo === refund.lineNo);
  if (line === undefined) throw new OrderError('orders.unknown-line', { orderNo: order.order_no, lineNo: refund.lineNo }, '/lineNo');
  const refunded = order.refunds.filter(({ lineNo }) => lineNo === line.lineNo).reduce((sum, { amountFen }) => sum + amountFen, 0);
  const leftFen = Math.max(0, line.paidFen - refunded);
  if (refund.amountFen > leftFen) throw new OrderError('orders.refund-too-large', { lineNo: line.lineNo, leftFen }, '/amountFen');
  if (order.paid_at !== null && new Date(refund.refundedAt) < order.paid_at)
    throw new OrderError('orders.refund-before-payment', {}, '/refundedAt');
  return line;
}
