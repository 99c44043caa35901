import { createHash } from 'node:crypto';
import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../kernel/lossless-json.js';
import type { PushedMessage } from './platform-adapter.js';

export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_ID = 200;
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What content is in JSON, ids of any length kept; undefined if it is none, or no UTF-8. It may be nested so deep that nobody should walk through it. */
export function parsedJson(content: Buffer | string): unknown {
  try {
    return parseLosslessJson(typeof content === 'string' ? content : STRICT_UTF8.decode(content));
  } catch {
    return undefined;
  }
}

/** The object or list that content is in JSON; null if it is anything else, or nested beyond what is read here. */
export function jsonIn(content: Buffer | string): JsonObject | readonly unknown[] | null {
  const value = parsedJson(content);
  return (isJsonObject(value) || Array.isArray(value)) && !isDeeperThan(value, MAX_JSON_DEPTH) ? value : null;
}

export function jsonObjectIn(content: Buffer | string): JsonObject | null {
  const value = jsonIn(content);
  return isJsonObject(value) ? value : null;
}

/** A field of what may be anything; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An id or a word, whichever way it was written; null for anything else. */
export function wordOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** A word by which something can be known again and stored; null for anything else. */
export function idOf(value: unknown): string | null {
  const word = wordOf(value);
  return word !== null && word !== '' && word.length <= MAX_ID && word.isWellFormed() && !word.includes('\0') ? word : null;
}

/** Content that is not what the platform promises: sealed as it came. */
export function unreadableMessage(content: Buffer): PushedMessage {
  return { key: hashKey(content), body: null, externalShopId: null };
}

/** What a message is known again by if it has no id of its own. */
export function hashKey(content: Buffer | string): string {
  return `sha256:${contentHash(content, 32)}`;
}

export function contentHash(content: Buffer | string, length: number): string {
  return createHash('sha256').update(content).digest('hex').slice(0, length);
}
