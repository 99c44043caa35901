import { beijingIso } from '../../kernel/business-day.js';
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
import { sharedOut } from './shared-out.js';
import { bareId, decimalText } from './wire-format.js';

/** An order as the REST API shows it and webhooks carry it. */
export function shopifyOrder(order: SimulatedOrder): Record<string, unknown> {
  return {
    id: bareId(order.orderNo),
    name: `#${1_000 + order.serial}`,
    currency: order.currency,
    presentment_currency: order.currency,
    created_at: beijingIso(order.createdAt),
    processed_at: beijingIso(order.paidAt ?? order.createdAt),
    updated_at: beijingIso(order.updatedAt),
    cancelled_at: timeOrNull(order.closedAt),
    cancel_reason: order.closedAt === null ? null : 'customer',
    closed_at: timeOrNull(order.completedAt),
    test: false,
    financial_status: financialStatus(order),
    fulfillment_status: order.shippedAt === null ? null : 'fulfilled',
    taxes_included: true,
    total_price: decimalText(orderFen(order)),
    subtotal_price: decimalText(goodsFen(order)),
    source_name: 'web',
    ...buyerFields(order),
    line_items: order.lines.map((line) => lineItem(order, line)),
    shipping_lines: order.freightFen === 0 ? [] : [freight(order)],
    fulfillments: order.shippedAt === null ? [] : [fulfillment(order, order.shippedAt)],
    refunds: order.refunds.filter(isPaidBack).map((refund) => shopifyRefund(order, refund)),
  };
}

function isPaidBack(refund: SimulatedRefund): boolean {
  return refund.succeededAt !== null && movesMoney(refund.kind);
}

function timeOrNull(at: Date | null): string | null {
  return at === null ? null : beijingIso(at);
}

function financialStatus(order: SimulatedOrder): string {
  if (order.paidAt === null) return order.status === 'closed' ? 'voided' : 'pending';
  const refunded = refundedFen(order);
  if (refunded === 0) return 'paid';
  return refunded >= goodsFen(order) ? 'refunded' : 'partially_refunded';
}

function buyerFields({ buyer }: SimulatedOrder): Record<string, unknown> {
  const email = `${buyer.openId.toLowerCase()}@example.com`;
  const region = {
    province: buyer.province,
    city: buyer.city,
    address1: buyer.address,
    address2: buyer.district,
    zip: '036300',
    country: 'CN',
  };
  const address = { first_name: buyer.name.slice(1), last_name: buyer.name.slice(0, 1), name: buyer.name, phone: buyer.phone, ...region };
  return {
    email,
    contact_email: email,
    phone: buyer.phone,
    note: buyer.words,
    browser_ip: '203.0.113.7',
    customer: {
      id: bareId(`1153106273147239${buyer.phone.slice(-2)}`),
      email,
      first_name: address.first_name,
      last_name: address.last_name,
    },
    billing_address: address,
    shipping_address: address,
  };
}

/** The price of a piece, and what had to be taken off so that the pieces add up to what was paid. */
function lineItem(order: SimulatedOrder, line: SimulatedLine): Record<string, unknown> {
  const price = Math.ceil(line.paidFen / line.quantity);
  const discount = price * line.quantity - line.paidFen;
  return {
    id: bareId(line.lineNo),
    product_id: bareId(line.itemId),
    variant_id: bareId(line.skuId),
    title: line.title,
    name: line.title,
    sku: '',
    quantity: line.quantity,
    current_quantity: line.quantity,
    price: decimalText(price),
    total_discount: '0.00',
    discount_allocations:
      discount === 0 ? [] : [{ amount: decimalText(discount), discount_application_index: 0, amount_set: money(order, discount) }],
    fulfillment_status: order.shippedAt === null ? null : 'fulfilled',
    gift_card: false,
  };
}

function money({ currency }: SimulatedOrder, hundredths: number): Record<string, unknown> {
  const amount = { amount: decimalText(hundredths), currency_code: currency };
  return { shop_money: amount, presentment_money: amount };
}

function freight(order: SimulatedOrder): Record<string, unknown> {
  const price = decimalText(order.freightFen);
  return { id: freightId(order), title: '快递', price, discounted_price: price };
}

function freightId(order: SimulatedOrder): bigint | string {
  return bareId(`7${order.orderNo.slice(1)}`);
}

function fulfillment(order: SimulatedOrder, shippedAt: Date): Record<string, unknown> {
  const items = order.lines.map((line) => ({ id: bareId(line.lineNo), quantity: line.quantity }));
  return { id: bareId(`6${order.orderNo.slice(1)}`), status: 'success', created_at: beijingIso(shippedAt), line_items: items };
}

/**
 * Names the line and how many pieces of it are meant; what was given back more or less than they cost is a discrepancy. Of no
 * piece (quantity 0): the money alone, and no word of its line.
 */
export function shopifyRefund(order: SimulatedOrder, refund: SimulatedRefund): Record<string, unknown> {
  const at = beijingIso(refund.succeededAt ?? refund.updatedAt);
  const { items, dueFen } = returnedItems(order, refund);
  const discrepancyFen = dueFen - refund.amountFen;
  return {
    id: bareId(refund.refundNo),
    order_id: bareId(order.orderNo),
    created_at: at,
    processed_at: at,
    note: refund.reason,
    refund_line_items: items,
    transactions: [transaction(order, refund, at)],
    refund_shipping_lines: refund.freightFen === 0 ? [] : [{ id: freightId(order), subtotal_amount_set: money(order, refund.freightFen) }],
    order_adjustments: discrepancyFen === 0 ? [] : [adjustment(order, refund, discrepancyFen)],
  };
}

function returnedItems(order: SimulatedOrder, refund: SimulatedRefund): { items: Record<string, unknown>[]; dueFen: number } {
  if (refund.quantity === 0) return { items: [], dueFen: 0 };
  const line = lineOf(order, refund);
  const dueFen = sharedOut(line.paidFen, line.quantity)
    .slice(0, refund.quantity)
    .reduce((sum, share) => sum + share, 0);
  const item = {
    id: bareId(`4${refund.refundNo.slice(1)}`),
    line_item_id: bareId(line.lineNo),
    quantity: refund.quantity,
    restock_type: refund.kind === 'return' ? 'return' : 'no_restock',
    subtotal: JSON.rawJSON(decimalText(dueFen)),
    subtotal_set: money(order, dueFen),
    total_tax: 0,
  };
  return { items: [item], dueFen };
}

function transaction(order: SimulatedOrder, refund: SimulatedRefund, at: string): Record<string, unknown> {
  const amount = decimalText(refund.amountFen + refund.freightFen);
  return {
    id: bareId(`3${refund.refundNo.slice(1)}`),
    kind: 'refund',
    status: 'success',
    amount,
    currency: order.currency,
    processed_at: at,
  };
}

function adjustment(order: SimulatedOrder, refund: SimulatedRefund, hundredths: number): Record<string, unknown> {
  const amounts = { amount: decimalText(hundredths), amount_set: money(order, hundredths) };
  return { id: bareId(`2${refund.refundNo.slice(1)}`), kind: 'refund_discrepancy', ...amounts };
}
