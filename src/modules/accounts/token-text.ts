import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as text that stands in cookies, headers and addresses. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. A plain hash of so many random bits cannot be reversed by trying. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
