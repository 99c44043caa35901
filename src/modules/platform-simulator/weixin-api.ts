import { ApiParams } from './api-params.js';
import { ordersChanged, pageOf, refundsChanged, refundsOf, type Stretch } from './changed-orders.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import { credentialOf } from './shop-credential.js';
import type { SimulatedShop } from './simulated-shop.js';
import { weixinAftersale, weixinOrder } from './weixin-orders.js';

const DAY_MS = 86_400_000;
const AFTERSALES_PER_PAGE = 10;

export const weixinApi: PlatformApiSide = {
  answer: (question, shops) => {
    if (question.method !== 'POST') return fault(43_002, 'require POST method');
    return question.path === '/cgi-bin/stable_token' ? giveToken(ApiParams.ofJson(question.body), shops) : answerKnown(question, shops);
  },
  tooMany: fault(45_009, 'reach max api daily quota limit'),
};

/** The token that still holds; a new one if it does not. */
function giveToken(params: ApiParams, shops: readonly SimulatedShop[]): ApiAnswer {
  const shop = shops.find(({ draft }) => credentialOf(draft, 'appId') === params.text('appid'));
  if (shop === undefined) return fault(40_013, 'invalid appid');
  if (credentialOf(shop.draft, 'appSecret') !== params.text('secret')) return fault(40_125, 'invalid appsecret');
  if (!shop.tokens.isGood(shop.tokens.accessToken)) shop.tokens.renew();
  return { status: 200, body: { access_token: shop.tokens.accessToken, expires_in: 7_200 } };
}

function answerKnown({ path, query, body }: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const token = query.get('access_token');
  if (token === null || token === '') return fault(41_001, 'access_token missing');
  const shop = shops.find(({ tokens }) => tokens.isKnown(token));
  if (shop === undefined) return fault(40_001, 'invalid credential, access_token is invalid or not latest');
  if (!shop.tokens.isGood(token)) return fault(42_001, 'access_token expired');
  return answerOf(path, ApiParams.ofJson(body), shop);
}

function answerOf(path: string, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  if (path === '/channels/ec/order/get') return orderDetail(params, shop);
  if (path === '/channels/ec/order/list/get') return orderList(params, shop);
  if (path === '/channels/ec/aftersale/getaftersaleorder') return aftersaleDetail(params, shop);
  if (path === '/channels/ec/aftersale/getaftersalelist') return aftersaleList(params, shop);
  return fault(40_066, 'invalid url');
}

function orderDetail(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const order = shop.findOrder(params.text('order_id'));
  return order === null ? fault(10_020_050, 'order not exist') : success({ order: weixinOrder(order) });
}

function aftersaleDetail(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const found = refundsOf(shop).find(({ refund }) => refund.refundNo === params.text('after_sale_order_id'));
  return found === undefined ? fault(10_021_050, 'after sale order not exist') : success({ after_sale_order: weixinAftersale(found) });
}

function orderList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const stretch = stretchOf(params.within('update_time_range'), 'start_time', 'end_time');
  if (stretch.untilMs - stretch.fromMs > 7 * DAY_MS + 999) return fault(10_020_004, 'time range too long');
  const { shown, rest } = cut(ordersChanged(shop, stretch), params, Math.min(100, params.number('page_size', 10)));
  return success({ order_id_list: shown.map(({ orderNo }) => orderNo), ...rest });
}

function aftersaleList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const stretch = stretchOf(params, 'begin_update_time', 'end_update_time');
  if (stretch.untilMs - stretch.fromMs > DAY_MS + 999) return fault(10_020_004, 'time range too long');
  const { shown, rest } = cut(refundsChanged(shop, stretch), params, AFTERSALES_PER_PAGE);
  return success({ after_sale_order_id_list: shown.map(({ refund }) => refund.refundNo), ...rest });
}

/** The key of a page hides its number. */
function cut<Item>(items: readonly Item[], params: ApiParams, size: number): { shown: Item[]; rest: Record<string, unknown> } {
  const key = params.text('next_key');
  const page = key === '' ? 0 : Number(Buffer.from(key, 'base64').toString());
  const hasMore = (page + 1) * size < items.length;
  const next = hasMore ? Buffer.from(String(page + 1)).toString('base64') : '';
  return { shown: pageOf(items, page, size), rest: { has_more: hasMore, next_key: next } };
}

/** Whole seconds, both included. */
function stretchOf(params: ApiParams, from: string, until: string): Stretch {
  return { fromMs: params.number(from, 0) * 1_000, untilMs: params.number(until, 0) * 1_000 + 999 };
}

function success(data: Record<string, unknown>): ApiAnswer {
  return { status: 200, body: { errcode: 0, errmsg: 'ok', ...data } };
}

function fault(errcode: number, errmsg: string): ApiAnswer {
  return { status: 200, body: { errcode, errmsg } };
}
