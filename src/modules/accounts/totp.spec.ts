import { base32, stepAt, stepOfCode, totpCode, totpUri } from './totp.js';

const SECRET = Buffer.from('12345678901234567890');

describe('The code of a time', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %d s is what RFC 6238 says: %s', (seconds, code) => {
    const step = stepAt(new Date(seconds * 1_000));
    expect(totpCode(SECRET, step, 8)).toBe(code);
    expect(totpCode(SECRET, step)).toBe(code.slice(2));
  });

  it('of the first ten counters are what RFC 4226 says', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(codes.map((_code, counter) => totpCode(SECRET, counter))).toEqual(codes);
  });
});

describe('A code', () => {
  const time = new Date(1_234_567_890_000);
  const now = stepAt(time);

  it('is good one step early and one late, and no more', () => {
    const found = [-2, -1, 0, 1, 2].map((away) => stepOfCode(SECRET, totpCode(SECRET, now + away), time, null));
    expect(found).toEqual([null, now - 1, now, now + 1, null]);
  });

  it('is not good once it, or a later one, has been used', () => {
    expect(stepOfCode(SECRET, totpCode(SECRET, now), time, now - 1)).toBe(now);
    expect(stepOfCode(SECRET, totpCode(SECRET, now), time, now)).toBeNull();
    expect(stepOfCode(SECRET, totpCode(SECRET, now - 1), time, now)).toBeNull();
  });
});

describe('A secret', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('is written in base 32 as RFC 4648 says, without padding: %s', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });

  it('is told to authenticator programs in an address', () => {
    expect(totpUri(SECRET, 'huairen.wang')).toBe(
      'otpauth://totp/Cunbo:huairen.wang?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cunbo&algorithm=SHA1&digits=6&period=30',
    );
  });
});
