import { ageOf, barsOf, isOld, type Minute, type SessionMinutes } from './minutes.js';

const at = (minute: number): string => `2026-11-20T20:${String(minute).padStart(2, '0')}:00+08:00`;
const minute = (index: number, paidFen = 0, isBeforeStart = false): Minute => ({
  at: at(index),
  isBeforeStart,
  paidFen,
  refundedFen: 0,
  orders: 0,
});
const window = { startsAt: at(10), endsAt: at(20), minutes: 10, paidFen: 0, refundedFen: 0, orders: 0 };
const told = (minutes: readonly Minute[], running: Minute | null): SessionMinutes => ({
  ...{ liveSessionId: '88', title: '晚场', startedAt: at(0), asOf: at(20), isOver: running === null, differenceFen: null },
  ...{ last: window, before: window, running, minutes, products: [] },
});

describe('The bars of the last minutes', () => {
  it('are measured by the largest of all, the one that runs included', () => {
    const bars = barsOf(told([minute(9, 100), minute(10, 200)], minute(20, 400)));
    expect(bars.map(({ part, size }) => [part, size])).toEqual([
      ['before', 0.25],
      ['last', 0.5],
      ['running', 1],
    ]);
  });

  it('tell a minute of before the show from one without a sale, unless something was paid in it', () => {
    const bars = barsOf(told([minute(0, 0, true), minute(1, 50, true), minute(2)], null));
    expect(bars.map(({ isBeforeStart, size }) => [isBeforeStart, size])).toEqual([
      [true, 0],
      [false, 1],
      [false, 0],
    ]);
  });
});

describe('The age of figures', () => {
  it('is told in minutes and seconds, and never of the future', () => {
    expect(ageOf(0, 125_900)).toEqual({ minutes: 2, seconds: 5 });
    expect(ageOf(5_000, 0)).toEqual({ minutes: 0, seconds: 0 });
    expect([isOld(0, 75_000), isOld(0, 75_001)]).toEqual([false, true]);
  });
});
