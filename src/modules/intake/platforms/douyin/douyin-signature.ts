import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Push } from '../platform-adapter.js';

/** What a shop's door needs to know, ready for use. */
export interface DouyinKeys {
  readonly appKey: Buffer;
  readonly secrets: readonly Buffer[];
  readonly isHmac: boolean;
}

export function keysOf({ appKey = '', appSecret = '', previousAppSecret = '', signMethod }: Credentials): DouyinKeys {
  return {
    appKey: Buffer.from(appKey),
    // An empty secret would be everyone's.
    secrets: [appSecret, previousAppSecret].filter((secret) => secret !== '').map((secret) => Buffer.from(secret)),
    isHmac: signMethod === 'hmac-sha256',
  };
}

/** Over the body's bytes as they came: MD5(appKey + body + secret), or HMAC-SHA256 of the same by the secret. */
export function signatureOf({ appKey, isHmac }: DouyinKeys, secret: Buffer, body: Buffer): Buffer {
  const hash = isHmac ? createHmac('sha256', secret) : createHash('md5');
  return hash.update(appKey).update(body).update(secret).digest();
}

/**
 * Of our app, and signed with one of its secrets. The header `sign-method` is not covered by the signature, so it decides nothing:
 * the mode is the shop's, and a signature of the other one has another length.
 */
export function isSigned({ headers, rawBody }: Push, keys: DouyinKeys): boolean {
  const appId = headers['app-id'];
  const given = hexBytes(headers['event-sign']);
  if (typeof appId !== 'string' || given === null) return false;
  const isOurs = isEqualConstantTime(Buffer.from(appId), keys.appKey);
  const matches = keys.secrets.map((secret) => isEqualConstantTime(given, signatureOf(keys, secret, rawBody)));
  return isOurs && matches.includes(true);
}

function hexBytes(text: string | string[] | undefined): Buffer | null {
  return typeof text === 'string' && /^([0-9a-f]{2}){1,64}$/i.test(text) ? Buffer.from(text, 'hex') : null;
}
