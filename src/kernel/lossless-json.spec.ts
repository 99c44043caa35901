import fc from 'fast-check';
import { isDeeperThan, parseLosslessJson } from './lossless-json.js';

declare global {
  interface JSON {
    /** ES2025 "source text access", not in the compiler's library yet. */
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

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

  it.each([
    ['{"a":"x, 6920152002630123456 ,","b":6920152002630123456}', { a: 'x, 6920152002630123456 ,', b: '6920152002630123456' }],
    [String.raw`{"a":"\\", "b" : 6920152002630123456 }`, { a: '\\', b: '6920152002630123456' }],
    [String.raw`["say \",:6920152002630123456,","\\",6920152002630123456]`, ['say ",:6920152002630123456,', '\\', '6920152002630123456']],
    ['{"id":"6920152002630123456","list":[ 1e5, 6920152002630123456]}', { id: '6920152002630123456', list: [1e5, '6920152002630123456'] }],
    ['\n6920152002630123456\t', '6920152002630123456'],
    ['[0.1234567890123456789,-0,1e-400,1E0003]', [0.1234567890123456789, -0, 0, 1_000]],
  ])('does not take texts for numbers: %s', (text, value) => {
    expect(parseLosslessJson(text)).toEqual(value);
  });

  it('is what a reader of every number makes of it, wherever long digits stand', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '6920152002630123456',
        '-9007199254740993',
        '9007199254740991',
        '1e999',
        '-2E+400',
        '1234567890123456.5',
        '12',
        '1e3',
      ),
      fc.constantFrom(
        '"',
        '\\"',
        '\\\\',
        '"a"',
        '"x,6920152002630123456 "',
        ':',
        ',',
        ' ',
        '\n',
        '[',
        ']',
        '{',
        '}',
        '0',
        '-',
        '"k":',
        '\u00a0',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(piece, { maxLength: 6 }), (pieces, more) => {
        for (const text of [
          pieces.join(''),
          `[${pieces.join('')}]`,
          `[${pieces.join(',')}]`,
          `{"a":[${pieces.join(',')}],"b":${more.join('')}}`,
        ])
          expect(outcome(parseLosslessJson, text)).toEqual(outcome(parseWithReviver, text));
      }),
      { numRuns: 5_000 },
    );
  });

  /** Plain and slow: every number is looked at as it is written. */
  function parseWithReviver(text: string): unknown {
    return JSON.parse(text, (_key: string, value: unknown, { source }: { source?: string }) => {
      if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value;
      return !Number.isFinite(value) || /^-?\d+$/.test(source) ? source : value;
    });
  }

  function outcome(parse: (text: string) => unknown, text: string): unknown {
    try {
      return { text, value: parse(text) };
    } catch {
      return { text, refused: true };
    }
  }

  it.each([
    '',
    '{',
    '{}{}',
    "{'a':1}",
    '{"a":01}',
    'NaN',
    '[1,]',
    '\u00a0{}',
    '{ 6920152002630123456 :1}',
    '{"a":1, 6920152002630123456 : 2}',
    '[06920152002630123456]',
  ])('is refused where it is none: %j', (text) => {
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
