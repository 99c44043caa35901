import type { OrderStatus, SaidHeader, SaidLine, SaidOrder } from '../../../orders/index.js';
import { currencyIn, decimalOf, optionalDecimalOf, saidAmount, sumOf } from '../decimal.js';
import type { FieldReader } from '../field-reader.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidHeader, saidLine, saidOrder, soundLines } from '../said.js';
import { givesBack, onLines, readShopifyRefund, type RefundedLine, saidParts, type ShopifyRefund } from './shopify-refunds.js';

const PAID = ['paid', 'partially_refunded', 'refunded'];

interface Line extends RefundedLine {
  readonly fields: FieldReader;
}

/** An order with its refunds, as pushed or as the API answers it: amounts in the shop's currency, taxes on top and freight left out of them. */
export function readShopifyOrder(message: StoredMessage, order: FieldReader, saidAt: Date): SaidOrder[] {
  const orderNo = order.id('id');
  const lines = order.list('line_items').map(readLine);
  const header = readHeader(order, lines);
  const refunds = readRefunds(order, lines, header.paidAt !== null).flatMap((refund) =>
    saidParts(refund, header.currency, lines).map((part) =>
      saidOrder(message, orderNo, refund.at > saidAt ? refund.at : saidAt, null, [part]),
    ),
  );
  return [saidOrder(message, orderNo, saidAt, header), ...refunds];
}

export function isTestOrder(order: FieldReader): boolean {
  return order.flag('test');
}

/** Orders tell no time of payment of their own; `processed_at` is when the checkout was completed, and stays the same from message to message. */
export function paidAtOf(order: FieldReader): Date | null {
  if (!PAID.includes(order.optionalText('financial_status') ?? '')) return null;
  return order.optionalInstant('processed_at') ?? order.instant('created_at');
}

export function goodsOf(order: FieldReader): bigint {
  return sumOf(order.list('line_items').map((line) => readLine(line).paid));
}

/** As ordered: what an edit takes off the order later is told as a refund of it, and would otherwise be taken off twice. */
function readLine(line: FieldReader): Line {
  return {
    fields: line,
    lineNo: line.id('id'),
    // Goods typed into an order by hand are no product of the shop.
    itemId: line.optionalId('product_id') || line.optionalId('sku') || 'custom',
    skuId: line.optionalId('variant_id') ?? '',
    paid: decimalOf(line, 'price') * BigInt(line.amount('quantity')) - discountOf(line),
  };
}

/** The allocations hold the line's own discounts and its share of the order's; `total_discount` only the former. */
function discountOf(line: FieldReader): bigint {
  if (!line.has('discount_allocations')) return optionalDecimalOf(line, 'total_discount') ?? 0n;
  return sumOf(line.list('discount_allocations').map((allocation) => decimalOf(allocation, 'amount')));
}

function readHeader(order: FieldReader, lines: readonly Line[]): SaidHeader {
  const currency = currencyIn(order);
  const paidAt = paidAtOf(order);
  const isShipped = order.optionalText('fulfillment_status') === 'fulfilled';
  return saidHeader({
    status: statusOf(order, isShipped, paidAt !== null),
    createdAt: order.instant('created_at').toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    shippedAt: isShipped ? shippedAt(order) : null,
    buyerHash: order.optionalText('buyerHash'),
    freightFen: saidAmount(freightOf(order), currency, order, 'shipping_lines').fen,
    currency,
    lines: soundLines(
      lines.map((line) => sayLine(order, line, currency)),
      order,
      'line_items',
    ),
  });
}

function statusOf(order: FieldReader, isShipped: boolean, isPaid: boolean): OrderStatus {
  if (order.has('cancelled_at')) return 'closed';
  // "Closed" is Shopify's word for put away: what is sent and paid has run its course.
  if (isShipped) return isPaid && order.has('closed_at') ? 'completed' : 'shipped';
  return isPaid ? 'paid' : 'created';
}

function sayLine(order: FieldReader, line: Line, currency: string): SaidLine {
  const amount = saidAmount(line.paid, currency, line.fields, 'price');
  return saidLine({
    lineNo: line.lineNo,
    itemId: line.itemId,
    skuId: line.skuId,
    title: line.fields.optionalText('title') ?? '',
    quantity: line.fields.amount('quantity'),
    paidFen: amount.fen,
    originalAmount: amount.original,
    shippedAt: line.fields.optionalText('fulfillment_status') === 'fulfilled' ? shippedAt(order, line.lineNo) : null,
  });
}

/** The last parcel, of the order or with this line in it. */
function shippedAt(order: FieldReader, lineNo?: string): string | null {
  const sent = order.optionalList('fulfillments').filter((parcel) => parcel.optionalText('status') === 'success');
  const holding = sent.filter((parcel) => lineNo === undefined || holds(parcel, lineNo));
  const times = holding.map((parcel) => parcel.instant('created_at').getTime());
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

function holds(parcel: FieldReader, lineNo: string): boolean {
  return parcel.optionalList('line_items').some((line) => line.optionalId('id') === lineNo);
}

function freightOf(order: FieldReader): bigint {
  return sumOf(order.optionalList('shipping_lines').map((line) => optionalDecimalOf(line, 'discounted_price') ?? decimalOf(line, 'price')));
}

function readRefunds(order: FieldReader, lines: readonly Line[], isPaid: boolean): ShopifyRefund[] {
  const refunds = order.optionalList('refunds').map(readShopifyRefund).filter(givesBack);
  // Goods taken off an order that nobody paid give nothing back.
  return onLines(refunds, lines).map((refund) => ({ ...refund, status: refund.status ?? (isPaid ? 'succeeded' : 'cancelled') }));
}
