import { figureStateOf } from './figure-state.js';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('How firm figures are', () => {
  it.each([
    ['2026-11-15', 'provisional'],
    ['2026-11-30', 'provisional'],
    ['2026-10-31', 'provisional'],
    ['2026-12-01', 'next-day'],
  ])('of November, read on %s: %s', (readOn, state) => {
    expect(figureStateOf(NOVEMBER, readOn)).toBe(state);
  });

  it('they are frozen in an issued bulletin, whenever they are read', () => {
    expect(figureStateOf(NOVEMBER, '2026-11-15', true)).toBe('frozen');
  });
});
