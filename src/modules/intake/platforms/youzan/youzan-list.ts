import { FieldFault, FieldReader } from '../field-reader.js';
import type { Ask, ListedOrder } from '../platform-api.js';
import { readYouzanLines } from './youzan-lines.js';
import { paidAtOf } from './youzan-order.js';

const ORDERS_PER_PAGE = 100;
const MOST_ORDERS = 100 * ORDERS_PER_PAGE;
const REFUNDS_PER_PAGE = 30;
const MOST_REFUNDS = 3_000;
const SECOND_MS = 1_000;

/** A stretch of whole seconds, both ends in it, as the platform counts. */
interface Seconds {
  readonly first: number;
  readonly last: number;
}

/** Orders by their own change, then those that only a refund of theirs brings up. */
export async function* listChangedOrders(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const seconds = { first: Math.floor(from.getTime() / SECOND_MS), last: Math.ceil(until.getTime() / SECOND_MS) - 1 };
  if (seconds.last < seconds.first) return;
  const seen = new Set<string>();
  for await (const page of ordersIn(seconds, ask)) {
    page.forEach(({ orderNo }) => seen.add(orderNo));
    yield page;
  }
  for await (const orderNos of refundedIn(seconds, ask)) {
    const others = [...new Set(orderNos)].filter((orderNo) => !seen.has(orderNo));
    others.forEach((orderNo) => seen.add(orderNo));
    yield others.map((orderNo) => ({ orderNo, paidAt: null, paidFen: null }));
  }
}

async function* ordersIn(seconds: Seconds, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const range = { start_update: beijingText(seconds.first), end_update: beijingText(seconds.last), page_size: ORDERS_PER_PAGE };
  for (let page = 1; ; page += 1) {
    const answer = FieldReader.of(await ask({ name: 'youzan.trades.sold.get/4.0.4', params: { ...range, page_no: page } }), '');
    const orders = answer.optionalList('full_order_info_list').map((entry) => entry.object('full_order_info'));
    if (page === 1 && (answer.optionalAmount('total_results') ?? 0) > MOST_ORDERS && seconds.last > seconds.first)
      return yield* inHalves(seconds, (half) => ordersIn(half, ask));
    yield orders.map(listed);
    if (orders.length < ORDERS_PER_PAGE || page * ORDERS_PER_PAGE >= MOST_ORDERS) return;
  }
}

async function* refundedIn(seconds: Seconds, ask: Ask): AsyncIterable<readonly string[]> {
  const range = { update_time_start: seconds.first, update_time_end: seconds.last, page_size: REFUNDS_PER_PAGE };
  for (let page = 1; ; page += 1) {
    const answer = FieldReader.of(await ask({ name: 'youzan.trade.refund.search/3.0.1', params: { ...range, page_no: page } }), '');
    const refunds = answer.optionalList('refunds');
    if (page === 1 && (answer.optionalAmount('total') ?? 0) > MOST_REFUNDS && seconds.last > seconds.first)
      return yield* inHalves(seconds, (half) => refundedIn(half, ask));
    yield refunds.map((refund) => refund.id('tid'));
    if (refunds.length < REFUNDS_PER_PAGE || page * REFUNDS_PER_PAGE >= MOST_REFUNDS) return;
  }
}

/** More than the pages of one question hold. */
async function* inHalves<Item>({ first, last }: Seconds, list: (half: Seconds) => AsyncIterable<Item>): AsyncGenerator<Item, void> {
  const middle = Math.floor((first + last) / 2);
  yield* list({ first, last: middle });
  yield* list({ first: middle + 1, last });
}

function listed(order: FieldReader): ListedOrder {
  const info = order.object('order_info');
  return { orderNo: info.id('tid'), paidAt: unlessFaulty(() => paidAtOf(info)), paidFen: unlessFaulty(() => paidFenOf(order)) };
}

function paidFenOf(order: FieldReader): number {
  return readYouzanLines(order, new Map()).reduce((sum, { said }) => sum + said.paidFen, 0);
}

/** The list is there to find what is missing; an order with a fault in it is found too. */
function unlessFaulty<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldFault) return null;
    throw error;
  }
}

function beijingText(second: number): string {
  const beijing = new Date((second + 8 * 3_600) * SECOND_MS);
  return beijing.toISOString().slice(0, 19).replace('T', ' ');
}
