import type { PushedMessage } from '../platform-adapter.js';
import { hashKey, isJsonObject, type JsonObject, jsonObjectIn, unreadableMessage } from '../pushed-json.js';

/**
 * One message per push, none for a test. `msg` is decoded under another name: a text would hide its fields from the stripping of
 * personal data, and what is called a message is stripped itself. One that cannot be decoded is kept sealed with its envelope.
 */
export function splitYouzan(content: Buffer): readonly PushedMessage[] {
  const envelope = jsonObjectIn(content);
  if (envelope === null) return [unreadableMessage(content)];
  if (envelope.test === true) return [];
  const { msg, ...others } = envelope;
  const decoded = decodedMsg(msg);
  const isUnreadable = decoded === null && saysSomething(msg);
  return [
    {
      key: idOf(envelope.msg_id) ?? hashKey(content),
      body: isUnreadable ? null : { ...others, content: decoded === null ? null : lifted(decoded) },
      identity: identityOf(envelope),
      externalShopId: idOf(envelope.kdt_id),
    },
  ];
}

/** How often it was sent changes from one delivery of a message to the next; the signature says nothing of its own. */
function identityOf(envelope: JsonObject): string {
  return JSON.stringify({ ...envelope, sendCount: undefined, sign: undefined });
}

function idOf(value: unknown): string | null {
  return (typeof value === 'string' && value !== '' && value.length <= 200) || typeof value === 'number' ? String(value) : null;
}

function saysSomething(msg: unknown): boolean {
  return msg !== undefined && msg !== null && msg !== '';
}

function decodedMsg(msg: unknown): JsonObject | null {
  if (isJsonObject(msg)) return msg;
  if (typeof msg !== 'string') return null;
  return jsonObjectIn(msg.startsWith('{') ? msg : percentDecoded(msg));
}

/** The encoders in use write a space as `+` or `%20`, and a plus always as `%2B`. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

/**
 * The buyer goes with everything in it; the id is kept apart, to be hashed. Child orders are named in several ways, and afterwards in
 * one. Also for orders that the API answers.
 */
export function lifted(content: JsonObject): JsonObject {
  const kept: Record<string, unknown> = { ...content };
  if (isJsonObject(content.full_order_info)) kept.full_order_info = withBuyerId(content.full_order_info);
  if (content.oids !== undefined) kept.oids = oidList(content.oids);
  for (const name of ['refund_order', 'delivery_order']) {
    const list = content[name];
    if (Array.isArray(list)) kept[name] = list.map((item: unknown) => (isJsonObject(item) ? { ...item, oids: oidList(item.oids) } : item));
  }
  return kept;
}

function withBuyerId(order: JsonObject): JsonObject {
  const buyer = isJsonObject(order.buyer_info) ? order.buyer_info : {};
  const kept: Record<string, unknown> = { ...order };
  delete kept.buyer_id;
  const id = idOf(buyer.yz_open_id) ?? idOf(buyer.buyer_id);
  if (id !== null && id !== '0') kept.buyer_id = id;
  return kept;
}

/** `[{"oid":"1"}]`, `["1"]`, `"1,2"` and `"[1,2]"` are all in use. */
function oidList(oids: unknown): { oid: string }[] {
  const list: unknown[] = Array.isArray(oids) ? oids : (typeof oids === 'string' ? oids : '').replace(/[[\]"\s]/g, '').split(',');
  const texts = list.map((item) => idOf(isJsonObject(item) ? item.oid : item));
  return texts.filter((oid) => oid !== null).map((oid) => ({ oid }));
}
