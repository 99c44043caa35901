import { footnotesOf, freeKey, moved, newIndicator } from './shape.js';

describe('the shape of a report', () => {
  it('is put in another order one step at a time, and not beyond its ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });

  it('gives new rows keys that none has', () => {
    expect(freeKey('r', [{ key: 'r2' }, { key: 'gdp' }, { key: 'r10' }])).toBe('r11');
    expect(newIndicator([]).key).toBe('r1');
  });

  it('reads numbers of notes in any writing', () => {
    expect(footnotesOf('1，3 、0')).toEqual([1, 3]);
  });
});
