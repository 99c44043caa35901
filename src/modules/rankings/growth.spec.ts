import { type GrowthFacts, growthOf } from './growth.js';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-21' };

function growth(more: Partial<GrowthFacts>) {
  return growthOf({ measure: 'net', compare: 'yoy', range: NOVEMBER, value: 1_160_000, base: 1_000_000, baseLines: 5, ...more });
}

describe('Growth', () => {
  it('is the rate over the base', () => {
    expect(growth({ base: 2_000_000, value: 2_500_000 })).toEqual({ kind: 'rate', rate: 0.25, base: 2_000_000 });
    expect(growth({ base: 2_000_000, value: 0 })).toEqual({ kind: 'rate', rate: -1, base: 2_000_000 });
    expect(growth({ base: 2_000_000, value: -1_000_000 })).toEqual({ kind: 'rate', rate: -1.5, base: 2_000_000 });
  });

  it('is new over nothing, and nothing of nothing', () => {
    expect(growth({ base: 0, baseLines: 0 })).toEqual({ kind: 'new', base: 0 });
    expect(growth({ base: 0, baseLines: 0, value: -5 })).toEqual({ kind: 'new', base: 0 });
    expect(growth({ base: 0, baseLines: 0, value: 0 })).toBeNull();
  });

  it('is not reckoned from a small base: less than 10,000 yuan, or fewer than five lines', () => {
    expect(growth({ base: 999_999, baseLines: 100 })).toEqual({ kind: 'small-base', base: 999_999 });
    expect(growth({ base: 1_000_000, baseLines: 4 })).toEqual({ kind: 'small-base', base: 1_000_000 });
    expect(growth({ base: 1_000_000, baseLines: 5 })).toMatchObject({ kind: 'rate' });
  });

  it.each(['orders', 'lines', 'quantity'] as const)('of %s needs lines, not money', (measure) => {
    expect(growth({ measure, base: 5, value: 10, baseLines: 5 })).toEqual({ kind: 'rate', rate: 1, base: 5 });
    expect(growth({ measure, base: 500, value: 10, baseLines: 4 })).toEqual({ kind: 'small-base', base: 500 });
  });

  it('is not comparable with less than nothing', () => {
    expect(growth({ base: -1 })).toEqual({ kind: 'not-comparable', base: -1 });
    expect(growth({ base: -1, compare: 'previous' })).toEqual({ kind: 'not-comparable', base: -1 });
  });

  it.each([
    ['2026-01-01', '2026-01-31', true],
    ['2026-02-01', '2026-02-28', true],
    ['2026-02-10', '2026-02-10', true],
    ['2026-01-15', '2026-02-15', false],
    ['2026-01-01', '2026-03-31', false],
    ['2025-12-01', '2026-01-31', false],
    ['2025-01-01', '2026-01-31', false],
    ['2026-03-01', '2026-03-31', false],
  ])('from %s to %s is moved by the Spring Festival: %s', (from, to, isMoved) => {
    expect(growth({ range: { from, to } })?.kind).toBe(isMoved ? 'not-comparable' : 'rate');
    expect(growth({ range: { from, to }, base: 0, value: 0 })?.kind).toBe(isMoved ? 'not-comparable' : undefined);
    expect(growth({ range: { from, to }, compare: 'previous' })?.kind).toBe('rate');
  });
});
