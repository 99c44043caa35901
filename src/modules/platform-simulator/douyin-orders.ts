import type { RefundOfOrder } from './changed-orders.js';
import { douyinAftersaleStatus, douyinAftersaleType, douyinOrderStatus } from './douyin-words.js';
import type { ShopDraft } from './platform-side.js';
import { lineOf, orderFen, type SimulatedLine, type SimulatedOrder, type SimulatedRefund } from './simulated-order.js';
import { bareId, epochSeconds } from './wire-format.js';

/** An order as order.orderDetail and order.searchList show it. */
export function douyinOrder(shop: ShopDraft, order: SimulatedOrder): Record<string, unknown> {
  return {
    shop_id: bareId(shop.externalShopId),
    shop_name: '村播小店',
    order_id: order.orderNo,
    order_status: douyinOrderStatus(order),
    main_status: douyinOrderStatus(order),
    order_type: 0,
    biz: order.roomId === null ? 8 : 2,
    pay_type: 2,
    create_time: epochSeconds(order.createdAt),
    pay_time: epochSeconds(order.paidAt),
    ship_time: epochSeconds(order.shippedAt),
    finish_time: epochSeconds(order.completedAt),
    update_time: epochSeconds(order.updatedAt),
    order_amount: orderFen(order),
    pay_amount: orderFen(order),
    post_amount: order.freightFen,
    promotion_amount: 0,
    cancel_reason: order.closedAt === null ? '' : '用户取消',
    ...buyerFields(order),
    logistics_info: logistics(order),
    order_phase_list: [],
    sku_order_list: order.lines.map((line, index) => childOrder(order, line, index)),
  };
}

function buyerFields({ buyer }: SimulatedOrder): Record<string, unknown> {
  const masked = {
    mask_post_receiver: `${buyer.name.slice(0, 1)}**`,
    mask_post_tel: `${buyer.phone.slice(0, 3)}****${buyer.phone.slice(-4)}`,
  };
  const region = { province: { name: buyer.province }, city: { name: buyer.city }, town: { name: buyer.district } };
  return {
    open_id: buyer.openId,
    doudian_open_id: buyer.openId,
    buyer_words: buyer.words,
    seller_words: '',
    post_receiver: buyer.name,
    post_tel: buyer.phone,
    encrypt_post_tel: buyer.phone,
    encrypt_post_receiver: buyer.name,
    post_addr: { ...region, detail: buyer.address, encrypt_detail: buyer.address },
    ...masked,
  };
}

function logistics(order: SimulatedOrder): Record<string, unknown>[] {
  if (order.shippedAt === null) return [];
  const products = order.lines.map((line) => ({ sku_order_id: line.lineNo, product_count: line.quantity, product_name: line.title }));
  const parcel = {
    tracking_no: `SF${order.orderNo.slice(-12)}`,
    company: 'shunfeng',
    company_name: '顺丰速运',
    delivery_id: order.orderNo,
  };
  return [{ ...parcel, ship_time: epochSeconds(order.shippedAt), product_info: products }];
}

function childOrder(order: SimulatedOrder, line: SimulatedLine, index: number): Record<string, unknown> {
  const freightFen = index === 0 ? order.freightFen : 0;
  return {
    order_id: line.lineNo,
    parent_order_id: order.orderNo,
    order_status: douyinOrderStatus(order),
    create_time: epochSeconds(order.createdAt),
    pay_time: epochSeconds(order.paidAt),
    ship_time: epochSeconds(order.shippedAt),
    update_time: epochSeconds(order.updatedAt),
    product_id: bareId(line.itemId),
    product_id_str: line.itemId,
    sku_id: bareId(line.skuId),
    out_sku_id: '',
    product_name: line.title,
    item_num: line.quantity,
    origin_amount: Math.round(line.paidFen / line.quantity),
    sum_amount: line.paidFen,
    post_amount: freightFen,
    pay_amount: line.paidFen + freightFen,
    promotion_amount: 0,
    given_product_type: line.isGift ? 'FREE' : '',
    ...attribution(order),
    after_sale_info: afterSaleOfLine(order, index),
  };
}

function attribution(order: SimulatedOrder): Record<string, unknown> {
  return {
    author_id: order.hostId === null ? 0 : bareId(order.hostId),
    author_name: order.hostId === null ? '' : order.hostName,
    room_id: order.roomId === null ? 0 : bareId(order.roomId),
    room_id_str: order.roomId ?? '0',
    video_id: order.channel === 'short-video' ? '7300000000000000001' : '',
    c_biz: order.hostId === null ? 8 : 2,
  };
}

function afterSaleOfLine(order: SimulatedOrder, index: number): Record<string, number> {
  const last = order.refunds.filter((refund) => refund.lineIndex === index).at(-1);
  if (last === undefined) return { after_sale_status: 0, after_sale_type: 0, refund_status: 0 };
  const status = last.step === 'succeeded' && last.kind === 'exchange' ? 14 : douyinAftersaleStatus(last);
  return { after_sale_status: status, after_sale_type: douyinAftersaleType(order, last), refund_status: refundStatus(last) };
}

/** An entry of afterSale.List. */
export function douyinAftersale({ order, refund }: RefundOfOrder): Record<string, unknown> {
  const isExchanged = refund.kind === 'exchange' && refund.step === 'succeeded';
  return {
    aftersale_info: {
      aftersale_id: refund.refundNo,
      aftersale_order_type: 1,
      aftersale_type: douyinAftersaleType(order, refund),
      aftersale_status: isExchanged ? 14 : douyinAftersaleStatus(refund),
      refund_status: refundStatus(refund),
      aftersale_refund_type: refund.amountFen === 0 ? 4 : 0,
      related_id: lineOf(order, refund).lineNo,
      apply_time: epochSeconds(refund.appliedAt),
      create_time: epochSeconds(refund.appliedAt),
      update_time: epochSeconds(refund.updatedAt),
      refund_amount: refund.amountFen + refund.freightFen,
      refund_post_amount: refund.freightFen,
      aftersale_num: refund.quantity,
      part_type: 0,
    },
    order_info: { shop_order_id: order.orderNo, related_order_info: [relatedOrder(order, refund)] },
    text_part: { reason_text: refund.reason, aftersale_status_text: refund.step, aftersale_type_text: refund.kind },
    seller_logs: [],
  };
}

function relatedOrder(order: SimulatedOrder, refund: SimulatedRefund): Record<string, unknown> {
  const line = lineOf(order, refund);
  const freightFen = refund.lineIndex === 0 ? order.freightFen : 0;
  return {
    sku_order_id: line.lineNo,
    order_status: douyinOrderStatus(order),
    pay_amount: line.paidFen + freightFen,
    post_amount: freightFen,
    item_num: line.quantity,
    aftersale_pay_amount: refund.amountFen + refund.freightFen,
    aftersale_post_amount: refund.freightFen,
    aftersale_item_num: refund.quantity,
    product_id: bareId(line.itemId),
    product_name: line.title,
  };
}

/** 0 none, 1 waiting, 2 under way, 3 paid back, 4 failed. */
function refundStatus({ kind, step }: SimulatedRefund): number {
  if (kind === 'exchange' || kind === 'resend') return 0;
  return { applied: 1, agreed: 2, succeeded: 3, refused: 4, withdrawn: 4 }[step];
}
