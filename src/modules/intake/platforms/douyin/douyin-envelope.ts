import { createHash } from 'node:crypto';
import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../../kernel/lossless-json.js';
import type { PushedMessage } from '../platform-adapter.js';

type Fields = Readonly<Record<string, unknown>>;

/** The platform posts this tag when the address is saved or tried; its data is a time, not JSON. */
const PROBE_TAG = '0';

/** Many times what the platform sends at once. One push must not fill the inbox's queue, or everybody else would be told to come back. */
const MAX_ELEMENTS = 500;

/** A push is a list of messages, each with its data as JSON inside a text. A single message without the list is taken too. */
export function splitDouyin(content: Buffer): readonly PushedMessage[] {
  const pushed = parsed(decoded(content));
  if (!isFields(pushed) && !Array.isArray(pushed)) return [unreadable(content)];
  const elements: readonly unknown[] = Array.isArray(pushed) ? pushed : [pushed];
  if (elements.length > MAX_ELEMENTS) return [unreadable(content)];
  return elements.filter((element) => tagOf(element) !== PROBE_TAG).map(messageIn);
}

export function tagOf(element: unknown): string | null {
  const tag = isFields(element) ? element.tag : null;
  return typeof tag === 'string' || typeof tag === 'number' ? String(tag) : null;
}

/** One message that is not what it must be does not take the others along: it goes on without its data, and reading it says so. */
function messageIn(element: unknown): PushedMessage {
  const fields = isFields(element) ? element : {};
  const { data: told, ...rest } = fields;
  const data = typeof told === 'string' ? parsed(told) : told;
  const body = isFields(data) ? { ...rest, data } : rest;
  return { key: keyOf(fields, element), body, externalShopId: idText(isFields(data) ? data.shop_id : null) };
}

/** `msg_id` is opaque; some samples of the platform spell it `msgId`. */
function keyOf({ msg_id, msgId }: Fields, element: unknown): string {
  const id = idText(msg_id ?? msgId);
  return id !== null && id !== '' && id.length <= 200 && id.isWellFormed() && !id.includes('\0') ? id : hashKey(JSON.stringify(element));
}

function unreadable(content: Buffer): PushedMessage {
  return { key: hashKey(content), body: null, externalShopId: null };
}

function hashKey(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

function idText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function decoded(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return '';
  }
}

function parsed(text: string): unknown {
  try {
    const value = parseLosslessJson(text);
    // Three levels of room for the list, the message and its data.
    return isDeeperThan(value, MAX_JSON_DEPTH - 3) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
