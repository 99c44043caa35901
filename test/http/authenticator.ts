import { createHmac } from 'node:crypto';
import type { Browser } from './browser.js';

/** The program on a telephone, written once more from RFC 6238. */
export class Authenticator {
  private readonly key: Buffer;

  constructor(secret: string) {
    const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
    this.key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number(`0b${byte}`)));
  }

  codeAt(time: Date): string {
    const counter = Buffer.alloc(8);
    counter.writeUInt32BE(Math.floor(time.getTime() / 30_000), 4);
    const hash = createHmac('sha1', this.key).update(counter).digest();
    const number = hash.readUInt32BE(hash.at(-1)! & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}

/** Sets a second step up in this browser. */
export async function setUpSecondStep(
  browser: Browser,
  password: string,
  now: Date,
): Promise<{ authenticator: Authenticator; recoveryCodes: readonly string[] }> {
  const { secret } = await browser.must<{ secret: string }>(201, 'POST', '/api/v1/auth/second-step', { password });
  const authenticator = new Authenticator(secret);
  const { recoveryCodes } = await browser.must<{ recoveryCodes: string[] }>(200, 'POST', '/api/v1/auth/second-step/confirm', {
    code: authenticator.codeAt(now),
  });
  return { authenticator, recoveryCodes };
}
