import type { BridgedLine, BridgedOrder, OrderStatus } from './bridged-order.js';
import type { Fields } from './fields.js';

const STATUSES: Readonly<Record<string, OrderStatus>> = {
  TRADE_NO_CREATE_PAY: 'created',
  WAIT_BUYER_PAY: 'created',
  PAY_PENDING: 'created',
  WAIT_PRE_AUTH_CONFIRM: 'created',
  WAIT_SELLER_SEND_GOODS: 'paid',
  PAID_FORBID_CONSIGN: 'paid',
  // Some of its lines are still to go out; those that went say so by their own time.
  SELLER_CONSIGNED_PART: 'paid',
  WAIT_BUYER_CONFIRM_GOODS: 'shipped',
  TRADE_BUYER_SIGNED: 'shipped',
  TRADE_FINISHED: 'completed',
  TRADE_CLOSED: 'closed',
  TRADE_CLOSED_BY_TAOBAO: 'closed',
};

/** Closed before payment: nobody paid for it. TRADE_CLOSED was paid and refunded. */
const NEVER_PAID = 'TRADE_CLOSED_BY_TAOBAO';

export function readTaobaoTrade(trade: Fields, buyerId: string | null): BridgedOrder {
  const statusWord = trade.text('status');
  const status = statusOf(trade, statusWord);
  const isPaid = status !== 'created' && statusWord !== NEVER_PAID;
  const isPartlyShipped = statusWord === 'SELLER_CONSIGNED_PART';
  return {
    orderNo: trade.id('tid'),
    status,
    createdAt: trade.beijingTime('created'),
    // A pre-sale has a time of payment as soon as its deposit is paid: the status decides.
    paidAt: isPaid ? trade.optionalBeijingTime('pay_time') : null,
    shippedAt: isPartlyShipped ? null : trade.optionalBeijingTime('consign_time'),
    buyerId: trade.optionalText('buyer_open_uid') ?? buyerId,
    freightFen: trade.optionalYuan('post_fee') ?? 0,
    depositFen: trade.optionalText('step_trade_status') === 'FRONT_PAID_FINAL_NOPAID' ? trade.yuan('step_paid_fee') : 0,
    lines: readLines(trade),
    modifiedAt: trade.beijingTime('modified'),
  };
}

function statusOf(trade: Fields, word: string): OrderStatus {
  const status = STATUSES[word];
  if (status === undefined) throw trade.fault('status', 'is not a status that this bridge knows');
  return status;
}

/** A line closed before payment goes, unless all are: an order has at least one line. */
function readLines(trade: Fields): BridgedLine[] {
  const orders = trade.isList('orders') ? trade.list('orders') : trade.object('orders').list('order');
  if (orders.length === 0) throw trade.fault('orders', 'must hold at least one line');
  const standing = orders.filter((order) => order.optionalText('status') !== NEVER_PAID);
  return (standing.length > 0 ? standing : orders).map(readLine);
}

function readLine(order: Fields): BridgedLine {
  return {
    lineNo: order.id('oid'),
    itemId: order.id('num_iid'),
    skuId: order.optionalId('sku_id') ?? '',
    title: order.optionalText('title') ?? '',
    quantity: order.integer('num'),
    paidFen: paidFenOf(order),
    shippedAt: order.optionalBeijingTime('consign_time'),
  };
}

/**
 * `divide_order_fee`: what was paid for the line after its share of the order's discounts. Answers seen in public show that freight
 * is not in it and that a refund leaves it alone; `payment` has the freight of a single line in it and falls to 0 with a refund.
 * Where it is missing, the same sum is made of its parts.
 */
function paidFenOf(order: Fields): number {
  const dividedFen = order.optionalYuan('divide_order_fee');
  if (dividedFen !== null) return dividedFen;
  const paidFen = order.yuan('total_fee') - (order.optionalYuan('part_mjz_discount') ?? 0);
  if (paidFen < 0) throw order.fault('part_mjz_discount', 'is more than total_fee');
  return paidFen;
}
