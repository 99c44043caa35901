import { FieldReader } from '../field-reader.js';
import type { Judgement, MessageSubject, Reading, StoredMessage } from '../platform-adapter.js';
import { allMean } from '../meaning.js';
import { memberOf, wordOf } from '../pushed-json.js';
import { ofNoConcern, ofUnknownType, readingOf, saidOrder } from '../said.js';
import { readWooOrder, statusIn, utcTimeOf, wooHeader } from './woocommerce-order.js';
import { refundsOfPush } from './woocommerce-refunds.js';

export const TEST_TOPIC = 'action.cunbo_test';

const ORDER_TOPICS = ['order.created', 'order.updated', 'order.restored'];
const OF_NO_CONCERN = ['coupon.', 'customer.', 'product.', 'action.'];

/** No time that is read from a message is earlier. */
const BEFORE_ALL_ORDERS = Date.parse('2015-01-01T00:00:00+08:00');

/** How far an order has come in each status, in milliseconds. */
const RANKS = new Map([
  ...allMean(0, 'auto-draft checkout-draft'),
  ...allMean(1, 'pending'),
  ...allMean(2, 'on-hold'),
  ...allMean(3, 'failed cancelled'),
  ...allMean(4, 'processing'),
  ...allMean(5, 'completed'),
  ...allMean(6, 'refunded'),
  ...allMean(7, 'trash'),
]);

const TEST = { code: 'message.test', detail: 'A test: it is about no order.' };
const DELETED = { code: 'order.deleted', detail: 'The order was deleted in the shop. What was counted of it stays counted.' };

export function readWooCommerceMessage(message: StoredMessage): Reading {
  const about = subjectOf(message.body);
  return readingOf(about, () => judge(message, about));
}

function judge(message: StoredMessage, about: MessageSubject): Judgement {
  const body = FieldReader.of(message.body, '');
  if (about.type === TEST_TOPIC) return { ignored: TEST };
  if (ORDER_TOPICS.includes(about.type)) return judgeOrder(message, body.object('order'), body.flag('isAskable'));
  // Whether it was put into the bin, and may come back, only the shop knows.
  if (about.type === 'order.deleted') return body.flag('isAskable') ? { wants: body.object('order').id('id') } : { ignored: DELETED };
  return OF_NO_CONCERN.some((family) => about.type.startsWith(family)) ? ofNoConcern(about) : ofUnknownType(about);
}

/** Of refunds a push tells little, and not when: where the shop can be asked, it is. */
function judgeOrder(message: StoredMessage, fields: FieldReader, isAskable: boolean): Judgement {
  const order = readWooOrder(fields);
  if (isAskable && fields.optionalList('refunds').length > 0) return { wants: order.orderNo };
  const changedAt = utcTimeOf(fields, 'date_modified_gmt');
  // To the second, in which an order may change twice: then by how far it has come, and behind what the API answers.
  const saidAt = new Date(changedAt.getTime() + rankOf(fields));
  const refunds = refundsOfPush(order, changedAt);
  return {
    said: [
      saidOrder(message, order.orderNo, saidAt, wooHeader(order)),
      ...refunds.map((refund) => saidOrder(message, order.orderNo, mirrored(changedAt), null, [refund])),
    ],
  };
}

/** Statuses that shops add are told apart by whether the order is paid. */
function rankOf(order: FieldReader): number {
  const known = order.optionalUtcTime('date_paid_gmt') === null ? 'pending' : 'processing';
  return RANKS.get(statusIn(order)) ?? RANKS.get(known) ?? 0;
}

/**
 * Every later push tells the same refunds again, and not when they were: the first push that told of one is nearest to its time. So the
 * words about refunds are said as far before all orders as the change was after, by which of pushes the earliest wins in whatever order
 * they arrive, and how often; and an answer of the API, which knows the time, wins over all of them.
 */
function mirrored(changedAt: Date): Date {
  return new Date(2 * BEFORE_ALL_ORDERS - changedAt.getTime());
}

function subjectOf(body: unknown): MessageSubject {
  return { type: wordOf(memberOf(body, 'topic')) ?? '', orderNo: wordOf(memberOf(memberOf(body, 'order'), 'id')) };
}
