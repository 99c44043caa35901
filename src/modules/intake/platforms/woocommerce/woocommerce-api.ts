import { busy, refused } from '../api-answer.js';
import { FieldReader } from '../field-reader.js';
import { listedOrder } from '../listed-order.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import type { ApiCall, ApiRequest, ApiShop, Ask, ListedOrder, PlatformApi, Verdict } from '../platform-api.js';
import { isJsonObject, listOf, memberOf, wordOf } from '../pushed-json.js';
import { addressOf } from '../query-text.js';
import { readingOf, saidOrder } from '../said.js';
import { canAsk, storeAddress } from './woocommerce-credentials.js';
import { lifted, liftedRefund } from './woocommerce-envelope.js';
import { readWooOrder, utcTimeOf, wooHeader } from './woocommerce-order.js';
import { refundsOfApi } from './woocommerce-refunds.js';

const ROOT = '/wp-json/wc/v3';
const PER_PAGE = 100;
const SECOND_MS = 1_000;

/** The REST API of one shop, with a key that does not expire. */
export const wooCommerceApi: PlatformApi = {
  baseUrl: null,
  shopUrl: ({ credentials }) => storeAddress(credentials.storeUrl ?? ''),
  // Shops on small hosts: they must go on selling meanwhile.
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
  if (!canAsk(credentials)) return null;
  const key = Buffer.from(`${credentials.consumerKey}:${credentials.consumerSecret}`).toString('base64');
  return {
    method: 'GET',
    path: addressOf(`${ROOT}${name}`, params),
    headers: { Authorization: `Basic ${key}`, Accept: 'application/json' },
    body: null,
  };
}

function judge(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  const code = memberOf(body, 'code');
  // "No route" means that there is no such API at the address, not that there is no such order.
  if (status === 404 && code !== 'rest_no_route' && code !== undefined) return { kind: 'not-found' };
  if (status === 429 || status >= 500) return busy(headers);
  if (status === 200 && typeof body === 'object' && body !== null) return { kind: 'answer', data: body };
  return refused(wordOf(memberOf(body, 'message')) ?? 'The shop refused the call.', `api.http-${status}`);
}

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const name = `/orders/${encodeURIComponent(orderNo)}`;
  const order = await ask({ name, params: {} });
  if (!isJsonObject(order)) return null;
  const hasRefunds = listOf(order.refunds).length > 0;
  const refunds = hasRefunds ? listOf(await ask({ name: `${name}/refunds`, params: { per_page: PER_PAGE } })) : [];
  return { order: lifted(order), refund_details: refunds.filter(isJsonObject).map(liftedRefund) };
}

/**
 * Both ends are exclusive at the shop, and times are to the second. The list ends with a page that is not full, or that brings nothing new:
 * some shops answer the same page for ever.
 */
async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const modified_after = secondText(Math.ceil(from.getTime() / SECOND_MS) - 1);
  const modified_before = secondText(Math.ceil(until.getTime() / SECOND_MS));
  const range = { modified_after, modified_before, dates_are_gmt: 'true', status: 'any', orderby: 'id', order: 'asc', per_page: PER_PAGE };
  const seen = new Set<string>();
  for (let page = 1, isLast = false; !isLast; page += 1) {
    const answer = await ask({ name: '/orders', params: { ...range, page } });
    const orders = FieldReader.of({ orders: answer }, '').list('orders').map(listed);
    const unseen = orders.filter(({ orderNo }) => !seen.has(orderNo));
    for (const { orderNo } of unseen) seen.add(orderNo);
    yield unseen;
    isLast = orders.length < PER_PAGE || unseen.length === 0;
  }
}

function secondText(second: number): string {
  return new Date(second * SECOND_MS).toISOString().slice(0, 19);
}

function listed(fields: FieldReader): ListedOrder {
  return listedOrder(fields.id('id'), () => wooHeader(readWooOrder(fields)));
}

/** Fetched later than anything pushed in the second that the order names. Refunds never change; they are said as of the order. */
function readFetched(message: StoredMessage): Reading {
  const orderNo = wordOf(memberOf(memberOf(message.body, 'order'), 'id'));
  return readingOf({ type: 'order', orderNo }, () => {
    const body = FieldReader.of(message.body, '');
    const read = readWooOrder(body.object('order'));
    const saidAt = new Date(utcTimeOf(read.fields, 'date_modified_gmt').getTime() + 999);
    const order = saidOrder(message, read.orderNo, saidAt, wooHeader(read));
    const refunds = refundsOfApi(read, body.optionalList('refund_details'));
    return { said: [order, ...refunds.map((refund) => saidOrder(message, read.orderNo, saidAt, null, [refund]))] };
  });
}
