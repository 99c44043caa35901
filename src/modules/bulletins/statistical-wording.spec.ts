import type { Growth } from '../rankings/index.js';
import {
  aboutZh,
  amountEn,
  amountZh,
  changeEn,
  changeZh,
  claimWithAmountZh,
  claimZh,
  nearZh,
  overZh,
  percent,
  pointsEn,
  pointsZh,
} from './statistical-wording.js';

const rate = (value: number, base: number): { value: number; growth: Growth } => ({
  value,
  growth: { kind: 'rate', rate: value / base - 1, base },
});

describe('amounts', () => {
  it.each([
    [0, '0元', 'CNY 0.00'],
    [5, '0.05元', 'CNY 0.05'],
    [999_999, '9999.99元', 'CNY 9,999.99'],
    [1_000_000, '1.0万元', 'CNY 10,000.00'],
    [123_449_999, '123.4万元', 'CNY 1.23 million'],
    [123_450_000, '123.5万元', 'CNY 1.23 million'],
    [9_999_949_999, '9999.9万元', 'CNY 100.00 million'],
    [9_999_950_000, '1.00亿元', 'CNY 100.00 million'],
    [18_345_000_000, '1.83亿元', 'CNY 183.45 million'],
    [-250_000_000, '-250.0万元', 'CNY -2.50 million'],
    [9_007_199_254_740_991, '900719.93亿元', 'CNY 90071992.55 million'],
  ])('%d fen', (fen, zh, en) => {
    expect([amountZh(fen), amountEn(fen)]).toEqual([zh, en]);
  });

  it.each([
    [18_999_999_999, '超1.8亿元', '近1.9亿元', '约1.9亿元', '超1.8亿元'],
    [19_700_000_000, '超1.9亿元', '近2亿元', '约2亿元', '近2亿元'],
    [18_000_000_000, '超1.8亿元', '近1.8亿元', '约1.8亿元', '1.8亿元'],
    [7_547_000_000, '超7500万元', '近7600万元', '约7500万元', '超7500万元'],
    [9_950_000_001, '超9900万元', '近1亿元', '约1亿元', '近1亿元'],
    [10_000_000_001, '超1亿元', '近1.1亿元', '约1亿元', '超1亿元'],
  ])('%d fen, rounded in words', (fen, over, near, about, claim) => {
    expect([overZh(fen), nearZh(fen), aboutZh(fen), claimZh(fen)]).toEqual([over, near, about, claim]);
  });

  it.each([
    [18_345_000_000, '超1.8亿元（1.83亿元）'],
    [19_700_000_000, '近2亿元（1.97亿元）'],
    [18_000_000_000, '1.80亿元'],
    [8_001_000, '8.0万元'],
    [100_000_000, '100.0万元'],
    [500_000, '5000.00元'],
  ])('%d fen, claimed with the amount', (fen, text) => {
    expect(claimWithAmountZh(fen)).toBe(text);
  });

  it('are never rounded up by 超 nor down by 近', () => {
    const size = (text: string): number =>
      Number(/[\d.]+/.exec(text)?.[0]) * (text.endsWith('亿元') ? 1e10 : text.endsWith('万元') ? 1e6 : 100);
    for (let fen = 1_000_003; fen < 1e14; fen = Math.floor(fen * 1.37)) {
      expect(size(overZh(fen))).toBeLessThanOrEqual(fen);
      expect(size(nearZh(fen))).toBeGreaterThanOrEqual(fen);
    }
  });
});

describe('rates', () => {
  it.each([
    [0.1834, '18.3%'],
    [0.18349999, '18.3%'],
    [0.1835, '18.4%'],
    [0.2355 - 0.2, '3.6%'],
    [-0.0004, '0.0%'],
    [-0.0005, '-0.1%'],
    [12.5, '1250.0%'],
  ])('%d', (ratio, text) => {
    expect(percent(ratio)).toBe(text);
  });

  it.each([
    [0.013, '提高1.3个百分点', 'up 1.3 percentage points'],
    [-0.0449, '下降4.5个百分点', 'down 4.5 percentage points'],
    [0.0004, '持平', 'unchanged'],
  ])('that differ by %d', (difference, zh, en) => {
    expect([pointsZh(difference), pointsEn(difference)]).toEqual([zh, en]);
  });
});

describe('changes', () => {
  const base = 1_000_000_000;
  it.each<[string, { value: number; growth: Growth | null }, string, string]>([
    ['growth', rate(1_183_000_000, base), '同比增长18.3%', 'up 18.3% on the same period last year'],
    ['decline', rate(948_000_000, base), '同比下降5.2%', 'down 5.2% on the same period last year'],
    ['as much', rate(base, base), '与上年同期持平', 'unchanged from the same period last year'],
    ['hardly more', rate(1_000_400_000, base), '与上年同期持平', 'unchanged from the same period last year'],
    ['nearly double', rate(1_999_000_000, base), '同比增长99.9%', 'up 99.9% on the same period last year'],
    ['double', rate(2_000_000_000, base), '是上年同期的200.0%，提升100.0%', '200.0% of the same period last year, up by 100.0%'],
    ['more than double', rate(3_255_000_000, base), '是上年同期的325.5%，提升225.5%', '325.5% of the same period last year, up by 225.5%'],
    ['to nothing', rate(0, base), '同比下降100.0%', 'down 100.0% on the same period last year'],
    [
      'below zero',
      rate(-1, base),
      '由上年同期的1000.0万元转为负数，不列增速',
      'from CNY 10.00 million in the same period last year to below zero, no growth rate',
    ],
    ['base zero', { value: 5, growth: { kind: 'new', base: 0 } }, '上年同期为零，属新增', 'new: nothing in the same period last year'],
    [
      'base small',
      { value: 5, growth: { kind: 'small-base', base: 3 } },
      '上年同期基数小，不列增速',
      'base of the same period last year too small for a growth rate',
    ],
    [
      'base negative',
      { value: 5, growth: { kind: 'not-comparable', base: -3 } },
      '上年同期为负，不可比',
      'not comparable: the same period last year was negative',
    ],
    [
      'January',
      { value: 5, growth: { kind: 'not-comparable', base: 3 } },
      '春节错月，单月不可比',
      'not comparable: Spring Festival moves between January and February',
    ],
    ['nothing at all', { value: 0, growth: null }, '与上年同期均为零', 'nothing in either period'],
  ])('%s', (_name, comparison, zh, en) => {
    expect([changeZh(comparison), changeEn(comparison)]).toEqual([zh, en]);
    expect(zh).not.toMatch(/高\d/);
  });
});
