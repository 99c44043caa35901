import { tokensFor } from '../api-answer.js';
import { cursorPages } from '../cursor-pages.js';
import { numberOnly } from '../listed-order.js';
import type { ApiCall, ApiRequest, ApiShop, Ask, ListedOrder, PlatformApi } from '../platform-api.js';
import { isJsonObject, listOf, memberOf, wordOf } from '../pushed-json.js';
import { judgeWeixinAnswer } from './weixin-answers.js';
import { readWeixinOrder } from './weixin-order.js';

const TOKEN = '/cgi-bin/stable_token';
const ORDER = '/channels/ec/order/get';
const ORDERS = '/channels/ec/order/list/get';
const AFTERSALE = '/channels/ec/aftersale/getaftersaleorder';
const AFTERSALES = '/channels/ec/aftersale/getaftersalelist';

/** The shop's API. A token opens it; calls are not signed. */
export const weixinApi: PlatformApi = {
  baseUrl: 'https://api.weixin.qq.com',
  callsPerSecond: 10,
  // A day of after-sales; orders may be asked for by the week. Whole seconds at both ends add up to two.
  longestRangeMs: 24 * 3_600_000 - 2_000,
  listsNumbersOnly: true,
  request,
  judge: judgeWeixinAnswer,
  renewal: ({ credentials }) => (credentials.appSecret ? { name: TOKEN, params: {} } : null),
  tokensIn: tokensFor,
  fetchOrder,
  listChanged,
  read: readWeixinOrder,
};

/** Without a token the platform answers that there is none, which asks for the first one as an expired one asks for the next. */
function request({ name, params }: ApiCall, { credentials, tokens }: ApiShop): ApiRequest | null {
  const { appId, appSecret } = credentials;
  if (!appId || !appSecret) return null;
  const isForToken = name === TOKEN;
  const body = isForToken ? { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false } : params;
  const path = isForToken ? TOKEN : `${name}?access_token=${encodeURIComponent(tokens?.accessToken ?? '')}`;
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * `delivery_info` goes with the buyer's address before anything is stored; when the goods went out is taken out of it first.
 */
async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const order = memberOf(await ask({ name: ORDER, params: { order_id: orderNo } }), 'order');
  if (!isJsonObject(order)) return null;
  const delivery = memberOf(memberOf(order, 'order_detail'), 'delivery_info');
  return {
    order,
    aftersales: await fetchAftersales(order, ask),
    ship_done_time: memberOf(delivery, 'ship_done_time') ?? null,
    parcels: listOf(memberOf(delivery, 'delivery_product_info')).map((parcel) => ({
      delivery_time: memberOf(parcel, 'delivery_time') ?? null,
      product_infos: memberOf(parcel, 'product_infos') ?? [],
    })),
  };
}

async function fetchAftersales(order: object, ask: Ask): Promise<unknown[]> {
  const numbers = listOf(memberOf(memberOf(order, 'aftersale_detail'), 'aftersale_order_list'));
  const aftersales: unknown[] = [];
  for (const number of textsOf(numbers.map((entry) => memberOf(entry, 'aftersale_order_id')))) {
    const aftersale = await fetchAftersale(number, ask);
    if (aftersale !== undefined) aftersales.push(aftersale);
  }
  return aftersales;
}

async function fetchAftersale(number: string, ask: Ask): Promise<unknown> {
  return memberOf(await ask({ name: AFTERSALE, params: { after_sale_order_id: number } }), 'after_sale_order');
}

async function* listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]> {
  const [start, end] = [Math.floor(from.getTime() / 1_000), Math.ceil(until.getTime() / 1_000)];
  const ofOrders = { update_time_range: { start_time: start, end_time: end }, page_size: 100 };
  for await (const numbers of pages(ORDERS, ofOrders, 'order_id_list', ask)) yield numbers.map(numberOnly);
  const ofAftersales = { begin_update_time: start, end_update_time: end };
  for await (const numbers of pages(AFTERSALES, ofAftersales, 'after_sale_order_id_list', ask)) yield await ordersOf(numbers, ask);
}

async function ordersOf(aftersaleNumbers: readonly string[], ask: Ask): Promise<ListedOrder[]> {
  const orderNos: unknown[] = [];
  for (const number of aftersaleNumbers) orderNos.push(memberOf(await fetchAftersale(number, ask), 'order_id'));
  return textsOf(orderNos).map(numberOnly);
}

async function* pages(name: string, params: Readonly<Record<string, unknown>>, list: string, ask: Ask): AsyncIterable<string[]> {
  const askPage = (key: string) => ask({ name, params: key === '' ? params : { ...params, next_key: key } });
  const nextIn = (answer: unknown) => (memberOf(answer, 'has_more') === true ? memberOf(answer, 'next_key') : null);
  for await (const answer of cursorPages(askPage, nextIn)) yield textsOf(listOf(memberOf(answer, list)));
}

function textsOf(values: readonly unknown[]): string[] {
  return values.map(wordOf).filter((word) => word !== null);
}
