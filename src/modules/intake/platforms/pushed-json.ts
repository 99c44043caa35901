import { createHash } from 'node:crypto';
import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../kernel/lossless-json.js';
import type { PushedMessage } from './platform-adapter.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that authentic content is in JSON; null if it is anything else, or nested beyond what is read here. */
export function jsonObjectIn(content: Buffer | string): JsonObject | null {
  try {
    const text = typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: true }).decode(content);
    const value = parseLosslessJson(text);
    return isJsonObject(value) && !isDeeperThan(value, MAX_JSON_DEPTH) ? value : null;
  } catch {
    return null;
  }
}

/** Content that is not what the platform promises: sealed as it came. */
export function unreadableMessage(content: Buffer): PushedMessage {
  return { key: `sha256:${contentHash(content, 32)}`, body: null, externalShopId: null };
}

export function contentHash(content: Buffer, length: number): string {
  return createHash('sha256').update(content).digest('hex').slice(0, length);
}
