import { signingKey } from './signing-secret.js';

const secretOf = (length: number) => `whsec_${Buffer.alloc(length, 0xa7).toString('base64')}`;

describe('A signing secret', () => {
  it.each([24, 25, 32, 64])('of %i bytes holds its key', (length) => {
    expect(signingKey(secretOf(length))).toEqual(Buffer.alloc(length, 0xa7));
  });

  it('is read without its padding, too', () => {
    expect(signingKey(secretOf(32).replace(/=+$/, ''))).toEqual(Buffer.alloc(32, 0xa7));
  });

  it.each([
    ['too short', secretOf(23)],
    ['too long', secretOf(65)],
    ['without its prefix', secretOf(32).slice('whsec_'.length)],
    ['in base64url', `whsec_${Buffer.alloc(33, 0xff).toString('base64url')}`],
    ['cut in the middle of a byte', secretOf(24).slice(0, -1).concat('AB')],
    ['with stray bits at the end', `whsec_${'A'.repeat(33)}B==`],
    ['with a blank', `${secretOf(24)} `],
    ['with a line end', `${secretOf(24)}\n`],
    ['empty', ''],
  ])('%s is refused', (_fault, secret) => {
    expect(signingKey(secret)).toBeNull();
  });
});
