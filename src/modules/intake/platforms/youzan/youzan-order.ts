import type { OrderStatus, SaidHeader, SaidOrder } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidHeader, saidOrder } from '../said.js';
import { readYouzanLines, type YouzanLine } from './youzan-lines.js';
import { readYouzanRefunds } from './youzan-refunds.js';

const STATUSES: Readonly<Record<string, OrderStatus>> = {
  TRADE_NO_CREATE_PAY: 'created',
  WAIT_BUYER_PAY: 'created',
  WAIT_PAY_RETURN: 'created',
  TRADE_PAID: 'paid',
  WAIT_GROUP: 'paid',
  WAIT_CONFIRM: 'paid',
  WAIT_SELLER_SEND_GOODS: 'paid',
  WAIT_BUYER_CONFIRM_GOODS: 'shipped',
  TRADE_BUYER_SIGNED: 'shipped',
  TRADE_SUCCESS: 'completed',
  TRADE_CLOSED: 'closed',
};

/** Kind of order: sold by a host in a live room (直播带货/爱逛). */
const LIVE = '85';
const CASH_ON_DELIVERY = '9';

/** An order as a push or the API tells it, with its refunds. */
export function readYouzanOrder(message: StoredMessage, content: FieldReader, saidAtOf: (info: FieldReader) => Date): SaidOrder[] {
  const order = content.object('full_order_info');
  const info = order.object('order_info');
  const orderNo = info.id('tid');
  const lines = readYouzanLines(order, shippedByLine(content));
  const saidAt = saidAtOf(info);
  const header = readHeader(order, info, lines);
  const updatedAt = info.optionalBeijingTime('update_time') ?? saidAt;
  const refunds = readYouzanRefunds(message, content, { orderNo, header, lines, updatedAt });
  return [saidOrder(message, orderNo, saidAt, header), ...refunds];
}

function readHeader(order: FieldReader, info: FieldReader, lines: readonly YouzanLine[]): SaidHeader {
  const status = statusOf(info);
  return saidHeader({
    status,
    createdAt: info.beijingTime('created').toISOString(),
    paidAt: paidAtOf(info)?.toISOString() ?? null,
    shippedAt: info.optionalBeijingTime('consign_time')?.toISOString() ?? null,
    buyerHash: order.optionalText('buyerHash'),
    channel: info.optionalId('type') === LIVE ? 'live' : '',
    freightFen: order.object('pay_info').optionalYuan('post_fee') ?? 0,
    lines: lines.map(({ said }) => said),
  });
}

function statusOf(info: FieldReader): OrderStatus {
  const status = STATUSES[info.id('status')];
  if (status === undefined) throw info.fault('status', 'field.choice', `must be one of ${Object.keys(STATUSES).join(', ')}`);
  return status;
}

/** Before payment `pay_time` may hold anything. A closed order may have been paid or not; cash on delivery is paid when all is done. */
export function paidAtOf(info: FieldReader): Date | null {
  const status = statusOf(info);
  if (status === 'created') return null;
  if (info.optionalId('pay_type') === CASH_ON_DELIVERY || info.optionalText('pay_type_str') === 'CODPAY')
    return status === 'completed' ? (info.optionalBeijingTime('pay_time') ?? info.beijingTime('success_time')) : null;
  if (status === 'closed') return isUnpaid(info) ? null : info.optionalBeijingTime('pay_time');
  return info.beijingTime('pay_time');
}

function isUnpaid(info: FieldReader): boolean {
  const tags = info.optionalObject('order_tags');
  return tags !== null && tags.has('is_payed') && !tags.flag('is_payed');
}

/** When each line that has left went out: an order that goes out in parts says it in its parcels only. */
function shippedByLine(content: FieldReader): ReadonlyMap<string, string> {
  const sent = content.optionalList('delivery_order').filter((delivery) => delivery.optionalId('express_state') === '1');
  return new Map(
    sent.flatMap((delivery) => {
      const [parcel] = delivery.optionalList('dists');
      const at = parcel?.optionalBeijingTime('create_time')?.toISOString() ?? null;
      return at === null ? [] : delivery.list('oids').map((item): [string, string] => [item.id('oid'), at]);
    }),
  );
}
