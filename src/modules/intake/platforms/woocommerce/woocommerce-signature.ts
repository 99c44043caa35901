import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';

export const SIGNATURE_HEADER = 'x-wc-webhook-signature';

/** Base64 of 32 bytes. Node would also decode two signatures joined by a comma, as a header that came twice arrives here. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

export function wooCommerceSecrets({ secret = '', previousSecret = '' }: Credentials): readonly KeyObject[] {
  return [secret, previousSecret].filter((text) => text !== '').map((text) => createSecretKey(Buffer.from(text)));
}

/** HMAC-SHA256 over the body as it came, by any of the secrets; every one is compared. */
export function isSignedByWooCommerce(push: Push, secrets: readonly KeyObject[]): boolean {
  const header = push.headers[SIGNATURE_HEADER];
  if (typeof header !== 'string' || !SIGNATURE.test(header)) return false;
  const given = Buffer.from(header, 'base64');
  return secrets.map((secret) => isEqualConstantTime(hmac(push.rawBody, secret), given)).includes(true);
}

/** When a webhook is saved, WordPress tries the address with `webhook_id=<n>`, unsigned. */
export function isPing({ method, headers, rawBody }: Push): boolean {
  const isShort = rawBody.length <= 40;
  return (
    method === 'POST' && headers[SIGNATURE_HEADER] === undefined && isShort && /^webhook_id=\d{1,20}$/.test(rawBody.toString('latin1'))
  );
}

export function wooCommerceSignature(rawBody: Buffer, secret: string): string {
  return hmac(rawBody, createSecretKey(Buffer.from(secret))).toString('base64');
}

function hmac(rawBody: Buffer, secret: KeyObject): Buffer {
  return createHmac('sha256', secret).update(rawBody).digest();
}
