import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { isEqualConstantTime } from '../../../platform/crypto/index.js';

/** Base64 of 32 bytes. Node would also decode two signatures joined by a comma, as a header that came twice arrives here. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

/** An empty secret would be everyone's. */
export function secretKeys(secrets: readonly string[]): readonly KeyObject[] {
  return secrets.filter((secret) => secret !== '').map((secret) => createSecretKey(Buffer.from(secret)));
}

/** HMAC-SHA256 over the body as it came, in base64, by any of the secrets; every one is compared. */
export function isBodyHmac(header: unknown, rawBody: Buffer, secrets: readonly KeyObject[]): boolean {
  if (typeof header !== 'string' || !SIGNATURE.test(header)) return false;
  const given = Buffer.from(header, 'base64');
  return secrets.map((secret) => isEqualConstantTime(hmac(rawBody, secret), given)).includes(true);
}

export function bodyHmac(rawBody: Buffer, secret: string): string {
  return hmac(rawBody, createSecretKey(Buffer.from(secret))).toString('base64');
}

function hmac(rawBody: Buffer, secret: KeyObject): Buffer {
  return createHmac('sha256', secret).update(rawBody).digest();
}
