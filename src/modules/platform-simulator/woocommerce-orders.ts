import {
  goodsFen,
  lineOf,
  movesMoney,
  orderFen,
  refundedFen,
  type SimulatedLine,
  type SimulatedOrder,
  type SimulatedRefund,
} from './simulated-order.js';
import { bareId, decimalText, utcText } from './wire-format.js';

/** An order as the REST API shows it and webhooks carry it: of refunds it names no more than their totals. */
export function wooOrder(order: SimulatedOrder): Record<string, unknown> {
  return {
    id: bareId(order.orderNo),
    number: order.orderNo,
    status: wooStatus(order),
    currency: order.currency,
    prices_include_tax: true,
    date_created_gmt: utcText(order.createdAt),
    date_modified_gmt: utcText(order.updatedAt),
    date_paid_gmt: order.paidAt === null ? null : utcText(order.paidAt),
    date_completed_gmt: order.shippedAt === null ? null : utcText(order.shippedAt),
    discount_total: '0.00',
    shipping_total: decimalText(order.freightFen),
    shipping_tax: '0.00',
    total: decimalText(orderFen(order)),
    total_tax: '0.00',
    customer_id: 20 + order.serial,
    customer_ip_address: '203.0.113.7',
    customer_note: order.buyer.words,
    ...addresses(order),
    payment_method: 'alipay',
    payment_method_title: '支付宝',
    created_via: 'checkout',
    line_items: order.lines.map(lineItem),
    shipping_lines: [{ id: Number(`${order.orderNo}99`), method_id: 'flat_rate', total: decimalText(order.freightFen), total_tax: '0.00' }],
    fee_lines: [],
    coupon_lines: [],
    tax_lines: [],
    meta_data: [],
    refunds: refundsPaid(order).map((refund) => ({ id: bareId(refund.refundNo), reason: refund.reason, total: `-${totalOf(refund)}` })),
  };
}

export function refundsPaid(order: SimulatedOrder): SimulatedRefund[] {
  return order.refunds.filter(({ succeededAt, kind }) => succeededAt !== null && movesMoney(kind));
}

/** The shop system calls an order completed when it was sent. */
function wooStatus(order: SimulatedOrder): string {
  if (order.paidAt !== null && refundedFen(order) > 0 && refundedFen(order) >= goodsFen(order)) return 'refunded';
  return { created: 'pending', paid: 'processing', shipped: 'completed', completed: 'completed', closed: 'cancelled' }[order.status];
}

function addresses({ buyer }: SimulatedOrder): Record<string, unknown> {
  const name = { first_name: buyer.name.slice(1), last_name: buyer.name.slice(0, 1) };
  const place = { state: buyer.province, city: buyer.city, address_1: buyer.address, address_2: buyer.district, postcode: '036300' };
  const billing = { ...name, ...place, phone: buyer.phone, email: `${buyer.openId.toLowerCase()}@example.com` };
  return { billing, shipping: { ...name, ...place, phone: buyer.phone } };
}

function lineItem(line: SimulatedLine): Record<string, unknown> {
  const total = decimalText(line.paidFen);
  return {
    id: bareId(line.lineNo),
    name: line.title,
    product_id: bareId(line.itemId),
    variation_id: bareId(line.skuId),
    quantity: line.quantity,
    subtotal: total,
    subtotal_tax: '0.00',
    total,
    total_tax: '0.00',
    sku: '',
    price: line.paidFen / line.quantity / 100,
    meta_data: [],
  };
}

/** Its lines count below zero, and only a note beside them says which line of the order they are of. */
export function wooRefund(order: SimulatedOrder, refund: SimulatedRefund): Record<string, unknown> {
  const line = lineOf(order, refund);
  const item = {
    id: Number(`${refund.refundNo}1`),
    name: line.title,
    product_id: bareId(line.itemId),
    variation_id: bareId(line.skuId),
    quantity: -refund.quantity,
    total: `-${decimalText(refund.amountFen)}`,
    total_tax: '0.00',
    meta_data: [{ id: Number(`${refund.refundNo}3`), key: '_refunded_item_id', value: line.lineNo }],
  };
  const freight = { id: Number(`${refund.refundNo}2`), total: `-${decimalText(refund.freightFen)}`, total_tax: '0.00' };
  return {
    id: bareId(refund.refundNo),
    date_created_gmt: utcText(refund.succeededAt ?? refund.updatedAt),
    amount: totalOf(refund),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: false,
    line_items: [item],
    shipping_lines: refund.freightFen === 0 ? [] : [freight],
    fee_lines: [],
  };
}

function totalOf(refund: SimulatedRefund): string {
  return decimalText(refund.amountFen + refund.freightFen);
}
