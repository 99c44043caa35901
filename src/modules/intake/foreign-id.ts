import { createHash } from 'node:crypto';

const MAX_SHOP_ID = 200;
// A key is part of several indexes, whose rows must fit in a third of a page, and of an address of at most 2,000 characters.
const MAX_KEY_BYTES = 1_400;

/** Whether a platform's id of a shop can be one: the database keeps no NUL and no half characters, and nobody registers an endless one. */
export function isShopId(id: string): boolean {
  return id.length <= MAX_SHOP_ID && isKept(id);
}

/** A message's key as it can be kept: as it is, or else by its hash, which tells a repeat just as well. */
export function keptKey(key: string): string {
  if (isKept(key) && Buffer.byteLength(key) <= MAX_KEY_BYTES) return key;
  // In UTF-8 all half characters would be the same.
  return `sha256:${createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('hex').slice(0, 32)}`;
}

function isKept(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
