import { KernelError } from './kernel-error.js';
import { fenFromSql, fenFromYuan, isFen } from './money.js';

describe('Yuan as people and platforms write them', () => {
  it.each([
    ['29.90', 2_990],
    ['29.9', 2_990],
    ['0', 0],
    ['-0.00', 0],
    ['8', 800],
    ['0.07', 7],
    ['1,299', 129_900],
    ['1,234,567.89', 123_456_789],
    ['￥8', 800],
    ['¥ 8.50', 850],
    ['8元', 800],
    ['－3.20', -320],
    ['１２．３４', 1_234],
    ['-90.01', -9_001],
    // As doubles these come out one fen short or over.
    ['1.15', 115],
    ['4.35', 435],
    ['8.20', 820],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('%s are %i fen', (text, fen) => {
    expect(fenFromYuan(text)).toBe(fen);
    expect(Object.is(fenFromYuan(text), -0)).toBe(false);
  });

  it.each([
    '',
    ' ',
    '.',
    '.5',
    '5.',
    '1.234',
    '1e3',
    '1.2.3',
    '--1',
    '+1',
    '约8',
    '8万',
    'NaN',
    '0x8',
    '90071992547409.92',
    '1'.repeat(15),
  ])('are not read from %j', (text) => {
    expect(() => fenFromYuan(text)).toThrow(KernelError);
  });
});

describe('Fen', () => {
  it('are integers that a double holds exactly', () => {
    expect([0, -1, 5_980, Number.MAX_SAFE_INTEGER].every(isFen)).toBe(true);
    expect([0.5, 2 ** 53, Number.NaN, Infinity, '5980', 5n, null, undefined, [5]].some(isFen)).toBe(false);
  });

  it('come from SQL exactly or not at all', () => {
    expect([fenFromSql('9007199254740991'), fenFromSql('-12'), fenFromSql(null), fenFromSql(7n)]).toEqual([
      9_007_199_254_740_991, -12, 0, 7,
    ]);
    expect(() => fenFromSql('9007199254740992')).toThrow(KernelError);
    expect(() => fenFromSql('1.5')).toThrow(KernelError);
  });
});
