import { createHmac } from 'node:crypto';
import { signingKey } from '../../../shops/index.js';
import { jsonIn } from '../pushed-json.js';
import type { PlatformAdapter, Push } from '../platform-adapter.js';
import { readCanonicalEvent, TEST_TYPE } from './canonical-event.js';
import { isSigned, standardKeys, webhookId } from './standard-signature.js';

/** Platform `standard`, the bridges of 淘宝, 拼多多 and 京东, and bridges of any other shop: canonical events by Standard Webhooks. */
export const standardAdapter: PlatformAdapter = {
  // What the credentials hold is declared with the shops: they exist without any adapter.
  credentials: {},
  fields: { personal: [], buyerIds: [], harmless: canonicalFields() },
  accepted: { status: 204, contentType: null, body: '' },
  refusesUnreadable: true,
  door: (credentials) => {
    const keys = standardKeys(credentials);
    return {
      open: (push) => (isSigned(push, keys) ? push.rawBody : null),
      split: (content, push) => [{ key: webhookId(push) ?? '', body: jsonIn(content), identity: content, externalShopId: null }],
    };
  },
  testPush: ({ secret = '' }, now) => testPush(signingKey(secret), now),
  read: readCanonicalEvent,
};

function testPush(key: Buffer | null, now: Date): Push | null {
  if (key === null) return null;
  const id = `test_${now.getTime()}`;
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const rawBody = Buffer.from(JSON.stringify({ type: TEST_TYPE, timestamp: now.toISOString(), data: {} }));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  return { method: 'POST', query: {}, headers, rawBody, receivedAt: now };
}

function canonicalFields(): string[] {
  return [
    ...['type', 'timestamp', 'data', 'orderNo', 'version', 'status', 'createdAt', 'paidAt', 'shippedAt', 'roomId', 'hostId', 'buyerHash'],
    ...[
      'channel',
      'freightFen',
      'depositFen',
      'currency',
      'lines',
      'lineNo',
      'itemId',
      'skuId',
      'title',
      'quantity',
      'paidFen',
      'lot',
      'isGift',
    ],
    ...['refunds', 'refundNo', 'amountFen', 'succeededAt', 'reason', 'kind'],
  ];
}
