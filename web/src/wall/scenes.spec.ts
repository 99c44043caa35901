import { finestMembersOf, scenesFor } from './scenes.js';

it.each([
  ['', ['cities', 'counties', 'products'], 'counties'],
  ['14', ['cities', 'counties', 'products'], 'counties'],
  ['1406', ['counties', 'townships', 'products'], 'townships'],
  ['140681', ['townships', 'villages', 'products'], 'villages'],
  ['140681102', ['villages', 'products'], 'villages'],
])('shows of %j %j, today and this month', (area, subjects, finest) => {
  expect(scenesFor(area)).toEqual(
    subjects.flatMap((subject) => [
      { subject, period: 'today' },
      { subject, period: 'month' },
    ]),
  );
  expect(finestMembersOf(area)).toBe(finest);
});
