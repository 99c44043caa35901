import { FieldReader } from '../field-reader.js';
import type { Judgement, MessageSubject, Reading, StoredMessage } from '../platform-adapter.js';
import { ofNoConcern, ofUnknownType, readingOf } from '../said.js';
import { memberOf, wordOf } from '../pushed-json.js';

/** The event by which the console tries the way to us. */
export const TEST_EVENT = 'debug_demo';

const OF_ORDERS = [
  'channels_ec_order_new',
  'channels_ec_order_pay',
  'channels_ec_order_wait_shipping',
  'channels_ec_order_deliver',
  'channels_ec_order_confirm',
  'channels_ec_order_settle',
  'channels_ec_order_cancel',
  'product_order_status_update',
];
const OF_AFTERSALES = ['channels_ec_aftersale_update'];
const OF_NO_CONCERN = ['channels_ec_order_ext_info_update', 'channels_ec_complaint_update'];

/** Pushes name an order and what happened to it, never amounts: the order is fetched. */
export function readWeixinPush({ body }: StoredMessage): Reading {
  const type = typeOf(body);
  const about = { type, orderNo: null };
  if (type === TEST_EVENT) return { about, ignored: { code: 'message.test', detail: 'A message that tries the way to us.' } };
  if (OF_NO_CONCERN.includes(type)) return ofNoConcern(about);
  if (OF_ORDERS.includes(type)) return wanting(about, body, 'order_info');
  if (OF_AFTERSALES.includes(type)) return wanting(about, body, 'finder_shop_aftersale_status_update');
  return ofUnknownType(about);
}

function typeOf(body: unknown): string {
  return wordOf(memberOf(body, 'Event') ?? memberOf(body, 'MsgType')) ?? '';
}

function wanting(about: MessageSubject, body: unknown, part: string): Reading {
  const orderNo = wordOf(memberOf(memberOf(body, part), 'order_id'));
  return readingOf({ ...about, orderNo }, (): Judgement => ({ wants: FieldReader.of(body, '').object(part).id('order_id') }));
}
