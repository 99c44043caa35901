import { FieldReader } from '../field-reader.js';
import type { Judgement, Reading, StoredMessage } from '../platform-adapter.js';
import { ofNoConcern, ofUnknownType, readingOf } from '../said.js';
import { memberOf, wordOf } from '../pushed-json.js';

/** The platform has no message for trying; this number is none of its own. */
export const TEST_TYPE = 0;

// 1 status of an order, 2 reverse order, 11 cancellation, 12 return.
const OF_ORDERS = ['1', '2', '11', '12'];
// 3 address, 4 parcel, 5 product, 6 the shop took its authorization back, 7 the authorization ends soon.
const OF_NO_CONCERN = ['3', '4', '5', '6', '7'];

/** Pushes name an order and its status, never amounts: the order is fetched. */
export function readTiktokPush({ body }: StoredMessage): Reading {
  const about = { type: wordOf(memberOf(body, 'type')) ?? '', orderNo: wordOf(memberOf(memberOf(body, 'data'), 'order_id')) };
  if (about.type === String(TEST_TYPE)) return { about, ignored: { code: 'message.test', detail: 'A message that tries the way to us.' } };
  if (OF_NO_CONCERN.includes(about.type)) return ofNoConcern(about);
  if (!OF_ORDERS.includes(about.type)) return ofUnknownType(about);
  return readingOf(about, (): Judgement => ({ wants: FieldReader.of(body, '').object('data').id('order_id') }));
}
