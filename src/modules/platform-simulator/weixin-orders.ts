import type { RefundOfOrder } from './changed-orders.js';
import { goodsFen, lineOf, orderFen, type SimulatedLine, type SimulatedOrder } from './simulated-order.js';
import { bareId, epochSeconds } from './wire-format.js';
import { weixinAftersaleStatus, weixinOrderStatus, WEIXIN_AFTERSALE_TYPES, WEIXIN_SCENES } from './weixin-words.js';

/** An order as order/get shows it. */
export function weixinOrder(order: SimulatedOrder): Record<string, unknown> {
  return {
    order_id: bareId(order.orderNo),
    status: weixinOrderStatus(order),
    create_time: epochSeconds(order.createdAt),
    update_time: epochSeconds(order.updatedAt),
    openid: order.buyer.openId,
    unionid: `u${order.buyer.openId}`,
    is_present: false,
    order_detail: {
      product_infos: order.lines.map((line, index) => product(order, line, index)),
      price_info: prices(order),
      pay_info: payment(order),
      delivery_info: delivery(order),
      ext_info: extra(order),
      source_infos: order.lines.map((line) => source(order, line)),
    },
    aftersale_detail: {
      on_aftersale_order_cnt: order.refunds.filter(({ step }) => step === 'applied' || step === 'agreed').length,
      aftersale_order_list: order.refunds.map(({ refundNo }) => ({ aftersale_order_id: refundNo, status: 13 })),
    },
  };
}

function product(order: SimulatedOrder, line: SimulatedLine, index: number): Record<string, unknown> {
  const ofLine = order.refunds.filter(({ lineIndex }) => lineIndex === index);
  const price = Math.round(line.paidFen / line.quantity);
  return {
    product_id: line.itemId,
    sku_id: line.skuId,
    sku_cnt: line.quantity,
    title: line.title,
    sale_price: price,
    market_price: price,
    real_price: line.paidFen,
    estimate_price: line.paidFen,
    is_discounted: false,
    sku_code: '',
    out_product_id: '',
    out_sku_id: '',
    on_aftersale_sku_cnt: ofLine.filter(({ step }) => step === 'applied' || step === 'agreed').length,
    finish_aftersale_sku_cnt: ofLine.filter(({ step }) => step === 'succeeded').length,
    is_free_gift: line.isGift,
    sku_attrs: [{ attr_key: '规格', attr_value: '默认' }],
  };
}

function prices(order: SimulatedOrder): Record<string, number> {
  return {
    product_price: goodsFen(order),
    order_price: orderFen(order),
    freight: order.freightFen,
    discounted_price: 0,
    original_order_price: orderFen(order),
    merchant_receieve_price: orderFen(order),
  };
}

function payment(order: SimulatedOrder): Record<string, unknown> {
  if (order.paidAt === null) return { prepay_id: '', transaction_id: '', pay_time: 0, payment_method: 1 };
  return { prepay_id: 'wx1', transaction_id: `42000${order.orderNo}`, pay_time: epochSeconds(order.paidAt), payment_method: 1 };
}

function delivery(order: SimulatedOrder): Record<string, unknown> {
  const { buyer } = order;
  const address_info = {
    user_name: buyer.name,
    tel_number: buyer.phone,
    province_name: buyer.province,
    city_name: buyer.city,
    county_name: buyer.district,
    detail_info: buyer.address,
  };
  const at = epochSeconds(order.shippedAt);
  return { address_info, delivery_product_info: parcels(order), ship_done_time: at, deliver_method: 0 };
}

function parcels(order: SimulatedOrder): Record<string, unknown>[] {
  if (order.shippedAt === null) return [];
  const product_infos = order.lines.map((line) => ({ product_id: line.itemId, sku_id: line.skuId, product_cnt: line.quantity }));
  const at = epochSeconds(order.shippedAt);
  return [{ waybill_id: `SF${order.orderNo}`, delivery_id: 'SF', delivery_time: at, deliver_type: 1, product_infos }];
}

function extra(order: SimulatedOrder): Record<string, unknown> {
  return {
    customer_notes: order.buyer.words,
    merchant_notes: '',
    confirm_receipt_time: epochSeconds(order.completedAt),
    finder_id: order.hostId ?? '',
    live_id: order.roomId ?? '',
    order_scene: WEIXIN_SCENES[order.channel],
  };
}

function source(order: SimulatedOrder, line: SimulatedLine): Record<string, unknown> {
  const account = { account_type: 1, account_id: order.hostId ?? '', account_nickname: order.hostId === null ? '' : order.hostName };
  return { sku_id: line.skuId, sale_channel: 0, ...account };
}

/** An after-sale order: one amount, of which freight is an untold part. */
export function weixinAftersale({ order, refund }: RefundOfOrder): Record<string, unknown> {
  const line = lineOf(order, refund);
  return {
    after_sale_order_id: refund.refundNo,
    order_id: order.orderNo,
    status: weixinAftersaleStatus(refund),
    type: WEIXIN_AFTERSALE_TYPES[refund.kind],
    openid: order.buyer.openId,
    unionid: `u${order.buyer.openId}`,
    product_info: { product_id: line.itemId, sku_id: line.skuId, count: refund.quantity },
    refund_info: { amount: refund.amountFen + refund.freightFen, refund_reason: 3 },
    details: { desc: order.buyer.words, tel_number: order.buyer.phone, prove_imgs: [] },
    reason: 'NO_LONGER_WANT',
    reason_text: refund.reason,
    create_time: epochSeconds(refund.appliedAt),
    update_time: epochSeconds(refund.updatedAt),
  };
}
