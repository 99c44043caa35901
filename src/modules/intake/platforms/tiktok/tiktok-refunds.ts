import type { SaidHeader, SaidOrder, SaidRefund } from '../../../orders/index.js';
import { decimalOf, decimalText, optionalDecimalOf, type SaidAmount, saidAmount, sumOf } from '../decimal.js';
import type { FieldReader } from '../field-reader.js';
import { allMean, meaningOf } from '../meaning.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidOrder, saidRefund } from '../said.js';

type Status = SaidRefund['status'];
type Kind = SaidRefund['kind'];

/** Approved (…_SUCCESS) is not yet paid back: that is …_COMPLETE. */
const RETURN_STATUSES = new Map<string, Status>([
  ...allMean<Status>('succeeded', 'RETURN_OR_REFUND_REQUEST_COMPLETE REPLACEMENT_REQUEST_COMPLETE'),
  ...allMean<Status>('refused', 'REFUND_OR_RETURN_REQUEST_REJECT RETURN_OR_REFUND_REQUEST_REJECT RETURN_OR_REFUND_REQUEST_REJECTED'),
  ...allMean<Status>('refused', 'REPLACEMENT_REQUEST_REJECT'),
  ...allMean<Status>('cancelled', 'RETURN_OR_REFUND_REQUEST_CANCEL RETURN_OR_REFUND_CANCEL REPLACEMENT_REQUEST_CANCEL'),
  ...allMean<Status>(
    'requested',
    'RETURN_OR_REFUND_REQUEST_PENDING RETURN_OR_REFUND_REQUEST_SUCCESS REFUND_OR_RETURN_REQUEST_REJECT_PENDING',
  ),
  ...allMean<Status>('requested', 'AWAITING_BUYER_SHIP BUYER_SHIPPED_ITEM REJECT_RECEIVE_PACKAGE AWAITING_BUYER_RESPONSE'),
  ...allMean<Status>('requested', 'RETURN_OR_REFUND_PROCESSING RETURN_OR_REFUND_REQUEST_REFUND'),
  ...allMean<Status>('requested', 'REPLACEMENT_REQUEST_PENDING REPLACEMENT_REQUEST_REFUND_SUCCESS REPLACEMENT_REQUEST_SUCCESS'),
]);

const CANCELLATION_STATUSES = new Map<string, Status>([
  ...allMean<Status>('succeeded', 'CANCELLATION_REQUEST_COMPLETE'),
  ...allMean<Status>('refused', 'CANCELLATION_REQUEST_REJECT CANCELLATION_REQUEST_REJECTED'),
  ...allMean<Status>('cancelled', 'CANCELLATION_REQUEST_CANCEL'),
  ...allMean<Status>('requested', 'CANCELLATION_REQUEST_PENDING CANCELLATION_REQUEST_SUCCESS AWAITING_SELLER_RESPONSE'),
]);

const KINDS = new Map<string, Kind>([
  ['REFUND', 'refund'],
  ['RETURN_AND_REFUND', 'return'],
  ['REPLACEMENT', 'exchange'],
]);

// What comes back beside the money of the goods. The total has the tax in it, and in some countries the subtotal too.
const BESIDE_GOODS = ['refund_shipping_fee', 'refund_tax', 'retail_delivery_fee', 'buyer_service_fee'];

export interface RefundedOrder {
  readonly orderNo: string;
  readonly header: SaidHeader;
}

/** A return as one word per line it speaks of, said when the return last changed. */
export function readReturn(message: StoredMessage, request: FieldReader, order: RefundedOrder): SaidOrder[] {
  const status = meaningOf(request, 'return_status', RETURN_STATUSES);
  const kind = meaningOf(request, 'return_type', KINDS);
  const told = { number: request.id('return_id'), status, kind, reason: reasonOf(request, 'return_reason') };
  return request.list('return_line_items').map((item, _index, items) => {
    const amount = kind === 'exchange' ? null : amountOf(item, items.length === 1 ? request : item, order.header.currency);
    return wordOfLine(message, request, item, order, { ...told, amount });
  });
}

/** A cancellation before dispatch likewise. Of an order that nobody paid nothing comes back. */
export function readCancellation(message: StoredMessage, request: FieldReader, order: RefundedOrder): SaidOrder[] {
  if (order.header.paidAt === null) return [];
  const status = meaningOf(request, 'cancel_status', CANCELLATION_STATUSES);
  const told = { number: request.id('cancel_id'), status, kind: 'refund' as const, reason: reasonOf(request, 'cancel_reason') };
  return request.list('cancel_line_items').map((item, _index, items) => {
    const amount = amountOf(item, items.length === 1 ? request : item, order.header.currency) ?? paidOf(item, order.header);
    return wordOfLine(message, request, item, order, { ...told, amount });
  });
}

interface ToldOfLine extends Pick<SaidRefund, 'status' | 'kind' | 'reason'> {
  readonly number: string;
  readonly amount: Amounts | null;
}

interface Amounts {
  readonly goods: SaidAmount;
  readonly freightFen: number;
}

function wordOfLine(message: StoredMessage, request: FieldReader, item: FieldReader, order: RefundedOrder, told: ToldOfLine): SaidOrder {
  const { number, amount, ...plain } = told;
  if (amount === null && plain.kind !== 'exchange' && plain.status === 'succeeded')
    throw item.fault('refund_amount', 'field.required', 'is required of what was paid back');
  const saidAt = request.epochSeconds('update_time');
  const lineNo = item.id('order_line_item_id');
  const refund = saidRefund({
    ...plain,
    refundNo: `${number}:${lineNo}`,
    lineNo,
    itemId: order.header.lines.find((line) => line.lineNo === lineNo)?.itemId ?? '',
    skuId: item.optionalId('sku_id') ?? '',
    amountFen: amount?.goods.fen ?? 0,
    originalAmount: amount?.goods.original ?? (order.header.currency === 'CNY' ? null : decimalText(0n)),
    freightFen: amount?.freightFen ?? 0,
    quantity: 1,
    // No other time is told of the money than that of the change to COMPLETE, the last one a request has.
    succeededAt: plain.status === 'succeeded' ? saidAt.toISOString() : null,
  });
  return saidOrder(message, order.orderNo, saidAt, null, [refund]);
}

/** Of the line, or of the whole request where it has only this line. */
function amountOf(item: FieldReader, whole: FieldReader, currency: string): Amounts | null {
  const told = item.optionalObject('refund_amount') ?? whole.optionalObject('refund_amount');
  if (told === null) return null;
  if (told.id('currency') !== currency) throw told.fault('currency', 'refund.currency', `must be ${currency}, that of the order`);
  const goods = decimalOf(told, 'refund_total') - sumOf(BESIDE_GOODS.map((name) => optionalDecimalOf(told, name) ?? 0n));
  const freight = optionalDecimalOf(told, 'refund_shipping_fee') ?? 0n;
  return {
    // Less than nothing, where freight and taxes are more than the total, is a fault.
    goods: saidAmount(goods, currency, told, 'refund_total'),
    freightFen: saidAmount(freight, currency, told, 'refund_shipping_fee').fen,
  };
}

/** What is cancelled comes back as it was paid, if no amount is told. */
function paidOf(item: FieldReader, { lines }: SaidHeader): Amounts | null {
  const line = lines.find(({ lineNo }) => lineNo === item.id('order_line_item_id'));
  return line === undefined ? null : { goods: { fen: line.paidFen, original: line.originalAmount }, freightFen: 0 };
}

function reasonOf(request: FieldReader, name: string): string | null {
  return request.optionalText(`${name}_text`) ?? request.optionalText(name);
}
