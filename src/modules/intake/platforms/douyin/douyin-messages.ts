import { FieldFault, FieldReader } from '../field-reader.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import { ofNoConcern, ofUnknownType, readingOf } from '../said.js';
import { tagOf } from './douyin-envelope.js';

/** Of an order's or a refund's way. No message carries lines, so whatever happened, the details are asked for. */
const ORDER_TAGS = new Set(
  ['100', '101', '102', '103', '106', '108', '109', '110'].concat([
    '200',
    '201',
    '202',
    '204',
    '206',
    '207',
    '208',
    '209',
    '211',
    '224',
    '225',
  ]),
);

/** Where a parcel is, where it goes, when it is to come: no money, no goods. */
const TAGS_WITHOUT_SALE = new Set(['104', '105', '126', '226']);

export function readDouyinMessage({ body }: StoredMessage): Reading {
  const tag = tagOf(body) ?? '';
  const about = { type: tag, orderNo: null };
  if (tag === '0') return { about, ignored: { code: 'message.test', detail: 'The platform tried the address.' } };
  if (TAGS_WITHOUT_SALE.has(tag)) return ofNoConcern(about);
  if (tag !== '' && !ORDER_TAGS.has(tag)) return ofUnknownType(about);
  return readOrderNo(body, tag);
}

function readOrderNo(body: unknown, tag: string): Reading {
  let orderNo: string | null = null;
  const reading = readingOf({ type: tag, orderNo }, () => {
    const message = FieldReader.of(body, '');
    if (tag === '') throw message.fault('tag', 'field.required', 'is required');
    if (!message.has('data')) throw new FieldFault('message.not-json', '/data', 'is not an object in JSON');
    orderNo = message.object('data').id('p_id');
    return { wants: orderNo };
  });
  return { ...reading, about: { type: tag, orderNo } };
}
