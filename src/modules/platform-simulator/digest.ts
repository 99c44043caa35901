import { createHash, createHmac } from 'node:crypto';

export function md5Hex(content: string | Buffer): string {
  return createHash('md5').update(content).digest('hex');
}

export function sha1Hex(content: string): string {
  return createHash('sha1').update(content).digest('hex');
}

export function hmacSha256(key: string, content: string | Buffer, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', key).update(content).digest(encoding);
}

/** A text that looks random and is the same in every run. */
export function steadyHex(seed: string, length: number): string {
  return createHash('sha512').update(seed).digest('hex').slice(0, length);
}

/** Digits that look random and are the same in every run, not beginning with 0. */
export function steadyDigits(seed: string, length: number): string {
  const number = BigInt(`0x${steadyHex(seed, 32)}`)
    .toString()
    .padStart(length, '7');
  return `${(Number(number.at(-1)) % 9) + 1}${number.slice(0, length - 1)}`;
}
