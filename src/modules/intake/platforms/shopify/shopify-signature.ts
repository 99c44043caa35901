import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';
import { shopifyHeader } from './shopify-headers.js';

/** Base64 of 32 bytes. Node would also decode two signatures joined by a comma, as a header that came twice arrives here. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

export function shopifySecrets({ secret = '', previousSecret = '' }: Credentials): readonly KeyObject[] {
  return [secret, previousSecret].filter((text) => text !== '').map((text) => createSecretKey(Buffer.from(text)));
}

/** HMAC-SHA256 over the body as it came, by any of the secrets; every one is compared. */
export function isSignedByShopify(push: Push, secrets: readonly KeyObject[]): boolean {
  const header = shopifyHeader(push, 'hmac-sha256');
  if (header === null || !SIGNATURE.test(header)) return false;
  const given = Buffer.from(header, 'base64');
  return secrets.map((secret) => isEqualConstantTime(hmac(push.rawBody, secret), given)).includes(true);
}

export function shopifySignature(rawBody: Buffer, secret: string): string {
  return hmac(rawBody, createSecretKey(Buffer.from(secret))).toString('base64');
}

function hmac(rawBody: Buffer, secret: KeyObject): Buffer {
  return createHmac('sha256', secret).update(rawBody).digest();
}
