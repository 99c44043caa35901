import type { KeyObject } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import { isBodyHmac, secretKeys } from '../body-hmac.js';
import type { Push } from '../platform-adapter.js';

export const SIGNATURE_HEADER = 'x-wc-webhook-signature';

export function wooCommerceSecrets({ secret = '', previousSecret = '' }: Credentials): readonly KeyObject[] {
  return secretKeys([secret, previousSecret]);
}

export function isSignedByWooCommerce({ headers, rawBody }: Push, secrets: readonly KeyObject[]): boolean {
  return isBodyHmac(headers[SIGNATURE_HEADER], rawBody, secrets);
}

/** When a webhook is saved, WordPress tries the address with `webhook_id=<n>`, unsigned. */
export function isPing({ method, headers, rawBody }: Push): boolean {
  const isShort = rawBody.length <= 40;
  return (
    method === 'POST' && headers[SIGNATURE_HEADER] === undefined && isShort && /^webhook_id=\d{1,20}$/.test(rawBody.toString('latin1'))
  );
}
