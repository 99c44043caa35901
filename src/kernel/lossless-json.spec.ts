import fc from 'fast-check';
import { isDeeperThan, parseLosslessJson } from './lossless-json.js';

describe('JSON from platforms', () => {
  it.each([
    ['{"id":6920152002630123456}', { id: '6920152002630123456' }],
    ['[9007199254740993,-9007199254740993]', ['9007199254740993', '-9007199254740993']],
    ['9007199254740991', 9_007_199_254_740_991],
    ['[{"a":[12345678901234567890]}]', [{ a: ['12345678901234567890'] }]],
    ['{"text":"6920152002630123456","n":1}', { text: '6920152002630123456', n: 1 }],
    ['{"version":1e999,"small":-1E+999}', { version: '1e999', small: '-1E+999' }],
    ['{"n":1.2345678901234567}', { n: 1.2345678901234567 }],
    ['{"n":12345678901234567.5}', { n: 12345678901234567.5 }],
    ['1e3', 1_000],
  ])('keeps the digits of long numbers: %s', (text, value) => {
    expect(parseLosslessJson(text)).toEqual(value);
  });

  it('is otherwise what JSON.parse makes of it', () => {
    fc.assert(fc.property(fc.json(), (text) => expect(parseLosslessJson(text)).toEqual(JSON.parse(text, longIntegerAsText))));
  });

  // JSON.stringify writes an integer below 1e21 digit by digit: beyond 2^53 those digits are kept as text.
  function longIntegerAsText(_key: string, value: unknown): unknown {
    const isLong = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
    return isLong ? String(value) : value;
  }

  it.each([
    ['{"":-9007199254740992}', { '': '-9007199254740992' }],
    ['[9007199254740992,1e21]', ['9007199254740992', 1e21]],
  ])('keeps the digits of an integer just beyond 2^53: %s', (text, value) => {
    expect(parseLosslessJson(text)).toEqual(value);
  });

  it.each(['', '{', '{}{}', "{'a':1}", '{"a":01}', 'NaN', '[1,]', '\u00a0{}'])('is refused where it is none: %j', (text) => {
    expect(() => parseLosslessJson(text)).toThrow(SyntaxError);
  });
});

describe('Depth', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

  it('is counted in lists and objects', () => {
    expect([isDeeperThan('x', 0), isDeeperThan(null, 0), isDeeperThan([], 0)]).toEqual([false, false, true]);
    expect([isDeeperThan(nested(64), 64), isDeeperThan(nested(65), 64)]).toEqual([false, true]);
    expect(isDeeperThan({ a: { b: [1, { c: 2 }] } }, 3)).toBe(true);
    expect(isDeeperThan({ a: { b: [1, { c: 2 }] } }, 4)).toBe(false);
  });

  it('of any size is found without exhausting the stack', () => {
    expect(isDeeperThan(nested(500_000), 64)).toBe(true);
  });
});
