import { ApiParams } from './api-params.js';
import { ordersChanged, pageOf, refundsChanged, refundsOf, type RefundOfOrder } from './changed-orders.js';
import { hmacSha256 } from './digest.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import { credentialOf } from './shop-credential.js';
import type { SimulatedShop } from './simulated-shop.js';
import { tiktokCancellation, tiktokOrder, tiktokReturn } from './tiktok-orders.js';
import { isCancellation } from './tiktok-words.js';
import { epochSeconds } from './wire-format.js';

const WEEK_SECONDS = 604_800;

export const tiktokApi: PlatformApiSide = {
  answer: (question, shops) => (question.path === '/api/v2/token/refresh' ? renewToken(question, shops) : answerSigned(question, shops)),
  tooMany: { ...fault(429, 36_009_002, 'Request rate limit exceeded'), headers: { 'retry-after': '1' } },
};

/** The address's parameters by name, without the signature and the token, around which stand path and body. */
export function tiktokApiSign(path: string, query: URLSearchParams, body: string, appSecret: string): string {
  const named = [...query].filter(([name]) => name !== 'sign' && name !== 'access_token');
  const pairs = named.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => name + value);
  return hmacSha256(appSecret, appSecret + path + pairs.join('') + body + appSecret, 'hex');
}

function answerSigned(question: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const { path, query, body, headers } = question;
  const ofApp = shops.filter(({ draft }) => credentialOf(draft, 'appKey') === query.get('app_key'));
  const [first] = ofApp;
  if (first === undefined) return fault(401, 36_004_001, 'Invalid app_key');
  if (query.get('sign') !== tiktokApiSign(path, query, body, credentialOf(first.draft, 'appSecret')))
    return fault(400, 106_001, 'Invalid sign: signature is invalid');
  const token = headers['x-tts-access-token']?.toString();
  const shop = ofApp.find(({ tokens }) => tokens.isKnown(token));
  if (shop === undefined) return fault(401, 105_001, 'Access token is invalid');
  if (!shop.tokens.isGood(token)) return fault(401, 105_002, 'Expired credentials');
  const cipher = shop.draft.credentials.shopCipher;
  if (cipher !== undefined && query.get('shop_cipher') !== cipher) return fault(400, 106_013, 'Invalid shop_cipher');
  return answerOf(question, shop);
}

function answerOf({ method, path, query, body }: ApiQuestion, shop: SimulatedShop): ApiAnswer {
  const params = ApiParams.ofJson(body);
  if (method === 'GET' && path === '/order/202309/orders') return orderDetail(query, shop);
  if (method === 'POST' && path === '/order/202309/orders/search') return orderList(query, params, shop);
  if (method === 'POST' && path === '/return_refund/202309/returns/search') return returnList(query, params, shop);
  if (method === 'POST' && path === '/return_refund/202309/cancellations/search') return cancellationList(query, params, shop);
  return fault(404, 36_009_009, 'Invalid path');
}

function orderDetail(query: URLSearchParams, shop: SimulatedShop): ApiAnswer {
  const found = (query.get('ids') ?? '').split(',').map((orderNo) => shop.findOrder(orderNo));
  return success({ orders: found.filter((order) => order !== null).map(tiktokOrder) });
}

function orderList(query: URLSearchParams, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const orders = ordersChanged(shop, stretchOf(params));
  const { shown, rest } = cut(orders, query);
  return success({ orders: shown.map(tiktokOrder), ...rest });
}

function returnList(query: URLSearchParams, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const { shown, rest } = cut(
    refundsAsked(params, shop).filter(({ order, refund }) => !isCancellation(order, refund)),
    query,
  );
  return success({ return_orders: shown.map(tiktokReturn), ...rest });
}

function cancellationList(query: URLSearchParams, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const { shown, rest } = cut(
    refundsAsked(params, shop).filter(({ order, refund }) => isCancellation(order, refund)),
    query,
  );
  return success({ cancellations: shown.map(tiktokCancellation), ...rest });
}

/** Of some orders, or of a stretch of time. */
function refundsAsked(params: ApiParams, shop: SimulatedShop): RefundOfOrder[] {
  const orderNos = params.texts('order_ids');
  if (orderNos.length > 0) return refundsOf(shop).filter(({ order }) => orderNos.includes(order.orderNo));
  return refundsChanged(shop, stretchOf(params));
}

/** From the first second, and before the second that is not meant any more. */
function stretchOf(params: ApiParams): { fromMs: number; untilMs: number } {
  return { fromMs: params.number('update_time_ge', 0) * 1_000, untilMs: params.number('update_time_lt', 4_000_000_000) * 1_000 - 1 };
}

function cut<Item>(items: readonly Item[], query: URLSearchParams): { shown: Item[]; rest: Record<string, unknown> } {
  const params = ApiParams.ofQuery(query);
  const size = Math.min(100, params.number('page_size', 20));
  const token = params.text('page_token');
  const page = token === '' ? 0 : Number(Buffer.from(token, 'base64').toString());
  const next = (page + 1) * size < items.length ? Buffer.from(String(page + 1)).toString('base64') : '';
  return { shown: pageOf(items, page, size), rest: { next_page_token: next, total_count: items.length } };
}

function renewToken({ query, now }: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const isOurs = ({ draft }: SimulatedShop): boolean =>
    credentialOf(draft, 'appKey') === query.get('app_key') && credentialOf(draft, 'appSecret') === query.get('app_secret');
  const shop = shops.filter(isOurs).find(({ tokens }) => tokens.refresh(query.get('refresh_token')));
  if (shop === undefined) return fault(200, 36_004_004, 'invalid refresh token');
  const { accessToken, refreshToken } = shop.tokens;
  const expiry = epochSeconds(now) + WEEK_SECONDS;
  return success({
    access_token: accessToken,
    access_token_expire_in: expiry,
    refresh_token: refreshToken,
    refresh_token_expire_in: expiry + 52 * WEEK_SECONDS,
    open_id: 'seller0001',
    seller_name: 'Cunbo',
  });
}

function success(data: unknown): ApiAnswer {
  return { status: 200, body: { code: 0, message: 'Success', request_id: '202611250000000000', data } };
}

function fault(status: number, code: number, message: string): ApiAnswer {
  return { status, body: { code, message, request_id: '202611250000000000', data: null } };
}
