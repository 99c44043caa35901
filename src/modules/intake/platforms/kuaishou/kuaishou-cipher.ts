import { createCipheriv, createDecipheriv } from 'node:crypto';

const BLOCK = 16;
const ZERO_IV = Buffer.alloc(BLOCK);

/** The key's bytes decide between AES-128, 192 and 256; null if it is no key. */
export function keyBytes(base64: string): Buffer | null {
  const key = bytesOf(base64);
  return key !== null && [16, 24, 32].includes(key.length) ? key : null;
}

/** Base64 in the one way to write these bytes, or null: otherwise some bits of the last character could be changed unseen. */
export function bytesOf(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === base64 ? bytes : null;
}

export function encrypted(plain: Buffer, key: Buffer): Buffer {
  const cipher = createCipheriv(algorithm(key), key, ZERO_IV);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/**
 * AES-CBC with an IV of zeros and PKCS#7 padding. A wrong padding does not end the work early: with this cipher, and nothing that
 * vouches for the whole, a sender who could tell a wrong padding from a wrong content by the time it takes could forge messages.
 * Null only for what is no ciphertext, which everyone can see.
 */
export function decrypted(ciphertext: Buffer, key: Buffer): Buffer | null {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) return null;
  const decipher = createDecipheriv(algorithm(key), key, ZERO_IV).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  return padded.subarray(0, padded.length - paddingLength(padded));
}

/** 0 if it is wrong: the rest then ends in bytes that are no JSON. */
function paddingLength(padded: Buffer): number {
  const length = padded[padded.length - 1] ?? 0;
  let differences = length === 0 || length > BLOCK ? 1 : 0;
  for (let back = 1; back <= BLOCK; back += 1) {
    const isPadding = back <= length ? 0xff : 0;
    differences |= isPadding & ((padded[padded.length - back] ?? 0) ^ length);
  }
  return differences === 0 ? length : 0;
}

function algorithm(key: Buffer): string {
  return `aes-${key.length * 8}-cbc`;
}
