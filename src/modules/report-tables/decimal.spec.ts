import fc from 'fast-check';
import { add, compareSizes, type Decimal, decimalText, growthPercent, parseDecimal, rounded, subtract, sumOf } from './decimal.js';

const decimal = (text: string): Decimal => parseDecimal(text)!;
const round = (text: string, decimals: number): string => decimalText(rounded(decimal(text), decimals));

describe('a decimal', () => {
  it('keeps what was written, to the last zero', () => {
    for (const text of ['0', '495', '3.0', '-0.6', '13395.8', '999999999999999.999999']) expect(decimalText(decimal(text))).toBe(text);
    for (const text of ['', '.5', '5.', '1e3', '+1', '1,000', '1.12345678901', '1234567890123456', '４'])
      expect(parseDecimal(text)).toBeNull();
  });

  it('is rounded half away from zero, and only where that is asked', () => {
    expect(['0.25', '-0.25', '0.249', '2.35', '-2.35'].map((text) => round(text, 1))).toEqual(['0.3', '-0.3', '0.2', '2.4', '-2.4']);
    expect(round('0.5', 0)).toBe('1');
    expect(round('-0.04', 1)).toBe('0.0');
    expect(round('3', 1)).toBe('3.0');
  });

  it('adds up exactly where floats do not', () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(decimalText(sumOf(['0.1', '0.2', '29', '-0.30'].map(decimal)))).toBe('29.00');
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(-(10n ** 15n), 10n ** 15n), (a, b) => {
        const [x, y] = [a, b].map((units) => ({ units, decimals: 3 })) as [Decimal, Decimal];
        expect(subtract(add(x, y), y)).toEqual(x);
      }),
    );
  });

  it('is compared by size, whatever its sign and decimals', () => {
    expect(compareSizes(decimal('-34.5'), decimal('0.3'))).toBe(1);
    expect(compareSizes(decimal('-0.30'), decimal('0.3'))).toBe(0);
  });

  it('of growth is exact to eight digits', () => {
    expect(decimalText(rounded(growthPercent(124_742, 100_000), 1))).toBe('24.7');
    expect(decimalText(growthPercent(1, 3))).toBe('-66.66666667');
    expect(decimalText(growthPercent(9_007_199_254_740_991, 9_007_199_254_740_990))).toBe('0.00000000');
  });
});
