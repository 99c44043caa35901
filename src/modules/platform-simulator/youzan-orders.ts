import type { RefundOfOrder } from './changed-orders.js';
import {
  goodsFen,
  lineOf,
  orderFen,
  refundedFen,
  type RefundKind,
  type RefundStep,
  type SimulatedLine,
  type SimulatedOrder,
  type SimulatedRefund,
} from './simulated-order.js';
import { bareId, beijingText, decimalText } from './wire-format.js';

export const YOUZAN_STATUSES: Record<SimulatedOrder['status'], string> = {
  created: 'WAIT_BUYER_PAY',
  paid: 'WAIT_SELLER_SEND_GOODS',
  shipped: 'WAIT_BUYER_CONFIRM_GOODS',
  completed: 'TRADE_SUCCESS',
  closed: 'TRADE_CLOSED',
};

/** An order as youzan.trade.get shows it and messages carry it. */
export function youzanTrade(order: SimulatedOrder): Record<string, unknown> {
  return {
    full_order_info: fullOrder(order),
    order_promotion: { item_discount_fee: '0.00', order_discount_fee: '0.00', adjust_fee: '0.00', item: [], order: [] },
    refund_order: order.refunds.map((refund) => refundOfTrade(order, refund)),
    delivery_order: order.shippedAt === null ? [] : [parcel(order, order.shippedAt)],
  };
}

export function fullOrder(order: SimulatedOrder): Record<string, unknown> {
  const { buyer } = order;
  return {
    order_info: orderInfo(order),
    buyer_info: {
      yz_open_id: buyer.openId,
      buyer_phone: buyer.phone,
      buyer_id: 1_266_262_000 + order.serial,
      outer_user_id: `o${buyer.openId}`,
      fans_nickname: buyer.name,
    },
    address_info: {
      receiver_name: buyer.name,
      receiver_tel: buyer.phone,
      delivery_province: buyer.province,
      delivery_city: buyer.city,
      delivery_district: buyer.district,
      delivery_address: buyer.address,
    },
    remark_info: { buyer_message: buyer.words, trade_memo: '' },
    pay_info: payInfo(order),
    orders: lineFreights(order).map((freightFen, index) => orderLine(order.lines[index], freightFen)),
    source_info: { is_offline_order: false, source: { platform: 'wx', wx_entrance: 'direct_buy' } },
    child_info: { child_orders: [] },
  };
}

function orderInfo(order: SimulatedOrder): Record<string, unknown> {
  return {
    tid: order.orderNo,
    status: YOUZAN_STATUSES[order.status],
    type: order.channel === 'live' ? 85 : 0,
    created: beijingText(order.createdAt),
    update_time: beijingText(order.updatedAt),
    pay_time: beijingText(order.paidAt),
    consign_time: beijingText(order.shippedAt),
    success_time: beijingText(order.completedAt),
    confirm_time: beijingText(order.completedAt),
    expired_time: beijingText(new Date(order.createdAt.getTime() + 3_600_000)),
    refund_state: refundState(order),
    close_type: order.status === 'closed' ? 2 : 0,
    express_type: 0,
    pay_type: 10,
    pay_type_str: order.paidAt === null ? '' : 'WEIXIN_DAIXIAO',
    team_type: 0,
    activity_type: 1,
    is_retail_order: false,
    order_tags: { is_payed: order.paidAt !== null, is_refund: order.refunds.length > 0 },
    order_extra: { is_from_cart: 'false', buyer_name: order.buyer.name },
  };
}

function refundState(order: SimulatedOrder): number {
  const refunded = refundedFen(order);
  if (refunded === 0) return 0;
  return refunded >= goodsFen(order) ? 12 : 2;
}

function payInfo(order: SimulatedOrder): Record<string, unknown> {
  const payment = decimalText(orderFen(order));
  const isPaid = order.paidAt !== null;
  return {
    total_fee: decimalText(orderFen(order)),
    post_fee: decimalText(order.freightFen),
    payment,
    real_payment: isPaid ? payment : '0.00',
    outer_transactions: isPaid ? [`4200${order.orderNo.slice(1)}`] : [],
    transaction: isPaid ? [`1903${order.orderNo.slice(1)}`] : [],
    phase_payments: [],
  };
}

/** A line's payment holds its share of the freight. */
function orderLine(line: SimulatedLine | undefined, freightFen: number): Record<string, unknown> {
  if (line === undefined) return {};
  return {
    oid: line.lineNo,
    item_id: bareId(line.itemId),
    sku_id: bareId(line.skuId),
    title: line.title,
    num: line.quantity,
    price: decimalText(Math.round(line.paidFen / line.quantity)),
    total_fee: decimalText(line.paidFen),
    discount_price: decimalText(Math.round(line.paidFen / line.quantity)),
    payment: decimalText(line.paidFen + freightFen),
    is_present: line.isGift,
    outer_item_id: '',
    outer_sku_id: '',
    sku_properties_name: '[]',
    item_type: 0,
    buyer_messages: '',
  };
}

/** In proportion to what was paid; the last line that cost something gets what does not divide. */
function lineFreights(order: SimulatedOrder): number[] {
  const goods = goodsFen(order);
  const shares = order.lines.map(({ paidFen }) => (goods === 0 ? 0 : Math.floor((order.freightFen * paidFen) / goods)));
  const last = Math.max(
    0,
    order.lines.findLastIndex(({ paidFen }) => paidFen > 0),
  );
  const rest = order.freightFen - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => share + (index === last ? rest : 0));
}

const REFUND_TYPES: Record<RefundKind, number> = { refund: 1, return: 1, exchange: 4, resend: 5 };
const REFUND_STATES: Record<RefundStep, number> = { applied: 1, agreed: 20, refused: 10, withdrawn: 50, succeeded: 60 };

function refundOfTrade(order: SimulatedOrder, refund: SimulatedRefund): Record<string, unknown> {
  return {
    refund_id: refund.refundNo,
    refund_type: REFUND_TYPES[refund.kind],
    refund_fee: decimalText(refund.amountFen + refund.freightFen),
    refund_state: REFUND_STATES[refund.step],
    oids: [{ oid: lineOf(order, refund).lineNo }],
  };
}

function parcel(order: SimulatedOrder, shippedAt: Date): Record<string, unknown> {
  const dist = {
    dist_id: `D${order.orderNo}`,
    create_time: beijingText(shippedAt),
    express_info: { express_id: 7, express_no: `SF${order.serial}` },
  };
  return { pk_id: 0, express_state: 1, express_type: 0, oids: order.lines.map(({ lineNo }) => ({ oid: lineNo })), dists: [dist] };
}

const SEARCH_STATUSES: Record<RefundStep, string> = {
  applied: 'WAIT_SELLER_AGREE',
  agreed: 'WAIT_BUYER_RETURN_GOODS',
  refused: 'SELLER_REFUSE_BUYER',
  withdrawn: 'CLOSED',
  succeeded: 'SUCCESS',
};

/** An entry of youzan.trade.refund.search. */
export function youzanRefund({ order, refund }: RefundOfOrder): Record<string, unknown> {
  return {
    refund_id: refund.refundNo,
    tid: order.orderNo,
    status: SEARCH_STATUSES[refund.step],
    refund_fee: decimalText(refund.amountFen + refund.freightFen),
    created: beijingText(refund.appliedAt),
    modified: beijingText(refund.updatedAt),
  };
}
