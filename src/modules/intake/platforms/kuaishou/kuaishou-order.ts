import type { OrderStatus, SaidHeader, SaidOrder } from '../../../orders/index.js';
import { FieldReader } from '../field-reader.js';
import { allMean, meaningOf } from '../meaning.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import { readingOf, saidHeader, saidLine, saidOrder } from '../said.js';
import { refundWords } from './kuaishou-refund.js';

/** Signed for (50) is on the way until the platform ends the time for complaints (70). */
const STATUSES = new Map<string, OrderStatus>([
  ...allMean<OrderStatus>('created', '10'),
  ...allMean<OrderStatus>('paid', '30'),
  ...allMean<OrderStatus>('shipped', '40 50'),
  ...allMean<OrderStatus>('completed', '70'),
  ...allMean<OrderStatus>('closed', '80'),
]);

/** As SDKs list them; where the platform sends numbers instead, no list of them is public, and the channel stays open. */
const CHANNELS = new Map([
  ['live', 'live'],
  ['shortVideo', 'short-video'],
  ['itemCard', 'card'],
  ['other', 'other'],
]);

/** An order of this platform has one item and therefore one line, which has no number of its own in every answer. */
const ONLY_LINE = '1';

/** As `fetchOrder` brought it: `order` is the data of open.order.detail, `refunds` those of open.seller.order.refund.detail. */
export function readKuaishouOrder(message: StoredMessage): Reading {
  const type = 'open.order.detail';
  let orderNo: string | null = null;
  const reading = readingOf({ type, orderNo }, () => {
    const fetched = FieldReader.of(message.body, '');
    const order = fetched.object('order');
    orderNo = order.object('orderBaseInfo').id('oid');
    return { said: wordsOf(message, orderNo, order, fetched.optionalList('refunds')) };
  });
  return { ...reading, about: { type, orderNo } };
}

function wordsOf(message: StoredMessage, orderNo: string, order: FieldReader, refunds: readonly FieldReader[]): SaidOrder[] {
  const header = kuaishouHeader(order);
  const details = new Set(refunds.map((refund) => refund.id('refundId')));
  for (const listed of order.optionalList('orderRefundList')) {
    if (!details.has(listed.id('refundId')))
      throw listed.fault('refundId', 'refund.no-details', `the platform gave no details of refund ${listed.id('refundId')}`);
  }
  const saidAt = order.object('orderBaseInfo').epochMillis('updateTime');
  return [saidOrder(message, orderNo, saidAt, header), ...refundWords(message, orderNo, refunds, header)];
}

export function kuaishouHeader(order: FieldReader): SaidHeader {
  const base = order.object('orderBaseInfo');
  const status = meaningOf(base, 'status', STATUSES, 'order.status');
  const freightFen = base.optionalFen('expressFee') ?? 0;
  return saidHeader({
    status,
    createdAt: base.epochMillis('createTime').toISOString(),
    paidAt: status === 'created' ? null : (base.optionalEpochMillis('payTime')?.toISOString() ?? null),
    shippedAt: base.optionalEpochMillis('sendTime')?.toISOString() ?? null,
    platformHostId: idOrNone(order.optionalObject('orderCpsInfo'), 'distributorId'),
    buyerHash: base.optionalText('buyerHash'),
    channel: CHANNELS.get(idOrNone(base, 'carrierType') ?? idOrNone(order, 'carrierType') ?? '') ?? '',
    freightFen,
    lines: [lineOf(order, goodsPaid(base, freightFen))],
  });
}

/** `totalFee` is price by number, less discounts, plus freight. */
function goodsPaid(base: FieldReader, freightFen: number): number {
  const totalFen = base.fen('totalFee');
  if (totalFen < freightFen) throw base.fault('totalFee', 'line.paid', `${totalFen} fen is less than its freight, ${freightFen} fen`);
  return totalFen - freightFen;
}

function lineOf(order: FieldReader, paidFen: number): SaidHeader['lines'][number] {
  const item = order.object('orderItemInfo');
  return saidLine({
    lineNo: ONLY_LINE,
    itemId: item.id('itemId'),
    skuId: idOrNone(item, 'skuId') ?? '',
    title: item.optionalText('itemTitle') ?? '',
    quantity: item.amount('num'),
    paidFen,
  });
}

/** 0 stands for none. */
function idOrNone(fields: FieldReader | null, name: string): string | null {
  const id = fields?.optionalId(name) ?? null;
  return id === '' || id === '0' ? null : id;
}
