import type { RefundOfOrder } from './changed-orders.js';
import { sharedOut } from './shared-out.js';
import { goodsFen, lineOf, type SimulatedLine, type SimulatedOrder } from './simulated-order.js';
import { tiktokReturnStatus, TIKTOK_CANCEL_STATUSES, TIKTOK_ORDER_STATUSES, TIKTOK_RETURN_TYPES } from './tiktok-words.js';
import { decimalText, epochSeconds } from './wire-format.js';

const TAX_PERCENT = 8;

/** An order as /order/202309/orders shows it: one line item per piece, tax on top of every price. */
export function tiktokOrder(order: SimulatedOrder): Record<string, unknown> {
  const dated = order.paidAt === null ? {} : { paid_time: epochSeconds(order.paidAt) };
  const shipped =
    order.shippedAt === null ? {} : { rts_time: epochSeconds(order.shippedAt), collection_time: epochSeconds(order.shippedAt) };
  return {
    id: order.orderNo,
    status: TIKTOK_ORDER_STATUSES[order.status],
    create_time: epochSeconds(order.createdAt),
    update_time: epochSeconds(order.updatedAt),
    ...dated,
    ...shipped,
    user_id: order.buyer.openId,
    buyer_email: `${order.buyer.openId.toLowerCase()}@scs.tiktokw.us`,
    buyer_message: order.buyer.words,
    is_cod: false,
    is_sample_order: false,
    is_replacement_order: false,
    is_on_hold_order: false,
    payment: payment(order),
    recipient_address: address(order),
    line_items: order.lines.flatMap((line) => pieces(order, line)),
  };
}

function payment(order: SimulatedOrder): Record<string, string> {
  const goods = goodsFen(order);
  return {
    currency: order.currency,
    sub_total: decimalText(goods),
    shipping_fee: decimalText(order.freightFen),
    seller_discount: '0',
    platform_discount: '0',
    total_amount: decimalText(goods + order.freightFen + taxOn(goods)),
    original_total_product_price: decimalText(goods),
    tax: decimalText(taxOn(goods)),
  };
}

function address({ buyer }: SimulatedOrder): Record<string, unknown> {
  const full_address = `${buyer.province}${buyer.city}${buyer.district}${buyer.address}`;
  return { name: buyer.name, phone_number: `(+86)${buyer.phone}`, full_address, address_detail: buyer.address, postal_code: '036300' };
}

function pieces(order: SimulatedOrder, line: SimulatedLine): Record<string, unknown>[] {
  return sharedOut(line.paidFen, line.quantity).map((price, index) => ({
    id: pieceNo(line, index),
    product_id: line.itemId,
    product_name: line.title,
    sku_id: line.skuId,
    sku_name: 'Default',
    seller_sku: '',
    original_price: decimalText(price),
    sale_price: decimalText(price),
    seller_discount: '0',
    platform_discount: '0',
    currency: order.currency,
    display_status: TIKTOK_ORDER_STATUSES[order.status],
    is_gift: line.isGift,
    ...(order.shippedAt === null ? {} : { rts_time: epochSeconds(order.shippedAt) }),
  }));
}

/** Pieces are numbered within their line, from 1. */
function pieceNo(line: SimulatedLine, index: number): string {
  return `${line.lineNo.slice(0, -2)}${String(index + 1).padStart(2, '0')}`;
}

export function tiktokReturn(found: RefundOfOrder): Record<string, unknown> {
  const { order, refund } = found;
  return {
    return_id: refund.refundNo,
    order_id: order.orderNo,
    return_type: TIKTOK_RETURN_TYPES[refund.kind],
    return_status: tiktokReturnStatus(refund),
    role: 'BUYER',
    return_reason: 'ecom_order_delivered_refund_reason_no_need',
    return_reason_text: refund.reason,
    ...timesAndAmount(found),
    return_line_items: refundedPieces(found, 'return_line_item_id'),
  };
}

export function tiktokCancellation(found: RefundOfOrder): Record<string, unknown> {
  const { order, refund } = found;
  return {
    cancel_id: refund.refundNo,
    order_id: order.orderNo,
    cancel_type: 'BUYER_CANCEL',
    cancel_status: TIKTOK_CANCEL_STATUSES[refund.step],
    role: 'BUYER',
    cancel_reason: 'ecom_order_to_ship_canceled_reason_no_need',
    cancel_reason_text: refund.reason,
    ...timesAndAmount(found),
    cancel_line_items: refundedPieces(found, 'cancel_line_item_id'),
  };
}

function timesAndAmount({ order, refund }: RefundOfOrder): Record<string, unknown> {
  const taxes = sharedOut(refund.amountFen, Math.max(1, refund.quantity)).reduce((sum, goods) => sum + taxOn(goods), 0);
  return {
    create_time: epochSeconds(refund.appliedAt),
    update_time: epochSeconds(refund.updatedAt),
    refund_amount: amounts(order.currency, refund.amountFen, refund.freightFen, taxes),
  };
}

/** Freight comes back with the first piece. */
function refundedPieces({ order, refund }: RefundOfOrder, idName: string): Record<string, unknown>[] {
  const line = lineOf(order, refund);
  return sharedOut(refund.amountFen, Math.max(1, refund.quantity)).map((goods, index) => ({
    [idName]: `${refund.refundNo}${index + 1}`,
    order_line_item_id: pieceNo(line, index),
    sku_id: line.skuId,
    product_name: line.title,
    seller_sku: '',
    refund_amount: amounts(order.currency, goods, index === 0 ? refund.freightFen : 0, taxOn(goods)),
  }));
}

function amounts(currency: string, goods: number, freight: number, tax: number): Record<string, string> {
  return {
    currency,
    refund_total: decimalText(goods + freight + tax),
    refund_subtotal: decimalText(goods + tax),
    refund_shipping_fee: decimalText(freight),
    refund_tax: decimalText(tax),
  };
}

function taxOn(goods: number): number {
  return Math.round((goods * TAX_PERCENT) / 100);
}
