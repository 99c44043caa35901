import { hmacSha256, steadyHex } from './digest.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { credentialOf } from './shop-credential.js';
import { movesMoney } from './simulated-order.js';
import { wireJson } from './wire-format.js';
import { wooOrder } from './woocommerce-orders.js';

/** Applications for refunds happen outside the shop system; a refund is an update of its order. */
const EVENTS: Partial<Record<ChangeKind, string>> = {
  created: 'created',
  paid: 'updated',
  shipped: 'updated',
  closed: 'updated',
  'address-changed': 'updated',
  'refund-succeeded': 'updated',
};

export const woocommercePushes: PlatformPushes = {
  batches: false,
  numbering: {
    orderNo: (_shopNumber, serial) => String(7_000 + serial),
    lineNo: (orderNo, index) => `${orderNo}${String(index + 1).padStart(2, '0')}`,
    refundNo: (_shopNumber, serial) => String(900_000 + serial),
  },
  pushesOf: (shop, changes) => changes.flatMap((change) => eventsOf(change).map((event) => pushOf(shop, change, event))),
  probe: () => ping(),
  isAcknowledged: (status) => status >= 200 && status <= 302,
  // A delivery that failed is not repeated; after five the webhook is off.
  repeatAfterMs: [],
  timeoutMs: 60_000,
};

export function wooSign(secret: string, body: string): string {
  return hmacSha256(secret, body, 'base64');
}

function eventsOf({ kind, refund }: Change): string[] {
  const event = EVENTS[kind];
  return event === undefined || (refund !== null && !movesMoney(refund.kind)) ? [] : [event];
}

/** Sent when the webhook is saved, unsigned. */
function ping(): SimulatedPush {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { platform: 'woocommerce', method: 'POST', query: {}, headers, body: Buffer.from('webhook_id=1') };
}

function pushOf(shop: ShopDraft, change: Change, event: string): SimulatedPush {
  const body = wireJson(wooOrder(change.order));
  const headers = {
    'content-type': 'application/json',
    'x-wc-webhook-source': `${shop.credentials.storeUrl ?? `https://${shop.externalShopId}`}/`,
    'x-wc-webhook-topic': `order.${event}`,
    'x-wc-webhook-resource': 'order',
    'x-wc-webhook-event': event,
    'x-wc-webhook-signature': wooSign(credentialOf(shop, 'secret'), body),
    'x-wc-webhook-id': '1',
    'x-wc-webhook-delivery-id': steadyHex(`${shop.externalShopId}|${change.serial}`, 32),
  };
  return { platform: 'woocommerce', method: 'POST', query: {}, headers, body: Buffer.from(body) };
}
