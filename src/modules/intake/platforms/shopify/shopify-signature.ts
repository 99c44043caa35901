import type { KeyObject } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import { isBodyHmac, secretKeys } from '../body-hmac.js';
import type { Push } from '../platform-adapter.js';
import { shopifyHeader } from './shopify-headers.js';

export function shopifySecrets({ secret = '', previousSecret = '' }: Credentials): readonly KeyObject[] {
  return secretKeys([secret, previousSecret]);
}

export function isSignedByShopify(push: Push, secrets: readonly KeyObject[]): boolean {
  return isBodyHmac(shopifyHeader(push, 'hmac-sha256'), push.rawBody, secrets);
}
