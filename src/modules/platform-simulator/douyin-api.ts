import { ApiParams } from './api-params.js';
import { ordersChanged, pageOf, refundsChanged, refundsOf, type Stretch } from './changed-orders.js';
import { hmacSha256, md5Hex } from './digest.js';
import { douyinAftersale, douyinOrder } from './douyin-orders.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import { credentialOf } from './shop-credential.js';
import type { SimulatedShop } from './simulated-shop.js';
import { bareId } from './wire-format.js';

const WEEK_SECONDS = 604_800;

export const douyinApi: PlatformApiSide = {
  answer: (question, shops) => answerSigned(question, shops),
  tooMany: fault(60_000, '超过限流限制', 'isv.limit-exceeded', '调用太频繁'),
};

interface SignedCall {
  readonly appKey: string;
  readonly method: string;
  readonly paramJson: string;
  readonly timestamp: string;
  readonly version: string;
}

export function douyinApiSign(call: SignedCall, appSecret: string, signMethod: string): string {
  const named = { app_key: call.appKey, method: call.method, param_json: call.paramJson, timestamp: call.timestamp, v: call.version };
  const middle = Object.entries(named).map(([name, value]) => name + value);
  const content = appSecret + middle.join('') + appSecret;
  return signMethod === 'hmac-sha256' ? hmacSha256(appSecret, content, 'hex') : md5Hex(content);
}

function answerSigned(question: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const ofApp = shops.filter((shop) => credentialOf(shop.draft, 'appKey') === question.query.get('app_key'));
  const [first] = ofApp;
  if (first === undefined) return fault(40_003, '非法的参数', 'isv.app-key-invalid', 'app_key不存在');
  if (!isSigned(question, credentialOf(first.draft, 'appSecret')))
    return fault(40_003, '非法的参数', 'isv.signature-invalid', '签名校验失败');
  const params = ApiParams.ofJson(question.body);
  if (question.query.get('method') === 'token.refresh') return renewToken(params, ofApp);
  const token = question.query.get('access_token');
  const shop = ofApp.find(({ tokens }) => tokens.isKnown(token));
  if (shop === undefined) return fault(40_003, '非法的参数', 'isv.access-token-no-existed', 'access_token不存在');
  if (!shop.tokens.isGood(token)) return fault(40_003, '非法的参数', 'isv.access-token-expired', 'access_token已过期');
  return answerOf(question.query.get('method') ?? '', params, shop);
}

/** The method stands in the path and in the query; both must be the same one. */
function isSigned({ method, path, query, body }: ApiQuestion, appSecret: string): boolean {
  const name = query.get('method') ?? '';
  if (method !== 'POST' || path !== `/${name.replaceAll('.', '/')}` || !isCanonical(body)) return false;
  const call = {
    appKey: query.get('app_key') ?? '',
    method: name,
    paramJson: body,
    timestamp: query.get('timestamp') ?? '',
    version: query.get('v') ?? '',
  };
  const isDated = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(call.timestamp);
  return isDated && query.get('sign') === douyinApiSign(call, appSecret, query.get('sign_method') ?? 'md5');
}

/** Compact, and free of the characters that must be written as \u0026 \u003c \u003e. */
function isCanonical(paramJson: string): boolean {
  return !/[&<>]/.test(paramJson) && !/^\{\s|\s\}$/.test(paramJson);
}

function renewToken(params: ApiParams, shops: readonly SimulatedShop[]): ApiAnswer {
  const shop = shops.find(({ tokens }) => tokens.refresh(params.text('refresh_token')));
  if (shop === undefined) return fault(50_002, '业务处理失败', 'isv.business-failed:31009', 'refresh_token无效');
  const { accessToken, refreshToken } = shop.tokens;
  const tokens = { access_token: accessToken, refresh_token: refreshToken, expires_in: WEEK_SECONDS, scope: 'SCOPE' };
  return success({ ...tokens, shop_id: bareId(shop.draft.externalShopId), shop_name: '村播小店' });
}

function answerOf(method: string, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  if (method === 'order.orderDetail') return orderDetail(params, shop);
  if (method === 'order.searchList') return orderList(params, shop);
  if (method === 'afterSale.List') return aftersaleList(params, shop);
  return fault(40_002, '缺少参数', 'isv.invalid-method', `没有接口 ${method}`);
}

function orderDetail(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const order = shop.findOrder(params.text('shop_order_id'));
  if (order === null) return fault(40_004, '非法的参数', 'isv.parameter-invalid:20001', '订单不存在');
  return success({ shop_order_detail: douyinOrder(shop.draft, order) });
}

function orderList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const [page, size] = [params.number('page', 0), params.number('size', 10)];
  const orders = ordersChanged(shop, stretchOf(params, 'update_time_start', 'update_time_end'));
  const shown = pageOf(orders, page, size).map((order) => douyinOrder(shop.draft, order));
  return success({ page, size, total: orders.length, shop_order_list: shown });
}

function aftersaleList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const [page, size, orderNo] = [params.number('page', 0), params.number('size', 10), params.text('order_id')];
  const ofOrder = refundsOf(shop).filter(({ order }) => order.orderNo === orderNo);
  const found = orderNo === '' ? refundsChanged(shop, stretchOf(params, 'update_start_time', 'update_end_time')) : ofOrder;
  const items = pageOf(found, page, size).map(douyinAftersale);
  return success({ items, has_more: (page + 1) * size < found.length, total: found.length, page, size });
}

/** Whole seconds, both included: the last one with all its milliseconds. */
function stretchOf(params: ApiParams, from: string, until: string): Stretch {
  return { fromMs: params.number(from, 0) * 1_000, untilMs: params.number(until, 0) * 1_000 + 999 };
}

function success(data: unknown): ApiAnswer {
  return { status: 200, body: { code: 10_000, msg: 'success', sub_code: '', sub_msg: '', log_id: '20261125000000', data } };
}

function fault(code: number, msg: string, subCode: string, subMsg: string): ApiAnswer {
  return { status: 200, body: { code, msg, sub_code: subCode, sub_msg: subMsg, log_id: '20261125000000', data: null } };
}
