import { createHash } from 'node:crypto';
import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../kernel/lossless-json.js';
import type { PushedMessage } from './platform-adapter.js';

/** The JSON object or list in strict UTF-8 bytes, ids of any length kept; null if it is none, or nested too deep. */
export function jsonIn(bytes: Buffer): object | null {
  try {
    return jsonInText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

export function jsonInText(text: string): object | null {
  try {
    const value = parseLosslessJson(text);
    return typeof value !== 'object' || isDeeperThan(value, MAX_JSON_DEPTH) ? null : value;
  } catch {
    return null;
  }
}

/** Authentic content that is not what the format promises: one message, kept sealed. */
export function unreadableContent(content: Buffer): PushedMessage {
  return { key: `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 32)}`, body: null, externalShopId: null };
}
