import { defaultsOn, lastMonths, parseWatchQuery, toWatchAddress } from './watch-query.js';

const TODAY = '2026-11-30';

it('begins with the own division, this month, and prices through the last whole month', () => {
  expect(parseWatchQuery({}, TODAY, '140681')).toMatchObject({
    within: '140681',
    from: '2026-11-01',
    to: '2026-11-30',
    measure: 'net',
    basis: 'origin',
    year: 2026,
    month: '2026-10',
    months: 6,
    days: 30,
  });
  expect(parseWatchQuery({}, TODAY, null).within).toBeNull();
});

it('says in the address what is not usual, and reads it back', () => {
  const query = {
    ...defaultsOn(TODAY, '140681'),
    within: '1406',
    from: '2026-01-01',
    measure: 'paid',
    months: 12,
    of: 'villages',
  } as const;
  const address = toWatchAddress(query, TODAY, '140681');
  expect(address).toEqual({ within: '1406', from: '2026-01-01', to: '2026-11-30', measure: 'paid', months: '12', of: 'villages' });
  expect(parseWatchQuery(address, TODAY, '140681')).toEqual(query);
  expect(toWatchAddress(defaultsOn(TODAY, '140681'), TODAY, '140681')).toEqual({});
});

it.each([
  { within: '14068' },
  { from: '2026-11-30', to: '2026-11-01' },
  { month: '2026-13' },
  { year: '1999' },
  { of: 'hosts' },
  { days: ['30'] },
])('takes %j for nothing', (address) => expect(parseWatchQuery(address, TODAY, '140681')).toEqual(defaultsOn(TODAY, '140681')));

it('lists months backwards over the turn of a year', () => {
  expect(lastMonths('2026-02-28', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
