import type { BridgedLine, BridgedOrder, OrderStatus } from './bridged-order.js';
import type { Fields } from './fields.js';
import { shareOut } from './share-out.js';

export const AMOUNT_UNITS = ['yuan', 'fen'] as const;
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

const STATUSES: Readonly<Record<number, OrderStatus>> = { 1: 'paid', 2: 'shipped', 3: 'completed' };
const CANCELLED = 2;

export function readPinduoduoOrder(order: Fields, unit: AmountUnit): BridgedOrder {
  const confirmedAt = order.optionalBeijingTime('confirm_time');
  const freightFen = optionalAmount(order, 'postage', unit) ?? 0;
  const shippedAt = order.optionalBeijingTime('shipping_time');
  return {
    orderNo: order.id('order_sn'),
    status: statusOf(order, confirmedAt),
    createdAt: order.beijingTime('created_time'),
    // Paid counts from 成交 on: until its group is complete, an order is not a sale and its money goes back by itself.
    paidAt: confirmedAt === null ? null : (order.optionalBeijingTime('pay_time') ?? confirmedAt),
    shippedAt,
    buyerId: null,
    freightFen,
    depositFen: 0,
    lines: readLines(order, goodsFenOf(order, freightFen, unit), unit),
    modifiedAt: order.beijingTime('updated_at'),
  };
}

function statusOf(order: Fields, confirmedAt: Date | null): OrderStatus {
  if (order.optionalInteger('confirm_status') === CANCELLED) return 'closed';
  if (confirmedAt === null) return 'created';
  const status = STATUSES[order.integer('order_status')];
  if (status === undefined) throw order.fault('order_status', 'is not a status that this bridge knows');
  return status;
}

/** `pay_amount` is goods less every discount, the platform's too, plus postage: what the buyer paid. The goods are the rest of it. */
function goodsFenOf(order: Fields, freightFen: number, unit: AmountUnit): number {
  const paidFen = amount(order, 'pay_amount', unit);
  if (paidFen < freightFen) throw order.fault('pay_amount', 'is less than postage');
  return paidFen - freightFen;
}

/** An order has one item as a rule. Where there are several, the discounts are spread over them by price. Lines have no number: their place is it. */
function readLines(order: Fields, goodsFen: number, unit: AmountUnit): BridgedLine[] {
  const items = order.list('item_list');
  if (items.length === 0) throw order.fault('item_list', 'must hold at least one line');
  const weights = items.map((item) => (items.length === 1 ? 1 : amount(item, 'goods_price', unit) * item.integer('goods_count')));
  if (goodsFen > 0 && weights.every((weight) => weight === 0)) throw order.fault('item_list', 'has no prices to spread the payment by');
  const paid = shareOut(goodsFen, weights);
  return items.map((item, place) => ({
    lineNo: String(place + 1),
    itemId: item.id('goods_id'),
    skuId: item.optionalId('sku_id') ?? '',
    title: item.optionalText('goods_name') ?? '',
    quantity: item.integer('goods_count'),
    paidFen: paid[place] ?? 0,
    shippedAt: null,
  }));
}

function amount(said: Fields, name: string, unit: AmountUnit): number {
  return unit === 'fen' ? said.integer(name) : said.yuan(name);
}

function optionalAmount(said: Fields, name: string, unit: AmountUnit): number | null {
  return said.has(name) ? amount(said, name, unit) : null;
}
