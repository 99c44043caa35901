import type { PushedMessage } from '../platform-adapter.js';
import { hashKey, idOf, isJsonObject, type JsonObject, jsonObjectIn, unreadableMessage, wordOf } from '../pushed-json.js';

/** One message a push, with what it says as JSON inside the text `info`. */
export function splitKuaishou(content: Buffer): readonly PushedMessage[] {
  const message = jsonObjectIn(content);
  if (message === null) return [unreadableMessage(content)];
  if (isProbe(message)) return [];
  const { info: told, ...rest } = message;
  const info = typeof told === 'string' ? jsonObjectIn(told) : told;
  const body = isJsonObject(info) ? { ...rest, info } : rest;
  const key = idOf(message.eventId) ?? hashKey(content);
  return [{ key, body, identity: identityOf(message), externalShopId: wordOf(message.userId) }];
}

/** Without how far the sending has come, and since when: that changes from one delivery of a message to the next. */
function identityOf(message: JsonObject): Buffer {
  return Buffer.from(JSON.stringify({ ...message, status: undefined, updateTime: undefined }));
}

/** The platform's heartbeat, `{"test":true}` and nothing else: it says nothing, so nothing is kept of it. */
export function isProbe(message: unknown): boolean {
  return isJsonObject(message) && message.test === true && Object.keys(message).length === 1;
}
