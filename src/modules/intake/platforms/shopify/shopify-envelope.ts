import type { Push, PushedMessage } from '../platform-adapter.js';
import { contentHash, type JsonObject, jsonObjectIn, memberOf, unreadableMessage, wordOf } from '../pushed-json.js';
import { shopifyHeader } from './shopify-headers.js';

/**
 * One message per push. What it is about stands in headers only, so it is put into the body. Of topics other than orders and
 * refunds nothing but the topic is kept: they are full of customers, and say nothing of sales.
 */
export function splitShopify(content: Buffer, push: Push): readonly PushedMessage[] {
  const parsed = jsonObjectIn(content);
  if (parsed === null) return [unreadableMessage(content)];
  const topic = shopifyHeader(push, 'topic') ?? '';
  const envelope = {
    topic,
    triggeredAt: shopifyHeader(push, 'triggered-at'),
    isTest: shopifyHeader(push, 'test') === 'true',
  };
  return [
    {
      key: `${eventId(push) ?? contentHash(content, 32)}:${topic}`,
      body: { ...envelope, ...contentOf(topic, parsed) },
      externalShopId: shopifyHeader(push, 'shop-domain')?.toLowerCase() ?? null,
    },
  ];
}

/** The event's id is the same for its duplicates, the webhook's id only for repeats of one delivery. */
function eventId(push: Push): string | null {
  return shopifyHeader(push, 'event-id') ?? shopifyHeader(push, 'webhook-id');
}

function contentOf(topic: string, parsed: JsonObject): JsonObject {
  if (topic.startsWith('orders/')) return { order: withBuyerId(parsed) };
  if (topic.startsWith('refunds/')) return { refund: parsed };
  return {};
}

/** The customer goes with everything in it; the id is kept apart, to be hashed. Also for orders that the API answers. */
export function withBuyerId(order: JsonObject): JsonObject {
  const kept: Record<string, unknown> = { ...order };
  delete kept.buyer_id;
  const id = memberOf(order.customer, 'id');
  if (wordOf(id) !== null) kept.buyer_id = id;
  return kept;
}
