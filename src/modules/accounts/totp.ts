import { createHmac } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** Clocks of telephones are off by so many steps, and people type slowly. */
const TOLERATED_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits, as RFC 4226 recommends for SHA-1. */
export const TOTP_SECRET_BYTES = 20;

export function stepAt(time: Date): number {
  return Math.floor(time.getTime() / STEP_MS);
}

/** The code of a step, by RFC 6238 and 4226. */
export function totpCode(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash[hash.length - 1] ?? 0) & 0x0f;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step that a code is of, near this time and after the one used last; null: of none. */
export function stepOfCode(secret: Buffer, code: string, time: Date, lastUsed: number | null): number | null {
  const now = stepAt(time);
  for (let step = now - TOLERATED_STEPS; step <= now + TOLERATED_STEPS; step += 1)
    if (step > (lastUsed ?? -1) && totpCode(secret, step) === code) return step;
  return null;
}

/** As authenticator programs take it, by hand. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => BASE32[Number(`0b${group.padEnd(5, '0')}`)]).join('');
}

/** And as a picture of squares that they read. */
export function totpUri(secret: Buffer, username: string): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer: 'Cunbo', algorithm: 'SHA1', digits: String(DIGITS), period: '30' });
  return `otpauth://totp/Cunbo:${encodeURIComponent(username)}?${query.toString()}`;
}
