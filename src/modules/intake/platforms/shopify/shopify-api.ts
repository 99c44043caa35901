import { busy, refused } from '../api-answer.js';
import { cursorPages } from '../cursor-pages.js';
import { currencyIn, saidAmount } from '../decimal.js';
import { FieldReader, unlessFaulty } from '../field-reader.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import type { ApiCall, ApiRequest, ApiShop, Ask, ListedOrder, PlatformApi, Verdict } from '../platform-api.js';
import { isJsonObject, memberOf, wordOf } from '../pushed-json.js';
import { addressOf } from '../query-text.js';
import { readingOf } from '../said.js';
import { withBuyerId } from './shopify-envelope.js';
import { goodsOf, isTestOrder, paidAtOf, readShopifyOrder } from './shopify-order.js';

const VERSION = '/admin/api/2026-01';
const PAGE = { limit: '250', fields: 'id,test,currency,financial_status,created_at,processed_at,updated_at,line_items' };

/** The Admin API of one shop (REST). Its token does not expire. */
export const shopifyApi: PlatformApi = {
  baseUrl: null,
  // The token is sent there, so the name of the shop must be one that Shopify gave.
  shopUrl: ({ externalShopId }) => (/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(externalShopId ?? '') ? `https://${externalShopId}` : null),
  callsPerSecond: 2,
  longestRangeMs: 7 * 86_400_000,
  request: toRequest,
  judge,
  renewal: () => null,
  tokensIn: () => null,
  fetchOrder,
  listChanged,
  read: readFetched,
};

function toRequest({ name, params }: ApiCall, { credentials }: ApiShop): ApiRequest | null {
  const { accessToken } = credentials;
  if (accessToken === undefined || accessToken === '') return null;
  return {
    method: 'GET',
    path: addressOf(`${VERSION}${name}`, params),
    headers: { 'X-Shopify-Access-Token': accessToken, Accept: 'application/json' },
    body: null,
  };
}

function judge(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  if (status === 404) return { kind: 'not-found' };
  if (status === 429 || status >= 500) return busy(headers);
  if (status !== 200 || !isJsonObject(body)) return refused(errorsIn(body), `api.http-${status}`);
  return { kind: 'answer', data: { ...body, nextPage: nextPageIn(headers.link ?? '') } };
}

function errorsIn(body: unknown): string {
  const errors = memberOf(body, 'errors');
  return typeof errors === 'string' ? errors : 'Shopify refused the call.';
}

/** `Link: <…page_info=abc…>; rel="next"`, beside the previous page's. */
function nextPageIn(link: string): string | null {
  const [, address = ''] = /<([^<>]+)>;\s*rel="?next"?/.exec(link) ?? [];
  const [, query = ''] = address.split('?');
  return new URLSearchParams(query).get('page_info');
}

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const answer = await ask({ name: `/orders/${encodeURIComponent(orderNo)}.json`, params: {} });
  const order = memberOf(answer, 'order');
  return isJsonObject(order) ? { order: withBuyerId(order) } : null;
}

async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const range = { status: 'any', updated_at_min: from.toISOString(), updated_at_max: until.toISOString(), ...PAGE };
  const askPage = (cursor: string) => ask({ name: '/orders.json', params: cursor === '' ? range : { ...PAGE, page_info: cursor } });
  for await (const page of cursorPages(askPage, (answer) => memberOf(answer, 'nextPage'))) {
    // The upper end is inclusive at Shopify.
    const orders = FieldReader.of(page, '').optionalList('orders');
    yield orders.filter((order) => order.instant('updated_at') < until && !isTestOrder(order)).map(listed);
  }
}

function listed(order: FieldReader): ListedOrder {
  return { orderNo: order.id('id'), paidAt: paidAtOf(order), paidFen: unlessFaulty(() => paidFenOf(order)) };
}

function paidFenOf(order: FieldReader): number | null {
  return currencyIn(order) === 'CNY' ? saidAmount(goodsOf(order), 'CNY', order, 'line_items').fen : null;
}

/** Fetched later than anything pushed in the second that `updated_at` names. */
function readFetched(message: StoredMessage): Reading {
  const about = { type: 'order', orderNo: wordOf(memberOf(memberOf(message.body, 'order'), 'id')) };
  return readingOf(about, () => {
    const order = FieldReader.of(message.body, '').object('order');
    if (isTestOrder(order)) return { ignored: { code: 'message.test', detail: 'A test order.' } };
    return { said: readShopifyOrder(message, order, new Date(order.instant('updated_at').getTime() + 999)) };
  });
}
