import { formatCount, formatCountChange, formatFen, formatFenChange, formatRate, formatShare, moneyUnitFor } from './figures.js';

describe('figures', () => {
  it('shows yuan with two decimals, 万元 with one and 亿元 with two', () => {
    expect(formatFen(123_456_789, 'yuan')).toBe('1,234,567.89');
    expect(formatFen(123_456_789, 'wan')).toBe('123.5');
    expect(formatFen(123_456_789_012, 'yi')).toBe('12.35');
  });

  it('rounds half away from zero, on both sides of it', () => {
    expect(formatFen(50_000, 'wan')).toBe('0.1');
    expect(formatFen(49_999, 'wan')).toBe('0.0');
    expect(formatFen(-50_000, 'wan')).toBe('−0.1');
    expect(formatFen(1_050_000, 'wan')).toBe('1.1');
  });

  it('tells nothing from an amount too small for the unit, and gives neither a sign', () => {
    expect(formatFen(0, 'wan')).toBe('0');
    expect(formatFen(300, 'wan')).toBe('0.0');
    expect(formatFen(-300, 'wan')).toBe('0.0');
    expect(formatFen(-1, 'yuan')).toBe('−0.01');
  });

  it('keeps every fen of the largest amount there can be', () => {
    expect(formatFen(Number.MAX_SAFE_INTEGER, 'yuan')).toBe('90,071,992,547,409.91');
  });

  it('chooses the unit by the largest amount of the column, losses included', () => {
    expect(moneyUnitFor([])).toBe('yuan');
    expect(moneyUnitFor([99_999_999, 1])).toBe('yuan');
    expect(moneyUnitFor([100_000_000, 1])).toBe('wan');
    expect(moneyUnitFor([-100_000_000])).toBe('wan');
    expect(moneyUnitFor([100_000_000_000])).toBe('yi');
  });

  it('puts the sign before a change, and none before no change', () => {
    expect([formatFenChange(5_980), formatFenChange(-300), formatFenChange(0)]).toEqual(['+59.80', '−3.00', '0']);
    expect([formatCountChange(1_200), formatCountChange(-2), formatCountChange(0)]).toEqual(['+1,200', '−2', '0']);
  });

  it('tells growth by arrow and sign, and a rate that rounds to nothing by neither', () => {
    expect(formatRate(0.183)).toBe('↑ +18.3%');
    expect(formatRate(-0.05)).toBe('↓ −5.0%');
    expect(formatRate(12.3456)).toBe('↑ +1,234.6%');
    expect(formatRate(-0.0004)).toBe('0.0%');
  });

  it('shows what does not apply as a dash', () => {
    expect(formatCount(null)).toBe('—');
    expect(formatShare(null)).toBe('—');
    expect(formatCount(0)).toBe('0');
    expect(formatShare(0)).toBe('0');
    expect(formatShare(-0.032)).toBe('−3.2%');
  });
});
