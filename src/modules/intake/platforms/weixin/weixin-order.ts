import type { OrderStatus, SaidHeader } from '../../../orders/index.js';
import { FieldReader } from '../field-reader.js';
import type { Judgement, Reading, StoredMessage } from '../platform-adapter.js';
import { readingOf, saidHeader, saidOrder } from '../said.js';
import { memberOf, wordOf } from '../pushed-json.js';
import { meaningOf } from '../meaning.js';
import { aftersaleWords } from './weixin-aftersale.js';
import { readLines } from './weixin-line.js';

// 12: a present not yet accepted; 13: bought together, not yet enough buyers; 190, 200, 250: cancelled, unpaid or after its after-sales.
const STATUSES = new Map<string, OrderStatus>([
  ['10', 'created'],
  ['12', 'paid'],
  ['13', 'paid'],
  ['20', 'paid'],
  ['21', 'paid'],
  ['30', 'shipped'],
  ['100', 'completed'],
  ['190', 'closed'],
  ['200', 'closed'],
  ['250', 'closed'],
]);
const CHANNELS = new Map([
  ['1', 'other'],
  ['2', 'live'],
  ['3', 'short-video'],
  ['4', 'other'],
  ['5', 'card'],
  ['6', 'card'],
]);
// Won in a draw, and taken for points.
const WITHOUT_CASH = ['3', '4'];

/** An order and its after-sales, as the API told them (weixin-api). */
export function readWeixinOrder(message: StoredMessage): Reading {
  const about = { type: 'order', orderNo: wordOf(memberOf(memberOf(message.body, 'order'), 'order_id')) };
  return readingOf(about, () => judge(message));
}

function judge(message: StoredMessage): Judgement {
  const fetched = FieldReader.of(message.body, '');
  const order = fetched.object('order');
  const orderNo = order.id('order_id');
  const payment = paymentOf(order.object('order_detail'));
  const isCash = !WITHOUT_CASH.includes(payment?.optionalId('payment_method') ?? '');
  const header = readHeader(fetched, order, payment, isCash);
  const aftersales = fetched.optionalList('aftersales');
  requireAll(order, aftersales);
  const refunds = aftersaleWords(message, aftersales, { orderNo, header, isCash });
  return { said: [saidOrder(message, orderNo, order.epochSeconds('update_time'), header), ...refunds] };
}

/** An after-sale that the order names and the API does not tell of may have moved money. */
function requireAll(order: FieldReader, aftersales: readonly FieldReader[]): void {
  const told = new Set(aftersales.map((aftersale) => aftersale.id('after_sale_order_id')));
  const listed = order.optionalObject('aftersale_detail')?.optionalList('aftersale_order_list') ?? [];
  for (const one of listed) {
    const number = one.id('aftersale_order_id');
    if (!told.has(number))
      throw one.fault('aftersale_order_id', 'refund.no-details', `the platform gave no details of after-sale ${number}`);
  }
}

/** Under its name of today or of before. */
function paymentOf(detail: FieldReader): FieldReader | null {
  return detail.optionalObject('pay_info') ?? detail.optionalObject('payment_info');
}

function readHeader(fetched: FieldReader, order: FieldReader, payment: FieldReader | null, isCash: boolean): SaidHeader {
  const detail = order.object('order_detail');
  const source = detail.optionalObject('ext_info');
  const channel = CHANNELS.get(source?.optionalId('order_scene') ?? '') ?? '';
  return saidHeader({
    status: meaningOf(order, 'status', STATUSES),
    createdAt: order.epochSeconds('create_time').toISOString(),
    paidAt: payment?.optionalEpochSeconds('pay_time')?.toISOString() ?? null,
    shippedAt: fetched.optionalEpochSeconds('ship_done_time')?.toISOString() ?? null,
    roomId: channel === 'live' ? source?.optionalId('live_id') || null : null,
    platformHostId: source?.optionalId('finder_id') || null,
    buyerHash: order.optionalText('buyerHash'),
    channel,
    freightFen: isCash ? (detail.optionalObject('price_info')?.optionalFen('freight') ?? 0) : 0,
    lines: readLines(detail, fetched.optionalList('parcels'), isCash),
  });
}
