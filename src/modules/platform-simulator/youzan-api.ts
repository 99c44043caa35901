import { parseInstant } from '../../kernel/instant.js';
import { ApiParams } from './api-params.js';
import { ordersChanged, pageOf, refundsChanged } from './changed-orders.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import { credentialOf } from './shop-credential.js';
import type { SimulatedShop } from './simulated-shop.js';
import { fullOrder, youzanRefund, youzanTrade } from './youzan-orders.js';

const WEEK_MS = 604_800_000;
const MAX_SECOND = 9_999_999_999;
const NO_TRADE = { delivery_order: [], refund_order: [], full_order_info: { orders: [], pay_info: { phase_payments: [] } } };

export const youzanApi: PlatformApiSide = {
  answer: (question, shops) => (question.path === '/auth/token' ? giveToken(question, shops) : answerKnown(question, shops)),
  tooMany: gatewayFault(4_101, '请求过于频繁'),
};

function giveToken({ body, now }: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const params = ApiParams.ofJson(body);
  const ofApp = shops.filter(({ draft }) => credentialOf(draft, 'clientId') === params.text('client_id'));
  if (ofApp.length === 0) return tokenFault(1_103, 'Client 不存在');
  const trusted = ofApp.filter(({ draft }) => credentialOf(draft, 'clientSecret') === params.text('client_secret'));
  if (trusted.length === 0) return tokenFault(1_000, 'client_secret 错误');
  return params.text('authorize_type') === 'silent' ? tokenOfShop(params, trusted, now) : tokenForToken(params, trusted, now);
}

/** An app of the shop's own names the shop. */
function tokenOfShop(params: ApiParams, shops: readonly SimulatedShop[], now: Date): ApiAnswer {
  const shop = shops.find(({ draft }) => draft.externalShopId === params.text('grant_id'));
  if (shop === undefined) return tokenFault(1_004, '店铺未授权');
  shop.tokens.renew();
  return tokenAnswer(shop, now, {});
}

function tokenForToken(params: ApiParams, shops: readonly SimulatedShop[], now: Date): ApiAnswer {
  const shop = shops.find(({ tokens }) => tokens.refresh(params.text('refresh_token')));
  return shop === undefined ? tokenFault(1_004, 'refresh_token 无效') : tokenAnswer(shop, now, { refresh_token: shop.tokens.refreshToken });
}

function tokenAnswer({ tokens, draft }: SimulatedShop, now: Date, more: Record<string, string>): ApiAnswer {
  const data = { access_token: tokens.accessToken, expires: now.getTime() + WEEK_MS, scope: 'multi_store shop item trade', ...more };
  return { status: 200, body: { success: true, code: 200, data: { ...data, authority_id: draft.externalShopId }, message: null } };
}

function answerKnown({ method, path, query, body }: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer {
  const token = query.get('access_token');
  if (token === null || token === '') return gatewayFault(4_201, '请求凭证缺失');
  const shop = shops.find(({ tokens }) => tokens.isKnown(token));
  if (shop === undefined) return gatewayFault(4_203, '请求凭证不存在');
  if (!shop.tokens.isGood(token)) return gatewayFault(4_202, '请求凭证过期');
  return method === 'POST' ? answerOf(path, ApiParams.ofJson(body), shop) : gatewayFault(4_007, '请求方法不支持');
}

function answerOf(path: string, params: ApiParams, shop: SimulatedShop): ApiAnswer {
  if (path === '/api/youzan.trade.get/4.0.2') return tradeDetail(params, shop);
  if (path === '/api/youzan.trades.sold.get/4.0.4') return tradeList(params, shop);
  if (path === '/api/youzan.trade.refund.search/3.0.1') return refundList(params, shop);
  return gatewayFault(4_001, '接口不存在');
}

function tradeDetail(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const order = shop.findOrder(params.text('tid'));
  return order === null ? answer(5_000, false, 'trade not found', NO_TRADE) : success(youzanTrade(order));
}

function tradeList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const stretch = { fromMs: beijingMs(params.text('start_update')), untilMs: beijingMs(params.text('end_update')) + 999 };
  const orders = ordersChanged(shop, stretch);
  const shown = pageOf(orders, params.number('page_no', 1) - 1, Math.min(100, params.number('page_size', 20)));
  return success({ total_results: orders.length, full_order_info_list: shown.map((order) => ({ full_order_info: fullOrder(order) })) });
}

function refundList(params: ApiParams, shop: SimulatedShop): ApiAnswer {
  const [from, until] = [params.number('update_time_start', 0), params.number('update_time_end', MAX_SECOND)];
  const changed = refundsChanged(shop, { fromMs: from * 1_000, untilMs: until * 1_000 + 999 });
  const found = params.has('tid') ? changed.filter(({ order }) => order.orderNo === params.text('tid')) : changed;
  const [page, size] = [params.number('page_no', 1), params.number('page_size', 20)];
  if (page * size > 3_000) return answer(103_011_000, false, 'page_no * page_size 超过3000', null);
  return success({ total: found.length, refunds: pageOf(found, page - 1, size).map(youzanRefund) });
}

function beijingMs(text: string): number {
  return parseInstant(`${text.replace(' ', 'T')}+08:00`)?.getTime() ?? 0;
}

function success(data: unknown): ApiAnswer {
  return answer(200, true, 'successful', data);
}

function answer(code: number, isSuccess: boolean, message: string, data: unknown): ApiAnswer {
  return { status: 200, body: { trace_id: 'yz7-0a1b2c3d', code, success: isSuccess, message, data } };
}

function gatewayFault(code: number, message: string): ApiAnswer {
  return { status: 200, body: { gw_err_resp: { trace_id: 'yz7-0a1b2c3d', err_msg: message, err_code: code } } };
}

function tokenFault(code: number, message: string): ApiAnswer {
  return { status: 200, body: { success: false, code, data: null, message } };
}
