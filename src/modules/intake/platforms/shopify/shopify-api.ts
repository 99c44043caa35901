import { saidAmount } from '../decimal.js';
import { FieldFault, FieldReader } from '../field-reader.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import type { ApiCall, ApiRequest, ApiShop, Ask, ListedOrder, PlatformApi, Verdict } from '../platform-api.js';
import { isJsonObject } from '../pushed-json.js';
import { readingOf } from '../said.js';
import { withBuyerId } from './shopify-envelope.js';
import { currencyOf, goodsOf, isTestOrder, paidAtOf, readShopifyOrder } from './shopify-order.js';

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
  const query = new URLSearchParams(Object.entries(params).map(([key, value]): [string, string] => [key, String(value)])).toString();
  return {
    method: 'GET',
    path: `${VERSION}${name}${query === '' ? '' : `?${query}`}`,
    headers: { 'X-Shopify-Access-Token': accessToken, Accept: 'application/json' },
    body: null,
  };
}

function judge(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  if (status === 404) return { kind: 'not-found' };
  if (status === 429 || status >= 500) return { kind: 'busy', retryAfterMs: retryAfterMs(headers['retry-after']) };
  if (status !== 200 || !isJsonObject(body)) return { kind: 'refused', fault: { code: `api.http-${status}`, detail: errorsIn(body) } };
  return { kind: 'answer', data: { ...body, nextPage: nextPageIn(headers.link ?? '') } };
}

function retryAfterMs(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && seconds >= 0 && seconds <= 3_600 ? Math.ceil(seconds * 1_000) : null;
}

function errorsIn(body: unknown): string {
  const errors = isJsonObject(body) ? body.errors : null;
  return typeof errors === 'string' ? errors.slice(0, 300) : 'Shopify refused the call.';
}

/** `Link: <…page_info=abc…>; rel="next"`, beside the previous page's. */
function nextPageIn(link: string): string | null {
  const [, address = ''] = /<([^<>]+)>;\s*rel="?next"?/.exec(link) ?? [];
  const [, query = ''] = address.split('?');
  return new URLSearchParams(query).get('page_info');
}

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const answer = await ask({ name: `/orders/${encodeURIComponent(orderNo)}.json`, params: {} });
  const order = isJsonObject(answer) ? answer.order : null;
  return isJsonObject(order) ? { order: withBuyerId(order) } : null;
}

async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const range = { status: 'any', updated_at_min: from.toISOString(), updated_at_max: until.toISOString(), ...PAGE };
  for (let params: ApiCall['params'] | null = range; params !== null;) {
    const page = FieldReader.of(await ask({ name: '/orders.json', params }), '');
    // The upper end is inclusive at Shopify.
    const orders = page.optionalList('orders').filter((order) => order.instant('updated_at') < until && !isTestOrder(order));
    yield orders.map(listed);
    const nextPage = page.optionalText('nextPage');
    params = nextPage === null ? null : { ...PAGE, page_info: nextPage };
  }
}

function listed(order: FieldReader): ListedOrder {
  return { orderNo: order.id('id'), paidAt: paidAtOf(order), paidFen: paidFenOf(order) };
}

function paidFenOf(order: FieldReader): number | null {
  try {
    return currencyOf(order) === 'CNY' ? saidAmount(goodsOf(order), 'CNY', order, 'line_items').fen : null;
  } catch (error) {
    if (error instanceof FieldFault) return null;
    throw error;
  }
}

/** Fetched later than anything pushed in the second that `updated_at` names. */
function readFetched(message: StoredMessage): Reading {
  const about = { type: 'order', orderNo: orderNoIn(message.body) };
  return readingOf(about, () => {
    const order = FieldReader.of(message.body, '').object('order');
    if (isTestOrder(order)) return { ignored: { code: 'message.test', detail: 'A test order.' } };
    return { said: readShopifyOrder(message, order, new Date(order.instant('updated_at').getTime() + 999)) };
  });
}

function orderNoIn(body: unknown): string | null {
  const order = isJsonObject(body) ? body.order : null;
  const id = isJsonObject(order) ? order.id : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
