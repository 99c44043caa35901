import { FieldReader } from '../field-reader.js';
import type { Judgement, MessageSubject, Reading, StoredMessage } from '../platform-adapter.js';
import { memberOf, wordOf } from '../pushed-json.js';
import { ofNoConcern, ofUnknownType, readingOf, saidOrder } from '../said.js';
import { isTestOrder, readShopifyOrder } from './shopify-order.js';
import { isTold, readShopifyRefund, saidParts } from './shopify-refunds.js';

const ORDER_TOPICS = ['create', 'paid', 'updated', 'partially_fulfilled', 'fulfilled', 'cancelled'].map((name) => `orders/${name}`);

/** Families of topics beside orders and refunds, which say all that these could. */
const OF_NO_CONCERN = [
  ...['app', 'attributed_sessions', 'audit_events', 'bulk_operations', 'cart', 'channels', 'checkout', 'collection', 'compan', 'customer'],
  ...[
    'delivery',
    'discount',
    'dispute',
    'domains',
    'draft_order',
    'fulfillment',
    'inventory',
    'locales',
    'location',
    'market',
    'metaobject',
  ],
  ...[
    'order_transaction',
    'payment',
    'product',
    'profiles',
    'return',
    'reverse',
    'scheduled_product',
    'segments',
    'selling_plan',
    'shipping',
  ],
  ...['shop', 'subscription', 'tax', 'tender_transaction', 'theme', 'variants'],
  ...['orders/risk_assessment_changed', 'orders/shopify_protect_eligibility_changed', 'orders/link_requested'],
];

const TEST = { code: 'message.test', detail: 'A test: it is about no real order.' };
const DELETED = { code: 'order.deleted', detail: 'The order was deleted in the shop. What was counted of it stays counted.' };

export function readShopifyMessage(message: StoredMessage): Reading {
  const about = subjectOf(message.body);
  return readingOf(about, () => judge(message, about));
}

function judge(message: StoredMessage, about: MessageSubject): Judgement {
  const body = FieldReader.of(message.body, '');
  if (body.flag('isTest')) return { ignored: TEST };
  if (about.type === 'orders/delete') return { ignored: DELETED };
  if (about.type === 'orders/edited') return { wants: body.object('order').object('order_edit').id('order_id') };
  if (ORDER_TOPICS.includes(about.type)) return judgeOrder(message, body);
  if (about.type === 'refunds/create') return judgeRefund(message, body.object('refund'));
  return OF_NO_CONCERN.some((family) => about.type.startsWith(family)) ? ofNoConcern(about) : ofUnknownType(about);
}

function judgeOrder(message: StoredMessage, body: FieldReader): Judgement {
  const order = body.object('order');
  if (isTestOrder(order)) return { ignored: TEST };
  return { said: readShopifyOrder(message, order, saidAtOf(body, order)) };
}

/**
 * Two changes within a second carry the same `updated_at`. When the push was made then tells which is newer; it is not signed, so it
 * may decide within that second and no further. The last millisecond is left to what the API answers.
 */
function saidAtOf(body: FieldReader, order: FieldReader): Date {
  const updatedAt = order.instant('updated_at').getTime();
  const triggeredAt = Date.parse(body.optionalText('triggeredAt') ?? '') || 0;
  return new Date(updatedAt + Math.min(Math.max(triggeredAt - updatedAt, 0), 998));
}

/** A refund knows its lines, but not the order's: where that is not enough, the order must be asked. */
function judgeRefund(message: StoredMessage, fields: FieldReader): Judgement {
  const orderNo = fields.id('order_id');
  const transactions = fields.optionalList('transactions');
  if (transactions.length > 0 && transactions.every((transaction) => transaction.flag('test'))) return { ignored: TEST };
  const refund = readShopifyRefund(fields);
  const currency = currencyOf(fields);
  if (refund.status === null || currency === null || !isTold(refund)) return { wants: orderNo };
  return { said: saidParts(refund, currency).map((part) => saidOrder(message, orderNo, refund.at, null, [part])) };
}

function currencyOf(refund: FieldReader): string | null {
  const [part] = refund.optionalList('refund_line_items');
  return part?.optionalObject('subtotal_set')?.optionalObject('shop_money')?.optionalText('currency_code') ?? null;
}

function subjectOf(body: unknown): MessageSubject {
  const orderNo = wordOf(memberOf(memberOf(body, 'order'), 'id')) ?? wordOf(memberOf(memberOf(body, 'refund'), 'order_id'));
  return { type: wordOf(memberOf(body, 'topic')) ?? '', orderNo };
}
