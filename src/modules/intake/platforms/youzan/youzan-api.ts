import { FieldFault, FieldReader } from '../field-reader.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import type { ApiCall, ApiRequest, ApiShop, ApiTokens, Ask, PlatformApi, Verdict } from '../platform-api.js';
import { isJsonObject, type JsonObject } from '../pushed-json.js';
import { readingOf } from '../said.js';
import { lifted } from './youzan-envelope.js';
import { listChangedOrders } from './youzan-list.js';
import { readYouzanOrder } from './youzan-order.js';
import { fetchedAt } from './youzan-time.js';

const TOKEN_CALL = '/auth/token';
const TOKEN_CODES = [4201, 4202, 4203];
const BUSY_CODES = [4101, 500100004, 123000042, 106000001, 106100118];
const UNKNOWN_ORDER_CODES = [106000004, 106100110, 105000016, 103011024];
/** The platform names no time; it asks for 3, 6, 12, 24 and 48 seconds. */
const FIRST_PAUSE_MS = 3_000;

/** 有赞云. Nothing is signed: the token, in the address, is all. Errors come with status 200. */
export const youzanApi: PlatformApi = {
  baseUrl: 'https://open.youzanyun.com',
  callsPerSecond: 5,
  longestRangeMs: 7 * 86_400_000,
  request: toRequest,
  judge,
  renewal,
  tokensIn,
  fetchOrder,
  listChanged: listChangedOrders,
  read: readFetched,
};

function toRequest(call: ApiCall, shop: ApiShop): ApiRequest | null {
  const body = JSON.stringify(call.params);
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  if (call.name === TOKEN_CALL) return { method: 'POST', path: TOKEN_CALL, headers, body };
  const token = shop.tokens?.accessToken ?? shop.credentials.accessToken ?? '';
  if (token === '' && renewal(shop) === null) return null;
  // Without a token yet the platform answers that it is not valid, and a first one is got.
  return { method: 'POST', path: `/api/${call.name}?access_token=${encodeURIComponent(token)}`, headers, body };
}

/** An app for many shops has a refresh token, which changes with each use; an app of one's own gets a token by the shop's kdt_id. */
function renewal({ credentials, tokens, externalShopId }: ApiShop): ApiCall | null {
  const client = { client_id: credentials.clientId, client_secret: credentials.clientSecret };
  const refreshToken = tokens?.refreshToken ?? credentials.refreshToken ?? '';
  if (refreshToken !== '') return { name: TOKEN_CALL, params: { ...client, authorize_type: 'refresh_token', refresh_token: refreshToken } };
  if (externalShopId === null || externalShopId === '') return null;
  return { name: TOKEN_CALL, params: { ...client, authorize_type: 'silent', grant_id: externalShopId, refresh: true } };
}

function tokensIn(answer: unknown, now: Date): ApiTokens | null {
  try {
    const fields = FieldReader.of(answer, '');
    const expiresAt = fields.epochMillis('expires');
    return expiresAt > now
      ? { accessToken: fields.id('access_token'), refreshToken: fields.optionalId('refresh_token') || null, expiresAt }
      : null;
  } catch (error) {
    if (error instanceof FieldFault) return null;
    throw error;
  }
}

function judge(status: number, _headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  if (status === 429 || status >= 500) return { kind: 'busy', retryAfterMs: null };
  if (status !== 200 || !isJsonObject(body)) return refused(`http-${status}`, 'Youzan refused the call.');
  const gateway = isJsonObject(body.gw_err_resp) ? body.gw_err_resp : null;
  if (gateway !== null) return judgeError(gateway.err_code, gateway.err_msg);
  return body.success === false || Number(body.code) !== 200 ? judgeError(body.code, body.message) : { kind: 'answer', data: body.data };
}

function judgeError(codeSaid: unknown, message: unknown): Verdict {
  const code = Number(codeSaid);
  const text = typeof message === 'string' ? message.slice(0, 300) : '';
  if (TOKEN_CODES.includes(code)) return { kind: 'token-expired' };
  if (BUSY_CODES.includes(code)) return { kind: 'busy', retryAfterMs: FIRST_PAUSE_MS };
  if (UNKNOWN_ORDER_CODES.includes(code) || (code === 5000 && text.includes('not found'))) return { kind: 'not-found' };
  return refused(Number.isSafeInteger(code) ? String(code) : 'unreadable', text);
}

function refused(code: string, detail: string): Verdict {
  return { kind: 'refused', fault: { code: `api.${code}`, detail } };
}

/** The order knows of its refunds all but when; their list knows that. */
async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const answer = await ask({ name: 'youzan.trade.get/4.0.2', params: { tid: orderNo } });
  if (!isJsonObject(answer) || !isJsonObject(answer.full_order_info)) return null;
  const order = lifted(answer);
  const refundOrders = Array.isArray(order.refund_order) ? order.refund_order : [];
  return { ...order, refund_list: refundOrders.length === 0 ? [] : await listRefunds(orderNo, ask) };
}

async function listRefunds(orderNo: string, ask: Ask): Promise<readonly JsonObject[]> {
  const answer = await ask({ name: 'youzan.trade.refund.search/3.0.1', params: { tid: orderNo, page_no: 1, page_size: 50 } });
  const refunds: unknown[] = isJsonObject(answer) && Array.isArray(answer.refunds) ? answer.refunds : [];
  return refunds
    .filter(isJsonObject)
    .map(({ refund_id, status, modified, return_goods }) => ({ refund_id, status, modified, return_goods }));
}

function readFetched(message: StoredMessage): Reading {
  return readingOf({ type: 'youzan.trade.get', orderNo: orderNoIn(message.body) }, () => {
    const content = FieldReader.of(message.body, '');
    return { said: readYouzanOrder(message, content, (info) => fetchedAt(info.beijingTime('update_time'))) };
  });
}

function orderNoIn(body: unknown): string | null {
  const order = isJsonObject(body) ? body.full_order_info : null;
  const info = isJsonObject(order) ? order.order_info : null;
  return isJsonObject(info) && typeof info.tid === 'string' ? info.tid : null;
}
