import { bodyHmac } from '../body-hmac.js';
import type { PlatformAdapter, Push } from '../platform-adapter.js';
import { wooCommerceApi } from './woocommerce-api.js';
import { canAsk, wooCommerceCredentials } from './woocommerce-credentials.js';
import { splitWooCommerce } from './woocommerce-envelope.js';
import { wooCommerceFields } from './woocommerce-fields.js';
import { readWooCommerceMessage, TEST_TOPIC } from './woocommerce-messages.js';
import { isPing, isSignedByWooCommerce, SIGNATURE_HEADER, wooCommerceSecrets } from './woocommerce-signature.js';

/** WooCommerce: signed webhooks with whole orders, but of refunds their totals only. */
export const wooCommerceAdapter: PlatformAdapter = {
  credentials: wooCommerceCredentials,
  fields: wooCommerceFields,
  saysInHeaders: true,
  accepted: { status: 200, contentType: null, body: '' },
  door(credentials) {
    const secrets = wooCommerceSecrets(credentials);
    const isAskable = canAsk(credentials);
    return {
      greet: (push) => (isPing(push) ? { status: 200, contentType: null, body: '' } : null),
      open: (push) => (isSignedByWooCommerce(push, secrets) ? push.rawBody : null),
      split: (content, push) => splitWooCommerce(content, push, isAskable),
    };
  },
  testPush({ secret = '' }, now) {
    const rawBody = Buffer.from(JSON.stringify({ action: 'cunbo_test', arg: now.toISOString() }));
    const headers = {
      'content-type': 'application/json',
      'x-wc-webhook-topic': TEST_TOPIC,
      [SIGNATURE_HEADER]: bodyHmac(rawBody, secret),
    };
    return { method: 'POST', query: {}, headers, rawBody, receivedAt: now } satisfies Push;
  },
  read: readWooCommerceMessage,
  api: wooCommerceApi,
};
