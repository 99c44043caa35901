import type { OrderStatus, SaidHeader, SaidLine } from '../../../orders/index.js';
import { FieldReader } from '../field-reader.js';
import { allMean, meaningOf } from '../meaning.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import { readingOf, saidHeader, saidLine, saidOrder, soundLines } from '../said.js';
import { refundWords } from './douyin-refund.js';

/** Sent in parts (101) is not sent yet: the lines that went out say so by themselves. */
const STATUSES = new Map<string, OrderStatus>([
  ...allMean<OrderStatus>('created', '1 103'),
  ...allMean<OrderStatus>('paid', '105 2 101'),
  ...allMean<OrderStatus>('shipped', '3'),
  ...allMean<OrderStatus>('completed', '5'),
  ...allMean<OrderStatus>('closed', '4 21 22 39'),
]);

const CASH_ON_DELIVERY = 0;
const RECEIVED_AND_RETURNED = '39';
const GIFT_OF_PRESALE = 102;

/** An order as `fetchOrder` brought it: `order` is the platform's shop_order_detail, `afterSales` the items of its after-sales list. */
export function readDouyinOrder(message: StoredMessage): Reading {
  let orderNo: string | null = null;
  const reading = readingOf({ type: 'order.orderDetail', orderNo }, () => {
    const fetched = FieldReader.of(message.body, '');
    const order = fetched.object('order');
    orderNo = order.id('order_id');
    const header = douyinHeader(order);
    const own = saidOrder(message, orderNo, order.epochSeconds('update_time'), header);
    return { said: [own, ...refundWords(message, orderNo, fetched.optionalList('afterSales'), header.lines)] };
  });
  return { ...reading, about: { type: 'order.orderDetail', orderNo } };
}

export function douyinHeader(order: FieldReader): SaidHeader {
  const children = order.list('sku_order_list');
  const status = statusOf(order);
  const roomId = firstId(children, ['room_id_str', 'room_id']);
  return saidHeader({
    status,
    createdAt: order.epochSeconds('create_time').toISOString(),
    paidAt: paidAtOf(order, status)?.toISOString() ?? null,
    shippedAt: order.optionalEpochSeconds('ship_time')?.toISOString() ?? null,
    roomId,
    platformHostId: firstId(children, ['author_id']),
    buyerHash: order.optionalText('buyerHash'),
    channel: channelOf(roomId, children),
    freightFen: order.optionalFen('post_amount') ?? 0,
    depositFen: depositOf(order),
    lines: soundLines(children.map(lineOf), order, 'sku_order_list'),
  });
}

function statusOf(order: FieldReader): OrderStatus {
  const status = meaningOf(order, 'order_status', STATUSES, 'order.status');
  // Cash on delivery is being prepared without a fen paid.
  return status === 'paid' && isCashOnDelivery(order) ? 'created' : status;
}

/** A deposit alone has a pay_time too; of cash on delivery it is the time of confirming, and the money comes with the goods' arrival. */
function paidAtOf(order: FieldReader, status: OrderStatus): Date | null {
  if (isCashOnDelivery(order)) return status === 'completed' || isReturned(order) ? order.epochSeconds('finish_time') : null;
  const isDepositOnly = order.optionalList('order_phase_list').some((phase) => !phase.flag('pay_success'));
  return status === 'created' || isDepositOnly ? null : order.optionalEpochSeconds('pay_time');
}

/** Received, paid for, and then given back whole. */
function isReturned(order: FieldReader): boolean {
  return [order.optionalId('order_status'), order.optionalId('main_status')].includes(RECEIVED_AND_RETURNED);
}

function isCashOnDelivery(order: FieldReader): boolean {
  return order.optionalAmount('pay_type') === CASH_ON_DELIVERY;
}

function depositOf(order: FieldReader): number {
  return order
    .optionalList('order_phase_list')
    .filter((phase) => phase.amount('current_phase') === 1 && phase.flag('pay_success'))
    .reduce((sum, phase) => sum + phase.fen('phase_pay_amount'), 0);
}

function lineOf(child: FieldReader): SaidLine {
  return saidLine({
    lineNo: child.id('order_id'),
    itemId: child.optionalId('product_id_str') || child.id('product_id'),
    skuId: child.optionalId('sku_id') ?? '',
    title: child.optionalText('product_name') ?? '',
    quantity: child.amount('item_num'),
    paidFen: goodsPaid(child),
    isGift: child.optionalText('given_product_type') === 'FREE' || child.optionalAmount('trade_type') === GIFT_OF_PRESALE,
    shippedAt: child.optionalEpochSeconds('ship_time')?.toISOString() ?? null,
  });
}

/**
 * What the buyer paid, without freight. That `pay_amount` holds `post_amount` is nowhere said in so many words; the platform's
 * models say it of the stages of a presale (pay + promotion = goods + post), and the after-sales detail sets "sku_pay_amount, paid
 * for the goods" beside "pay_amount, paid by the buyer". Discounts at whoever's cost are off already.
 */
function goodsPaid(child: FieldReader): number {
  const paidFen = child.fen('pay_amount');
  const freightFen = child.optionalFen('post_amount') ?? 0;
  if (paidFen === 0) return 0;
  if (paidFen < freightFen) throw child.fault('pay_amount', 'line.paid', `${paidFen} fen is less than its freight, ${freightFen} fen`);
  return paidFen - freightFen;
}

function channelOf(roomId: string | null, children: readonly FieldReader[]): string {
  if (roomId !== null) return 'live';
  return firstId(children, ['video_id']) === null ? 'other' : 'short-video';
}

/** The order has one room and one host, its children one each: the first that has one. 0 stands for none. */
function firstId(children: readonly FieldReader[], names: readonly string[]): string | null {
  for (const child of children) {
    const id = names.map((name) => child.optionalId(name)).find((told) => told !== null && told !== '' && told !== '0');
    if (id) return id;
  }
  return null;
}
