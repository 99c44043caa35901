import type { ApiCall, ApiRequest, ApiShop } from '../platform-api.js';
import { addressOf } from '../query-text.js';
import { callSignature } from './tiktok-signature.js';

export const RENEWAL = '/api/v2/token/refresh';
export const ORDER = '/order/202309/orders';
// Of a search these go into the query; what is searched for is the body.
const OF_QUERY = ['page_size', 'page_token', 'sort_field', 'sort_order', 'ids'];

/** A signed call. Renewing the tokens is not signed: it shows the secret itself. */
export function tiktokRequest(call: ApiCall, shop: ApiShop, now: Date): ApiRequest | null {
  const { appKey, appSecret, shopCipher, accessToken } = shop.credentials;
  if (!appKey || !appSecret || (!refreshTokenOf(shop) && !accessToken)) return null;
  if (call.name === RENEWAL) return renewalRequest(shop, appKey, appSecret);
  const query = {
    app_key: appKey,
    timestamp: String(Math.floor(now.getTime() / 1_000)),
    ...ifGiven('shop_cipher', shopCipher),
    ...queryOf(call),
  };
  const isRead = call.name === ORDER;
  const body = isRead ? null : JSON.stringify(bodyOf(call));
  const sign = callSignature(appSecret, call.name, query, body);
  // Without a token the platform answers that it is not valid, which asks for one.
  const headers = { 'content-type': 'application/json', 'x-tts-access-token': shop.tokens?.accessToken ?? accessToken ?? '' };
  return { method: isRead ? 'GET' : 'POST', path: addressOf(call.name, { ...query, sign }), headers, body };
}

/** The last one given out; before that the one a person brought. */
export function refreshTokenOf({ tokens, credentials }: ApiShop): string | null {
  return (tokens?.refreshToken ?? credentials.refreshToken) || null;
}

function renewalRequest(shop: ApiShop, appKey: string, appSecret: string): ApiRequest | null {
  const refreshToken = refreshTokenOf(shop);
  if (refreshToken === null) return null;
  const query = { app_key: appKey, app_secret: appSecret, refresh_token: refreshToken, grant_type: 'refresh_token' };
  return { method: 'GET', path: addressOf(RENEWAL, query), headers: {}, body: null };
}

function queryOf({ params }: ApiCall): Record<string, string> {
  return Object.fromEntries(Object.entries(params).flatMap(([name, value]) => (OF_QUERY.includes(name) ? [[name, String(value)]] : [])));
}

function bodyOf({ params }: ApiCall): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !OF_QUERY.includes(name)));
}

function ifGiven(name: string, value: string | undefined): Record<string, string> {
  return value ? { [name]: value } : {};
}
