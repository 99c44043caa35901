import { bodyHmac } from '../body-hmac.js';
import type { PlatformAdapter, Push } from '../platform-adapter.js';
import { shopifyApi } from './shopify-api.js';
import { shopifyCredentials } from './shopify-credentials.js';
import { splitShopify } from './shopify-envelope.js';
import { shopifyFields } from './shopify-fields.js';
import { readShopifyMessage } from './shopify-messages.js';
import { isSignedByShopify, shopifySecrets } from './shopify-signature.js';

/** Shopify: signed webhooks with whole orders. The signature covers the body only, so nothing that counts is taken from headers. */
export const shopifyAdapter: PlatformAdapter = {
  credentials: shopifyCredentials,
  fields: shopifyFields,
  saysInHeaders: true,
  accepted: { status: 200, contentType: null, body: '' },
  door(credentials) {
    const secrets = shopifySecrets(credentials);
    return { open: (push) => (isSignedByShopify(push, secrets) ? push.rawBody : null), split: splitShopify };
  },
  testPush({ secret = '' }, now) {
    const rawBody = Buffer.from(JSON.stringify({ id: 1, test: true, created_at: now.toISOString() }));
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/create',
      'x-shopify-test': 'true',
      'x-shopify-event-id': `test-${now.getTime()}`,
      'x-shopify-triggered-at': now.toISOString(),
      'x-shopify-hmac-sha256': bodyHmac(rawBody, secret),
    };
    return { method: 'POST', query: {}, headers, rawBody, receivedAt: now } satisfies Push;
  },
  read: readShopifyMessage,
  api: shopifyApi,
};
