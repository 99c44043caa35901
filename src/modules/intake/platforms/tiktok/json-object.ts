import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../../kernel/lossless-json.js';

/** The JSON object in these bytes of UTF-8, or null if they are anything else. */
export function jsonObjectIn(bytes: Buffer): object | null {
  try {
    const value = parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && !Array.isArray(value) && !isDeeperThan(value, MAX_JSON_DEPTH) ? value : null;
  } catch {
    return null;
  }
}

/** A member of what may be anything; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const member: unknown = Reflect.get(value, name);
  return member;
}

/** An id or a word, whichever way it was written; null for anything else. */
export function wordOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
