import type { PushedMessage } from '../platform-adapter.js';
import { hashKey, idOf, isJsonObject, jsonIn, jsonObjectIn, memberOf, unreadableMessage, wordOf } from '../pushed-json.js';

/** The platform posts this tag when the address is saved or tried; its data is a time, not JSON. */
const PROBE_TAG = '0';

/** Many times what the platform sends at once. One push must not fill the inbox's queue, or everybody else would be told to come back. */
const MAX_ELEMENTS = 500;

/** A push is a list of messages, each with its data as JSON inside a text. A single message without the list is taken too. */
export function splitDouyin(content: Buffer): readonly PushedMessage[] {
  const pushed = jsonIn(content);
  if (pushed === null) return [unreadableMessage(content)];
  const elements: readonly unknown[] = isJsonObject(pushed) ? [pushed] : pushed;
  if (elements.length > MAX_ELEMENTS) return [unreadableMessage(content)];
  return elements.filter((element) => tagOf(element) !== PROBE_TAG).map(messageIn);
}

export function tagOf(element: unknown): string | null {
  return wordOf(memberOf(element, 'tag'));
}

/** One message that is not what it must be does not take the others along: it goes on without its data, and reading it says so. */
function messageIn(element: unknown): PushedMessage {
  const { data: told, ...rest } = isJsonObject(element) ? element : {};
  const data = typeof told === 'string' ? jsonObjectIn(told) : told;
  const body = isJsonObject(data) ? { ...rest, data } : rest;
  // `msg_id` is opaque; some samples of the platform spell it `msgId`.
  const key = idOf(rest.msg_id ?? rest.msgId) ?? hashKey(JSON.stringify(element));
  return { key, body, externalShopId: wordOf(memberOf(data, 'shop_id')) };
}
