import { FieldFault, FieldReader } from '../field-reader.js';
import type { Ask, ListedOrder, PlatformApi } from '../platform-api.js';
import { memberOf, wordOf } from './json-object.js';
import { amountIn } from './tiktok-amount.js';
import { judgeTiktokAnswer, tiktokTokensIn } from './tiktok-answers.js';
import { paidAtOf, readTiktokOrder } from './tiktok-order.js';
import { ORDER, refreshTokenOf, RENEWAL, tiktokRequest } from './tiktok-request.js';

const ORDERS = '/order/202309/orders/search';
const RETURNS = '/return_refund/202309/returns/search';
const CANCELLATIONS = '/return_refund/202309/cancellations/search';

/** The shop's API, version 202309. Renewing tokens has a host of its own at the platform; it is asked here, under the same path. */
export const tiktokApi: PlatformApi = {
  baseUrl: 'https://open-api.tiktokglobalshop.com',
  callsPerSecond: 10,
  longestRangeMs: 7 * 24 * 3_600_000,
  request: tiktokRequest,
  judge: judgeTiktokAnswer,
  renewal: (shop) => (refreshTokenOf(shop) === null ? null : { name: RENEWAL, params: {} }),
  tokensIn: tiktokTokensIn,
  fetchOrder,
  listChanged,
  read: readTiktokOrder,
};

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const [order] = listOf(memberOf(await ask({ name: ORDER, params: { ids: orderNo } }), 'orders'));
  if (typeof order !== 'object' || order === null) return null;
  const ofOrder = { order_ids: [orderNo] };
  const returns = await allOf(pages(RETURNS, ofOrder, 'return_orders', ask));
  const cancellations = await allOf(pages(CANCELLATIONS, ofOrder, 'cancellations', ask));
  return { order, returns, cancellations };
}

/** An order whose return changed need not be changed itself. */
async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const range = { update_time_ge: Math.floor(from.getTime() / 1_000), update_time_lt: Math.ceil(until.getTime() / 1_000) };
  const inOrder = { ...range, sort_field: 'update_time', sort_order: 'ASC' };
  for await (const orders of pages(ORDERS, inOrder, 'orders', ask)) yield orders.flatMap(listedOrder);
  for await (const requests of pages(RETURNS, range, 'return_orders', ask)) yield requests.flatMap(listedByRequest);
  for await (const requests of pages(CANCELLATIONS, range, 'cancellations', ask)) yield requests.flatMap(listedByRequest);
}

async function* pages(name: string, params: Readonly<Record<string, unknown>>, list: string, ask: Ask): AsyncIterable<readonly unknown[]> {
  let token = '';
  do {
    const answer = await ask({ name, params: { ...params, page_size: 50, ...(token === '' ? {} : { page_token: token }) } });
    yield listOf(memberOf(answer, list));
    const next = memberOf(answer, 'next_page_token');
    // A page that names itself as the next one would be asked for without end.
    token = typeof next === 'string' && next !== token ? next : '';
  } while (token !== '');
}

async function allOf(pagesOfList: AsyncIterable<readonly unknown[]>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const page of pagesOfList) all.push(...page);
  return all;
}

function listedOrder(order: unknown): ListedOrder[] {
  const orderNo = wordOf(memberOf(order, 'id'));
  return orderNo === null ? [] : [{ orderNo, ...paymentOf(order) }];
}

function listedByRequest(request: unknown): ListedOrder[] {
  const orderNo = wordOf(memberOf(request, 'order_id'));
  return orderNo === null ? [] : [{ orderNo, paidAt: null, paidFen: null }];
}

/** What cannot be read here ends in quarantine when the order itself is fetched and read. */
function paymentOf(order: unknown): Pick<ListedOrder, 'paidAt' | 'paidFen'> {
  try {
    const reader = FieldReader.of(order, '');
    return { paidAt: paidAtOf(reader), paidFen: paidFenOf(reader) };
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return { paidAt: null, paidFen: null };
  }
}

function paidFenOf(order: FieldReader): number | null {
  if (order.object('payment').id('currency') !== 'CNY') return null;
  const amounts = order.list('line_items').map((item) => amountIn('CNY', item.decimal('sale_price'), item, 'sale_price').fen);
  return amounts.reduce((total, fen) => total + fen, 0);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
