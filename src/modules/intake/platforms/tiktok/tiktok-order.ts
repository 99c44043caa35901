import type { OrderStatus, SaidHeader, SaidLine } from '../../../orders/index.js';
import { currencyIn, decimalOf, optionalDecimalOf, saidAmount } from '../decimal.js';
import { FieldReader } from '../field-reader.js';
import { meaningOf } from '../meaning.js';
import type { Judgement, Reading, StoredMessage } from '../platform-adapter.js';
import { memberOf, wordOf } from '../pushed-json.js';
import { readingOf, saidHeader, saidLine, saidOrder, soundLines } from '../said.js';
import { readCancellation, readReturn } from './tiktok-refunds.js';

/** A parcel that waits for the carrier has not gone out. On hold are orders paid a moment ago, which the buyer may still take back. */
const STATUSES = new Map<string, OrderStatus>([
  ['UNPAID', 'created'],
  ['ON_HOLD', 'paid'],
  ['AWAITING_SHIPMENT', 'paid'],
  ['PARTIALLY_SHIPPING', 'paid'],
  ['AWAITING_COLLECTION', 'paid'],
  ['IN_TRANSIT', 'shipped'],
  ['DELIVERED', 'shipped'],
  ['COMPLETED', 'completed'],
  ['CANCEL', 'closed'],
  ['CANCELLED', 'closed'],
]);

/** An order with its returns and cancellations, as the API told them (tiktok-api). */
export function readTiktokOrder(message: StoredMessage): Reading {
  const about = { type: 'order', orderNo: wordOf(memberOf(memberOf(message.body, 'order'), 'id')) };
  return readingOf(about, () => judge(message));
}

function judge(message: StoredMessage): Judgement {
  const fetched = FieldReader.of(message.body, '');
  const order = fetched.object('order');
  const orderNo = order.id('id');
  const header = tiktokHeader(order);
  const returns = fetched.optionalList('returns').flatMap((request) => readReturn(message, request, { orderNo, header }));
  const cancellations = fetched.optionalList('cancellations').flatMap((request) => readCancellation(message, request, { orderNo, header }));
  return { said: [saidOrder(message, orderNo, order.epochSeconds('update_time'), header), ...returns, ...cancellations] };
}

export function tiktokHeader(order: FieldReader): SaidHeader {
  const payment = order.object('payment');
  const currency = currencyIn(payment);
  const status = meaningOf(order, 'status', STATUSES);
  const isOut = status === 'shipped' || status === 'completed';
  const freight = saidAmount(optionalDecimalOf(payment, 'shipping_fee') ?? 0n, currency, payment, 'shipping_fee');
  return saidHeader({
    status,
    createdAt: order.epochSeconds('create_time').toISOString(),
    paidAt: paidAtOf(order)?.toISOString() ?? null,
    // Said by the carrier, else by the seller, who may say it long before.
    shippedAt:
      (order.optionalEpochSeconds('collection_time') ?? (isOut ? order.optionalEpochSeconds('rts_time') : null))?.toISOString() ?? null,
    buyerHash: order.optionalText('buyerHash'),
    // Which room or video sold it is told by no message about orders.
    channel: '',
    freightFen: freight.fen,
    currency,
    lines: readLines(order, currency),
  });
}

/** Cash on delivery is paid when the goods are handed over, whatever the order says of payment before. */
function paidAtOf(order: FieldReader): Date | null {
  const isHandedOver = ['DELIVERED', 'COMPLETED'].includes(order.optionalText('status') ?? '');
  return order.flag('is_cod') && !isHandedOver ? null : order.optionalEpochSeconds('paid_time');
}

/** One line per unit. */
function readLines(order: FieldReader, currency: string): readonly SaidLine[] {
  const isFree = order.flag('is_replacement_order');
  const lines = order.list('line_items').map((item) => readLine(item, currency, isFree));
  return soundLines(lines, order, 'line_items');
}

/** The price of sale is what the buyer paid for the unit: without what the seller and the platform gave, without tax and freight. */
function readLine(item: FieldReader, currency: string, isFree: boolean): SaidLine {
  const paid = saidAmount(isFree ? 0n : decimalOf(item, 'sale_price'), currency, item, 'sale_price');
  return saidLine({
    lineNo: item.id('id'),
    itemId: item.id('product_id'),
    skuId: item.optionalId('sku_id') ?? '',
    title: item.optionalText('product_name') ?? '',
    quantity: 1,
    paidFen: paid.fen,
    originalAmount: paid.original,
    isGift: item.flag('is_gift'),
  });
}
