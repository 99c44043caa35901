import { beijingIso } from '../../kernel/business-day.js';
import { hmacSha256, steadyHex } from './digest.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { credentialOf } from './shop-credential.js';
import { shopifyOrder, shopifyRefund } from './shopify-orders.js';
import { movesMoney } from './simulated-order.js';
import { wireJson } from './wire-format.js';

const MINUTE = 60_000;

/** Applications for refunds happen outside the platform: only money that went back is told. */
const TOPICS: Partial<Record<ChangeKind, readonly string[]>> = {
  created: ['orders/create'],
  paid: ['orders/paid', 'orders/updated'],
  shipped: ['orders/fulfilled'],
  completed: ['orders/updated'],
  closed: ['orders/cancelled'],
  'address-changed': ['orders/updated'],
  'refund-succeeded': ['refunds/create', 'orders/updated'],
};

export const shopifyPushes: PlatformPushes = {
  batches: false,
  numbering: {
    orderNo: (shopNumber, serial) => `82098${shopNumber}${String(serial).padStart(7, '0')}53`,
    lineNo: (orderNo, index) => `9${orderNo.slice(1, -2)}${String(index + 11)}`,
    refundNo: (shopNumber, serial) => `89008${shopNumber}${String(serial).padStart(7, '0')}19`,
  },
  pushesOf: (shop, changes) => changes.flatMap((change) => topicsOf(change).map((topic) => pushOf(shop, change, topic))),
  probe: (shop, at) => testNotification(shop, at),
  isAcknowledged: (status) => status >= 200 && status < 300,
  repeatAfterMs: [1, 5, 10, 20, 30, 45, 60, 69].map((minutes) => minutes * MINUTE),
  timeoutMs: 5_000,
};

export function shopifySign(secret: string, body: string): string {
  return hmacSha256(secret, body, 'base64');
}

function topicsOf({ kind, refund }: Change): readonly string[] {
  return refund !== null && !movesMoney(refund.kind) ? [] : (TOPICS[kind] ?? []);
}

function pushOf(shop: ShopDraft, change: Change, topic: string): SimulatedPush {
  const content =
    change.refund === null || topic !== 'refunds/create' ? shopifyOrder(change.order) : shopifyRefund(change.order, change.refund);
  const seed = `${shop.externalShopId}|${change.serial}`;
  const ids = { 'x-shopify-webhook-id': uuid(`${seed}|${topic}`), 'x-shopify-event-id': uuid(seed) };
  return signedPush(shop, topic, change.at, wireJson(content), ids);
}

/** What the console sends as a try: an order of nobody, marked as a test in header and content. */
function testNotification(shop: ShopDraft, at: Date): SimulatedPush {
  const order = {
    id: 820_982_911_946_154_508n,
    name: '#9999',
    test: true,
    currency: 'CNY',
    total_price: '29.90',
    line_items: [],
    refunds: [],
  };
  const times = { created_at: beijingIso(at), updated_at: beijingIso(at) };
  return signedPush(shop, 'orders/create', at, wireJson({ ...order, ...times }), {
    'x-shopify-test': 'true',
    'x-shopify-webhook-id': uuid('probe'),
  });
}

function signedPush(shop: ShopDraft, topic: string, at: Date, body: string, ids: Record<string, string>): SimulatedPush {
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': shopifySign(credentialOf(shop, 'secret'), body),
    'x-shopify-shop-domain': shop.externalShopId,
    'x-shopify-api-version': '2026-01',
    'x-shopify-triggered-at': at.toISOString(),
    ...ids,
  };
  return { platform: 'shopify', method: 'POST', query: {}, headers, body: Buffer.from(body) };
}

function uuid(seed: string): string {
  return steadyHex(seed, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
