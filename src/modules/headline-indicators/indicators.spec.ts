import { figureOf, NOTHING, sumOf } from './indicator-sums.js';
import { isRural, isRuralByCode, partOf } from './rural-rule.js';

describe('a township', () => {
  it.each([
    ['云东街道', '140681001', false],
    ['the last sub-district there can be', '140681099', false],
    ['a town', '140681100', true],
    ['金沙滩镇', '140681102', true],
    ['a township', '140681203', true],
    ['金沙滩农牧场', '140681500', true],
  ])('%s (%s) is rural by its code: %s', (_name, code, expected) => expect(isRuralByCode(code)).toBe(expected));

  it('is what was decided of it, whatever its code says', () => {
    const township = { code: '140681001', name: '云东街道', path: [] };
    expect([true, false, null].map((decided) => isRural({ ...township, decided }))).toEqual([true, false, false]);
    expect(isRural({ ...township, code: '140681102', decided: false })).toBe(false);
  });
});

it('finds the part of an area a place lies in; a zone is in its host county', () => {
  const path = ['14', '1406', '140602', '140671', '140671400'];
  expect(['14', '1406', '140602'].map((area) => partOf(path, area))).toEqual(['1406', '140602', '140671']);
  expect(partOf(path, '140671400')).toBeNull();
  expect(partOf(path, '1401')).toBeNull();
});

describe('a figure', () => {
  const RANGE = { from: '2026-11-01', to: '2026-11-21' };
  const sold = { paidFen: 4_000_000, refundedFen: 500_000, lines: 7, quantity: 40 };
  const before = { paidFen: 2_000_000, refundedFen: 0, lines: 5, quantity: 20 };

  it('is of the asked measure, and grows by the rules of the rankings', () => {
    expect(figureOf(sold, before, sumOf([sold, sold]), 'net', RANGE)).toEqual({
      ...sold,
      netFen: 3_500_000,
      value: 3_500_000,
      share: 0.5,
      growth: { kind: 'rate', rate: 0.75, base: 2_000_000 },
    });
    expect(figureOf(sold, before, sold, 'paid', RANGE)).toMatchObject({ value: 4_000_000, share: 1, growth: { rate: 1 } });
    expect(figureOf(sold, { ...before, lines: 4 }, sold, 'net', RANGE).growth).toMatchObject({ kind: 'small-base' });
    expect(figureOf(sold, before, sold, 'net', { from: '2026-01-01', to: '2026-01-31' }).growth).toMatchObject({ kind: 'not-comparable' });
  });

  it('of nothing is zero, without share or growth', () => {
    expect(figureOf(NOTHING, NOTHING, NOTHING, 'net', RANGE)).toMatchObject({ value: 0, share: null, growth: null });
  });
});
