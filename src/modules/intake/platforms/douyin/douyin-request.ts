import { createHmac } from 'node:crypto';
import { beijingText } from '../beijing-text.js';
import type { ApiCall, ApiRequest, ApiShop } from '../platform-api.js';
import { addressOf } from '../query-text.js';

export const RENEWAL = 'token.refresh';

/** The parameters go into the body exactly as they were signed. */
export function douyinRequest(call: ApiCall, shop: ApiShop, now: Date): ApiRequest | null {
  const { appKey = '', appSecret = '' } = shop.credentials;
  const accessToken = call.name === RENEWAL ? null : shop.tokens ? shop.tokens.accessToken : shop.credentials.accessToken;
  if (appKey === '' || appSecret === '' || accessToken === undefined || accessToken === '') return null;
  const body = sortedJson(call.params);
  const signed = { app_key: appKey, method: call.name, param_json: body, timestamp: beijingText(now), v: '2' };
  const query = {
    method: signed.method,
    app_key: signed.app_key,
    timestamp: signed.timestamp,
    v: signed.v,
    sign_method: 'hmac-sha256',
    sign: hmacSignature(signed, appSecret),
    ...(accessToken === null ? {} : { access_token: accessToken }),
  };
  return {
    method: 'POST',
    path: addressOf(`/${call.name.replaceAll('.', '/')}`, query),
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body,
  };
}

/** Names and values one behind the other, the secret around them. */
export function signedText(params: Readonly<Record<string, string>>, secret: string): string {
  const pairs = Object.keys(params)
    .sort()
    .map((name) => `${name}${params[name] ?? ''}`);
  return secret + pairs.join('') + secret;
}

export function hmacSignature(params: Readonly<Record<string, string>>, secret: string): string {
  return createHmac('sha256', secret).update(signedText(params, secret)).digest('hex');
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '\\u0026', '<': '\\u003c', '>': '\\u003e' };

/** The platform signs over its own way of writing JSON: names sorted at every depth, and three characters escaped. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(sorted(value)).replace(/[&<>]/g, (character) => ESCAPED[character] ?? character);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
