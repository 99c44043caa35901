import { cells, line, message, WHOLE, WORLD } from './examples.js';
import { isEnded, PLACES, todaysCode } from './places.js';
import { computeExpected } from './reference.js';

describe("today's map", () => {
  it('follows a chain of successors, one’s own before that of the area around, and the main part of a split', () => {
    expect(todaysCode('140226101201')).toBe('140602100201');
    expect(todaysCode('140226101')).toBe('140226100');
    expect(todaysCode('140671400001')).toBe('140602');
    expect(todaysCode('140271400203')).toBe('140226100213');
    expect(todaysCode('')).toBe('');
    expect(Object.keys(PLACES).filter((code) => isEnded(todaysCode(code)))).toEqual([]);
  });

  it('counts sales for the successor, without orders', () => {
    const facts = [message({ lines: [line('1', 'bowl', 100), line('2', 'plate', 20), line('3', 'hosted', 3)] })];
    const counties = computeExpected(WORLD, facts).rankingToday('counties', WHOLE);
    expect(counties.members).toEqual(
      new Map([
        ['140681', cells(100, 0, null, 1)],
        ['140602', cells(23, 0, null, 2)],
      ]),
    );
    expect(counties.zones.size).toBe(0);
    const villages = computeExpected(WORLD, facts).rankingToday('villages', { ...WHOLE, within: '140602' });
    expect(villages.members).toEqual(new Map([['140602100201', cells(20, 0, null, 1)]]));
    expect(villages.unallocated).toEqual(cells(3, 0, null, 1));
  });
});
