import type { BridgedOrder, BridgedRefund, RefundKind, RefundStatus, Told } from './bridged-order.js';
import type { Details, OrderNotice } from './bridged-platform.js';
import type { Fields } from './fields.js';
import { splitRefund } from './refund-split.js';

/** What an agreement has come to: the channel has no message of its own for money paid out. */
type Agreed = 'waiting' | 'paying' | 'paid-out';

const AGREED = 'pdd_refund_RefundAgreeAgreement';
const STATUS_BY_TYPE: Readonly<Record<string, RefundStatus>> = {
  pdd_refund_RefundCreated: 'requested',
  pdd_refund_RefundBuyerReturnGoods: 'requested',
  pdd_refund_RefundClosed: 'cancelled',
};

/** `after_sales_type`: 1 and 2 move money, the rest goods. */
const KINDS: Readonly<Record<number, RefundKind>> = { 1: 'refund', 2: 'return', 3: 'exchange', 4: 'resend', 5: 'exchange' };

/** The refund of a message. Its sum is the message's own: fen, whatever unit the order's details have. */
export function readPinduoduoRefund(notice: OrderNotice, order: BridgedOrder, details: Details): Pick<Told, 'refund' | 'unfinished'> {
  if (notice.refundNo === null) return { refund: null, unfinished: null };
  if (details.refund?.has('id') && details.refund.id('id') !== notice.refundNo)
    throw details.refund.fault('id', `is not the ${notice.refundNo} of the message`);
  const agreed = notice.topic === AGREED ? agreedAs(details) : 'waiting';
  const refund = readRefund(notice, order, details, agreed === 'paid-out' ? 'succeeded' : statusOf(notice));
  const unfinished = `refund ${refund.refundNo} is agreed but not paid out yet: feed this message again later`;
  return { refund, unfinished: agreed === 'paying' ? unfinished : null };
}

function readRefund({ content }: OrderNotice, order: BridgedOrder, details: Details, status: RefundStatus): BridgedRefund {
  const [line, ...others] = order.lines;
  if (line === undefined || others.length > 0) throw content.fault('refund_id', 'is of an order with several items and names none of them');
  const kind = kindOf(details.refund);
  const modifiedAt = content.epochMillis('modified');
  return {
    refundNo: content.id('refund_id'),
    lineNo: line.lineNo,
    ...splitRefund(kind === 'exchange' || kind === 'resend' ? 0 : content.integer('refund_fee'), line, order),
    kind,
    status,
    // The hour of paying out is told nowhere; the agreement precedes it by little.
    succeededAt: status === 'succeeded' ? modifiedAt : null,
    reason: details.refund?.optionalText('after_sales_reason') ?? null,
    modifiedAt,
  };
}

function statusOf({ topic, content }: OrderNotice): RefundStatus {
  const status = topic === AGREED ? 'requested' : STATUS_BY_TYPE[topic];
  if (status === undefined) throw content.fault('refund_id', 'comes with a type of message that this bridge does not know');
  return status;
}

/** `after_sales_status` of the refund, else `refund_status` of the order. */
function agreedAs({ order, refund }: Details): Agreed {
  const afterSales = refund?.optionalInteger('after_sales_status') ?? null;
  if (afterSales !== null) return afterSales === 10 ? 'paid-out' : afterSales === 4 || afterSales === 5 ? 'paying' : 'waiting';
  const status = order.integer('refund_status');
  return status === 4 ? 'paid-out' : status === 3 ? 'paying' : 'waiting';
}

function kindOf(refund: Fields | null): RefundKind {
  return KINDS[refund?.optionalInteger('after_sales_type') ?? 1] ?? 'refund';
}
