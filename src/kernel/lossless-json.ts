declare global {
  interface JSON {
    /** ES2025 "source text access", not in the compiler's library yet. */
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

/**
 * JSON as platforms send it: order ids of 16 to 19 digits arrive as bare numbers, and a double would change them.
 * Integers beyond 2^53, and numbers beyond every double (which would be stored as null), become strings as written; everything
 * else is plain JSON.
 */
export function parseLosslessJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text);
}

// Also matches digits inside strings; that only costs the slower path.
const LONG_NUMBER = /\d{16}|\d[eE]\+?\d{3}/;

function keepLongNumbers(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context.source === undefined) return value;
  return !Number.isFinite(value) || /^-?\d+$/.test(context.source) ? context.source : value;
}

/** Nesting depth beyond which a document is refused; recursion over it must not be able to exhaust the stack. */
export const MAX_JSON_DEPTH = 64;

export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((child) => isDeeperThan(child, limit - 1));
}
