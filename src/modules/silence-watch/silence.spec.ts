import { lengthInDays } from '../../kernel/business-day.js';
import { silencePeriods, silentAmong } from './silence.js';

it('looks at the last days, today included, and at the ninety before them', () => {
  const { window, former } = silencePeriods('2026-11-30', 30, 'before');
  expect(window).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(former).toEqual({ from: '2026-08-03', to: '2026-10-31' });
  expect([lengthInDays(window), lengthInDays(former)]).toEqual([30, 90]);
});

it('or at the same days of last year', () => {
  expect(silencePeriods('2026-01-10', 30, 'last-year')).toEqual({
    window: { from: '2025-12-12', to: '2026-01-10' },
    former: { from: '2024-12-12', to: '2025-01-10' },
  });
});

it('finds who sold before and does not now, and nobody who never sold', () => {
  const former = new Map([
    ['silent', { lines: 2 }],
    ['still there', { lines: 1 }],
    ['all taken back', { lines: 0 }],
    ['corrected to nothing', { lines: 3 }],
  ]);
  const now = new Map([
    ['still there', { lines: 1 }],
    ['new', { lines: 9 }],
    ['corrected to nothing', { lines: 0 }],
  ]);
  expect(silentAmong(former, now).map(([id]) => id)).toEqual(['silent', 'corrected to nothing']);
});
