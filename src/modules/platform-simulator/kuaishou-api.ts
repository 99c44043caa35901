import { ApiParams } from './api-params.js';
import { ordersChanged, pageOf, refundsChanged, refundsOf, type Stretch } from './changed-orders.js';
import { hmacSha256, md5Hex } from './digest.js';
import { kuaishouOrder, kuaishouRefund } from './kuaishou-orders.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import { credentialOf } from './shop-credential.js';
import type { SimulatedShop } from './simulated-shop.js';

const NO_MORE = 'nomore';
const LONGEST_MS = { orders: 7 * 86_400_000, refunds: 86_400_000 };

export const kuaishouApi: PlatformApiSide = {
  answer: (question, shops) => (question.path === '/oauth2/refresh_token' ? renewToken(question, shops) : answerSigned(question, shops)),
  tooMany: fault(802_000, 'Exceed qps limit, KEY [apiId:1234]'),
};

const TOKEN_EXPIRED: ApiAnswer = { status: 200, body: { result: 100_200_102, error: 'access_denied', error_msg: 'TOKEN过期' } };

/** Over all parameters of the address but the signature itself. */
export function kuaishouApiSign(params: Readonly<Record<string, string>>, signSecret: string): string {
  const named = Object.keys(params).filter((name) => name !== 'sign');
  const pairs = named.sort().map((name) => `${name}=${params[name] ?? ''}`);
  const content = [...pairs, `signSecret=${signSecret}`].join('&');
  return params.signMethod === 'HMAC_SHA256' ? hmacSha256(signSecret, content, 'base64') : md5Hex(content);
}

function answerSigned({ method, path, query }: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const ofApp = shops.filter((shop) => credentialOf(shop.draft, 'appKey') === query.get('appkey'));
  const [first] = ofApp;
  if (first === undefined) return fault(21, 'appkey不存在');
  const name = query.get('method') ?? '';
  const sign = kuaishouApiSign(Object.fromEntries(query), credentialOf(first.draft, 'signSecret'));
  if (method !== 'GET' || path !== `/${name.replaceAll('.', '/')}` || query.get('sign') !== sign) return fault(26, '签名校验失败');
  const shop = ofApp.find(({ tokens }) => tokens.isGood(query.get('access_token')));
  return shop === undefined ? TOKEN_EXPIRED : answerOf(name, ApiParams.ofJson(query.get('param')), shop);
}

function answerOf(name: string, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  if (name === 'open.order.detail') return orderDetail(params, shop);
  if (name === 'open.order.cursor.list') return orderList(params, shop);
  if (name === 'open.seller.order.refund.detail') return refundDetail(params, shop);
  if (name === 'open.seller.order.refund.pcursor.list') return refundList(params, shop);
  return fault(25, `api不存在: ${name}`);
}

function orderDetail(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const order = shop.findOrder(params.text('oid'));
  return order === null ? fault(300_001, 'ORDER NOT FOUND') : success(kuaishouOrder(shop.draft, order));
}

function refundDetail(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const found = refundsOf(shop).find(({ refund }) => refund.refundNo === params.text('refundId'));
  return found === undefined ? fault(300_011, '退款单不存在') : success(kuaishouRefund(shop.draft, found));
}

function orderList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const stretch = stretchOf(params);
  if (stretch.untilMs - stretch.fromMs > LONGEST_MS.orders) return fault(100_001, '查询时间范围不能超过7天');
  const { shown, next } = cut(ordersChanged(shop, stretch), params.text('cursor'), Math.min(50, params.number('pageSize', 50)));
  return success({ orderList: shown.map((order) => kuaishouOrder(shop.draft, order)), cursor: next, pageSize: shown.length });
}

function refundList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const stretch = stretchOf(params);
  if (stretch.untilMs - stretch.fromMs > LONGEST_MS.refunds) return fault(100_001, '查询时间范围不能超过1天');
  const found = refundsChanged(shop, stretch);
  const { shown, next } = cut(found, params.text('pcursor'), Math.min(100, params.number('pageSize', 100)));
  const refundOrderInfoList = shown.map((refund) => kuaishouRefund(shop.draft, refund));
  return success({ refundOrderInfoList, pcursor: next, currentPage: params.number('currentPage', 1), totalSize: found.length });
}

/** A cursor hides the number of the page it leads to. */
function cut<Item>(items: readonly Item[], cursor: string, size: number): { shown: Item[]; next: string } {
  const page = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  const hasMore = (page + 1) * size < items.length;
  return { shown: pageOf(items, page, size), next: hasMore ? Buffer.from(String(page + 1)).toString('base64') : NO_MORE };
}

function stretchOf(params: ApiParams): Stretch {
  return { fromMs: params.number('beginTime', 0), untilMs: params.number('endTime', 0) };
}

function renewToken({ method, query, body }: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const form = method === 'POST' ? new URLSearchParams(body) : query;
  const isOurs = (shop: SimulatedShop): boolean =>
    credentialOf(shop.draft, 'appKey') === form.get('app_id') && credentialOf(shop.draft, 'appSecret') === form.get('app_secret');
  const shop = shops.filter(isOurs).find(({ tokens }) => tokens.refresh(form.get('refresh_token')));
  if (shop === undefined)
    return { status: 200, body: { result: 100_200_102, error: 'access_denied', error_msg: 'refreshToken.discarded' } };
  const { accessToken, refreshToken } = shop.tokens;
  const times = { expires_in: 172_800, refresh_token_expires_in: 15_552_000 };
  const answer = { result: 1, access_token: accessToken, refresh_token: refreshToken, ...times, scopes: ['merchant_order'] };
  return { status: 200, body: answer };
}

function success(data: unknown): ApiAnswer {
  return { status: 200, body: { result: 1, msg: 'success', error_msg: 'SUCCESS', code: '1', requestId: '2026112500000000', data } };
}

function fault(result: number, message: string): ApiAnswer {
  return {
    status: 200,
    body: { result, msg: message, error_msg: message, code: String(result), requestId: '2026112500000000', data: null },
  };
}
