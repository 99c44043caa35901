import type { BridgedOrder, BridgedRefund, RefundKind, RefundStatus } from './bridged-order.js';
import type { OrderNotice } from './bridged-platform.js';
import type { Fields } from './fields.js';
import { splitRefund } from './refund-split.js';

const STATUS_BY_TOPIC: Readonly<Record<string, RefundStatus>> = {
  taobao_refund_RefundCreated: 'requested',
  taobao_refund_RefundSellerAgreeAgreement: 'requested',
  taobao_refund_RefundBuyerModifyAgreement: 'requested',
  taobao_refund_RefundBuyerReturnGoods: 'requested',
  taobao_refund_RefundSellerRefuseAgreement: 'refused',
  taobao_refund_RefundClosed: 'cancelled',
  taobao_refund_RefundSuccess: 'succeeded',
};

const STATUS_BY_WORD: Readonly<Record<string, RefundStatus>> = {
  WAIT_SELLER_AGREE: 'requested',
  WAIT_BUYER_RETURN_GOODS: 'requested',
  WAIT_SELLER_CONFIRM_GOODS: 'requested',
  SELLER_REFUSE_BUYER: 'refused',
  CLOSED: 'cancelled',
  SUCCESS: 'succeeded',
};

/** The refund of a message: as its details tell it, else as the message itself does. Trade messages may carry details of one, too. */
export function readTaobaoRefund(notice: OrderNotice, order: BridgedOrder, details: Fields | null): BridgedRefund | null {
  if (notice.refundNo !== null && details !== null && details.id('refund_id') !== notice.refundNo)
    throw details.fault('refund_id', `is not the ${notice.refundNo} of the message`);
  if (details !== null) return readRefund(details, statusOfDetails(details), kindOfDetails(details), order);
  if (notice.refundNo === null) return null;
  return readRefund(notice.content, statusOfTopic(notice), kindOfBill(notice.content), order);
}

/** Message and details name these fields alike. */
function readRefund(said: Fields, status: RefundStatus, kind: RefundKind, order: BridgedOrder): BridgedRefund {
  if (said.id('tid') !== order.orderNo) throw said.fault('tid', `is not the order ${order.orderNo}`);
  const line = order.lines.find(({ lineNo }) => lineNo === said.id('oid'));
  if (line === undefined) throw said.fault('oid', 'is no line of the trade');
  const modifiedAt = said.beijingTime('modified');
  return {
    refundNo: said.id('refund_id'),
    lineNo: line.lineNo,
    // An exchange moves goods, not money, whatever amount stands in it.
    ...splitRefund(kind === 'exchange' ? 0 : said.yuan('refund_fee'), line, order),
    kind,
    status,
    succeededAt: status === 'succeeded' ? modifiedAt : null,
    reason: said.optionalText('reason'),
    modifiedAt,
  };
}

function statusOfDetails(details: Fields): RefundStatus {
  const status = STATUS_BY_WORD[details.text('status')];
  if (status === undefined) throw details.fault('status', 'is not a status that this bridge knows');
  return status;
}

function statusOfTopic({ topic, content }: OrderNotice): RefundStatus {
  const status = STATUS_BY_TOPIC[topic];
  if (status === undefined) throw content.fault('refund_id', 'needs the details of the refund: this topic says nothing of its status');
  return status;
}

function kindOfDetails(details: Fields): RefundKind {
  return details.isTrue('has_good_return') ? 'return' : kindOfBill(details);
}

function kindOfBill(said: Fields): RefundKind {
  const bill = said.optionalText('bill_type');
  if (bill === 'replace_bill') return 'exchange';
  return bill === 'return_bill' ? 'return' : 'refund';
}
