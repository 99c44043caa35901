import { cursorPages } from '../cursor-pages.js';
import { FieldReader } from '../field-reader.js';
import { listedOrder, numberOnly } from '../listed-order.js';
import type { Ask, ListedOrder, PlatformApi } from '../platform-api.js';
import { isJsonObject, listOf, memberOf, wordOf } from '../pushed-json.js';
import { judgeTiktokAnswer, tiktokTokensIn } from './tiktok-answers.js';
import { readTiktokOrder, tiktokHeader } from './tiktok-order.js';
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
  if (!isJsonObject(order)) return null;
  const ofOrder = { order_ids: [orderNo] };
  const returns = await allOf(pages(RETURNS, ofOrder, 'return_orders', ask));
  const cancellations = await allOf(pages(CANCELLATIONS, ofOrder, 'cancellations', ask));
  return { order, returns, cancellations };
}

/** An order whose return changed need not be changed itself. */
async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const range = { update_time_ge: Math.floor(from.getTime() / 1_000), update_time_lt: Math.ceil(until.getTime() / 1_000) };
  const inOrder = { ...range, sort_field: 'update_time', sort_order: 'ASC' };
  for await (const orders of pages(ORDERS, inOrder, 'orders', ask)) yield orders.flatMap(listed);
  for await (const requests of pages(RETURNS, range, 'return_orders', ask)) yield requests.flatMap(listedByRequest);
  for await (const requests of pages(CANCELLATIONS, range, 'cancellations', ask)) yield requests.flatMap(listedByRequest);
}

async function* pages(name: string, params: Readonly<Record<string, unknown>>, list: string, ask: Ask): AsyncIterable<readonly unknown[]> {
  const askPage = (token: string) => ask({ name, params: { ...params, page_size: 50, ...(token === '' ? {} : { page_token: token }) } });
  for await (const answer of cursorPages(askPage, (page) => memberOf(page, 'next_page_token'))) yield listOf(memberOf(answer, list));
}

async function allOf(pagesOfList: AsyncIterable<readonly unknown[]>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const page of pagesOfList) all.push(...page);
  return all;
}

function listed(order: unknown): ListedOrder[] {
  const orderNo = wordOf(memberOf(order, 'id'));
  return orderNo === null ? [] : [listedOrder(orderNo, () => tiktokHeader(FieldReader.of(order, '')))];
}

function listedByRequest(request: unknown): ListedOrder[] {
  const orderNo = wordOf(memberOf(request, 'order_id'));
  return orderNo === null ? [] : [numberOnly(orderNo)];
}
