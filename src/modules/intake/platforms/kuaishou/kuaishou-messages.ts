import { FieldFault, FieldReader } from '../field-reader.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import { ofNoConcern, ofUnknownType, readingOf } from '../said.js';

/** The field of `info` that holds the order's number. No message carries amounts one could count, so the details are asked for. */
const ORDER_FIELDS: ReadonlyMap<string, string> = new Map([
  ['kwaishop_order_addOrder', 'oid'],
  ['kwaishop_order_paySuccess', 'oid'],
  ['kwaishop_order_delivering', 'oid'],
  ['kwaishop_order_deliverySuccess', 'oid'],
  ['kwaishop_order_orderSuccess', 'oid'],
  ['kwaishop_order_orderFail', 'oid'],
  ['kwaishop_order_totalFeeChange', 'oid'],
  ['kwaishop_aftersales_addRefund', 'orderId'],
  ['kwaishop_aftersales_updateRefund', 'orderId'],
]);

const EVENTS_WITHOUT_SALE = new Set(['kwaishop_order_addNote', 'kwaishop_order_addressUpdateAudit']);

export function readKuaishouMessage({ body }: StoredMessage): Reading {
  let type = '';
  let orderNo: string | null = null;
  const reading = readingOf({ type, orderNo }, () => {
    const message = FieldReader.of(body, '');
    type = message.id('event');
    if (message.flag('test')) return { ignored: { code: 'message.test', detail: 'The platform marked it as a test.' } };
    const field = ORDER_FIELDS.get(type);
    if (field === undefined) return EVENTS_WITHOUT_SALE.has(type) ? ofNoConcern({ type, orderNo }) : ofUnknownType({ type, orderNo });
    if (!message.has('info')) throw new FieldFault('message.not-json', '/info', 'is not an object in JSON');
    orderNo = message.object('info').id(field);
    return { wants: orderNo };
  });
  return { ...reading, about: { type, orderNo } };
}
