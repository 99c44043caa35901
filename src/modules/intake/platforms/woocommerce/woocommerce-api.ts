import { saidAmount } from '../decimal.js';
import { FieldFault, FieldReader } from '../field-reader.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import type { ApiCall, ApiRequest, ApiShop, Ask, ListedOrder, PlatformApi, Verdict } from '../platform-api.js';
import { isJsonObject } from '../pushed-json.js';
import { readingOf, saidOrder } from '../said.js';
import { canAsk, storeAddress } from './woocommerce-credentials.js';
import { lifted, liftedRefund } from './woocommerce-envelope.js';
import { goodsOf, readWooOrder, utcTimeOf, wooHeader } from './woocommerce-order.js';
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
  const query = new URLSearchParams(Object.entries(params).map(([key, value]): [string, string] => [key, String(value)])).toString();
  const key = Buffer.from(`${credentials.consumerKey}:${credentials.consumerSecret}`).toString('base64');
  return {
    method: 'GET',
    path: `${ROOT}${name}${query === '' ? '' : `?${query}`}`,
    headers: { Authorization: `Basic ${key}`, Accept: 'application/json' },
    body: null,
  };
}

function judge(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  const { code, message }: Record<string, unknown> = isJsonObject(body) ? body : {};
  // "No route" means that there is no such API at the address, not that there is no such order.
  if (status === 404 && code !== 'rest_no_route' && code !== undefined) return { kind: 'not-found' };
  if (status === 429 || status >= 500) return { kind: 'busy', retryAfterMs: retryAfterMs(headers['retry-after']) };
  if (status === 200 && typeof body === 'object' && body !== null) return { kind: 'answer', data: body };
  const detail = typeof message === 'string' ? message.slice(0, 300) : 'The shop refused the call.';
  return { kind: 'refused', fault: { code: `api.http-${status}`, detail } };
}

function retryAfterMs(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && seconds >= 0 && seconds <= 3_600 ? Math.ceil(seconds * SECOND_MS) : null;
}

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const name = `/orders/${encodeURIComponent(orderNo)}`;
  const order = await ask({ name, params: {} });
  if (!isJsonObject(order)) return null;
  const hasRefunds = Array.isArray(order.refunds) && order.refunds.length > 0;
  const refunds: unknown = hasRefunds ? await ask({ name: `${name}/refunds`, params: { per_page: PER_PAGE } }) : [];
  const details: unknown[] = Array.isArray(refunds) ? refunds : [];
  return { order: lifted(order), refund_details: details.filter(isJsonObject).map(liftedRefund) };
}

/** Both ends are exclusive at the shop, and times are to the second. */
async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const modified_after = secondText(Math.ceil(from.getTime() / SECOND_MS) - 1);
  const modified_before = secondText(Math.ceil(until.getTime() / SECOND_MS));
  const range = { modified_after, modified_before, dates_are_gmt: 'true', status: 'any', orderby: 'id', order: 'asc', per_page: PER_PAGE };
  for (let page = 1, size = PER_PAGE; size === PER_PAGE; page += 1) {
    const answer = await ask({ name: '/orders', params: { ...range, page } });
    const orders = FieldReader.of({ orders: answer }, '').list('orders');
    yield orders.map(listed);
    size = orders.length;
  }
}

function secondText(second: number): string {
  return new Date(second * SECOND_MS).toISOString().slice(0, 19);
}

/** The list is there to find what is missing; an order with a fault in it is found too. */
function listed(fields: FieldReader): ListedOrder {
  const orderNo = fields.id('id');
  try {
    const order = readWooOrder(fields);
    const paidFen = order.currency === 'CNY' ? saidAmount(goodsOf(order), 'CNY', fields, 'line_items').fen : null;
    return { orderNo, paidAt: fields.optionalUtcTime('date_paid_gmt'), paidFen };
  } catch (error) {
    if (error instanceof FieldFault) return { orderNo, paidAt: null, paidFen: null };
    throw error;
  }
}

/** Fetched later than anything pushed in the second that the order names. Refunds never change; they are said as of the order. */
function readFetched(message: StoredMessage): Reading {
  const order = isJsonObject(message.body) && isJsonObject(message.body.order) ? message.body.order : {};
  const orderNo = typeof order.id === 'number' || typeof order.id === 'string' ? String(order.id) : null;
  return readingOf({ type: 'order', orderNo }, () => {
    const body = FieldReader.of(message.body, '');
    const read = readWooOrder(body.object('order'));
    const saidAt = new Date(utcTimeOf(read.fields, 'date_modified_gmt').getTime() + 999);
    const refunds = refundsOfApi(read, body.optionalList('refund_details'));
    const words = refunds.map((refund) => saidOrder(message, read.orderNo, saidAt, null, [refund]));
    return { said: [saidOrder(message, read.orderNo, saidAt, wooHeader(read)), ...words] };
  });
}
