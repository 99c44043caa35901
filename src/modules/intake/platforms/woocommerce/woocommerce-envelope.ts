import type { Push, PushedMessage } from '../platform-adapter.js';
import { contentHash, isJsonObject, type JsonObject, jsonObjectIn, listOf, unreadableMessage, wordOf } from '../pushed-json.js';

/**
 * One message per push. The topic stands in a header only. Of topics other than orders nothing else is kept: they may be about
 * customers, and say nothing of sales. Messages do not name their shop: the secret belongs to one webhook of one shop.
 */
export function splitWooCommerce(content: Buffer, push: Push, isAskable: boolean): readonly PushedMessage[] {
  const parsed = jsonObjectIn(content);
  if (parsed === null) return [unreadableMessage(content)];
  const topic = topicOf(push);
  const body = topic.startsWith('order.') ? { topic, isAskable, order: lifted(parsed) } : { topic };
  // Whether the shop can be asked stands in the body, and may have changed when the same push comes again.
  return [{ key: keyOf(topic, parsed, content), body, identity: content, externalShopId: null }];
}

function topicOf({ headers }: Push): string {
  const topic = headers['x-wc-webhook-topic'];
  return typeof topic === 'string' && topic.length <= 100 ? topic : '';
}

/** A delivery has an id per attempt only; and times are to the second, in which an order may change twice. */
function keyOf(topic: string, order: JsonObject, content: Buffer): string {
  const known = [order.id, order.date_modified_gmt].map(wordOf).filter((part) => part !== null);
  return [...known, topic, contentHash(content, 16)].join(':').slice(-200);
}

/** What is needed of fields that are stripped: the buyer's id, the goods' names. Also for orders that the API answers. */
export function lifted(order: JsonObject): JsonObject {
  const kept: Record<string, unknown> = { ...order };
  delete kept.buyer_id;
  // 0: bought without an account.
  if (typeof order.customer_id === 'number' && order.customer_id !== 0) kept.buyer_id = order.customer_id;
  if (Array.isArray(order.line_items)) kept.line_items = order.line_items.map(withTitle);
  return kept;
}

function withTitle(line: unknown): unknown {
  return isJsonObject(line) ? { ...line, title: line.name } : line;
}

/** A refund as the API answers it: which line of the order one of its lines is about is hidden among the custom fields. */
export function liftedRefund(refund: JsonObject): JsonObject {
  const line_items = listOf(refund.line_items)
    .filter(isJsonObject)
    .map((line) => ({
      refunded_item_id: refundedItemId(line.meta_data),
      // Counted negative.
      quantity: typeof line.quantity === 'number' ? Math.abs(line.quantity) : null,
      total: line.total,
      total_tax: line.total_tax,
    }));
  const { id, date_created_gmt, amount, shipping_lines, fee_lines } = refund;
  return { id, date_created_gmt, amount, line_items, shipping_lines, fee_lines };
}

function refundedItemId(fields: unknown): unknown {
  return (
    listOf(fields)
      .filter(isJsonObject)
      .find(({ key }) => key === '_refunded_item_id')?.value ?? null
  );
}
