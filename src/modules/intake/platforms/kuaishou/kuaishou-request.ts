import { createHmac } from 'node:crypto';
import type { ApiCall, ApiRequest, ApiShop } from '../platform-api.js';
import { addressOf, queryText } from '../query-text.js';

export const RENEWAL = 'oauth2.refresh_token';

type Texts = Readonly<Record<string, string>>;

export function kuaishouRequest(call: ApiCall, shop: ApiShop, now: Date): ApiRequest | null {
  return call.name === RENEWAL ? renewalRequest(call, shop) : signedRequest(call, shop, now);
}

function signedRequest(call: ApiCall, shop: ApiShop, now: Date): ApiRequest | null {
  const { appKey = '', signSecret = '' } = shop.credentials;
  const accessToken = shop.tokens ? shop.tokens.accessToken : (shop.credentials.accessToken ?? '');
  if (appKey === '' || signSecret === '' || accessToken === '') return null;
  const params = {
    access_token: accessToken,
    appkey: appKey,
    method: call.name,
    param: paramJson(call.params),
    signMethod: 'HMAC_SHA256',
    timestamp: String(now.getTime()),
    version: '1',
  };
  const path = addressOf(pathOf(call.name), { ...params, sign: hmacSignature(params, signSecret) });
  return { method: 'GET', path, headers: {}, body: null };
}

/** Not signed: the app's secret itself goes along. */
function renewalRequest(call: ApiCall, { credentials }: ApiShop): ApiRequest | null {
  const { appKey = '', appSecret = '' } = credentials;
  const { refreshToken } = call.params;
  if (appKey === '' || appSecret === '' || typeof refreshToken !== 'string') return null;
  const body = queryText({ grant_type: 'refresh_token', refresh_token: refreshToken, app_id: appKey, app_secret: appSecret });
  return { method: 'POST', path: pathOf(call.name), headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
}

/** The parameters by name as k=v, joined by &, the secret last. */
export function signedText(params: Texts, signSecret: string): string {
  const pairs = Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`);
  return `${pairs.join('&')}&signSecret=${signSecret}`;
}

export function hmacSignature(params: Texts, signSecret: string): string {
  return createHmac('sha256', signSecret).update(signedText(params, signSecret)).digest('base64');
}

const IDS = new Set(['oid', 'refundId']);

/** The platform wants its ids as bare numbers, and they may be longer than a number of ours can hold: their digits go in as they are. */
function paramJson(params: Readonly<Record<string, unknown>>): string {
  const pairs = Object.keys(params)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${IDS.has(name) ? digits(params[name]) : JSON.stringify(params[name])}`);
  return `{${pairs.join(',')}}`;
}

function digits(id: unknown): string {
  return typeof id === 'string' && /^\d{1,19}$/.test(id) ? id : JSON.stringify(id);
}

function pathOf(name: string): string {
  return `/${name.replaceAll('.', '/')}`;
}
