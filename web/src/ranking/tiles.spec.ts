import type { Tile } from '../api/area-map.js';
import { drawMap } from './projection.js';
import { cityEdges, shortName, tilesWithin, tileTowards } from './tiles.js';

const tile = (code: string, row: number, column: number): Tile => ({ code, name: code, row, column });
const A = tile('140101', 0, 1);
const B = tile('140102', 1, 1);
const C = tile('140201', 1, 2);
const D = tile('140202', 4, 1);
const TILES = [D, C, B, A];

describe('tiles', () => {
  it('are read from the north-west on, all or those of a city', () => {
    expect(tilesWithin(TILES, '')).toEqual([A, B, C, D]);
    expect(tilesWithin(TILES, '1402')).toEqual([C, D]);
  });

  it('are reached by arrow keys, over gaps too', () => {
    expect(tileTowards(TILES, A, 'down')).toBe(B);
    expect(tileTowards(TILES, B, 'down')).toBe(D);
    expect(tileTowards(TILES, A, 'right')).toBe(C);
    expect(tileTowards(TILES, A, 'left')).toBeNull();
  });

  it('know where their city ends, and short names', () => {
    expect(cityEdges(TILES, B)).toEqual(['down', 'left', 'right']);
    expect(['怀仁市', '应县', '杏花岭区', '城区'].map(shortName)).toEqual(['怀仁', '应县', '杏花岭', '城区']);
  });
});

describe('a map with borders', () => {
  it('is drawn north up, longitudes shortened, holes and islands in one path', () => {
    const ring = (west: number, south: number): (readonly [number, number])[] => [
      [west, south],
      [west + 1, south],
      [west + 1, south + 1],
      [west, south],
    ];
    const map = drawMap([{ code: 'a', polygons: [[ring(112, 37)], [ring(113, 38)]] }], 100);
    expect(map.height).toBeCloseTo(100 / Math.cos((38 * Math.PI) / 180), 6);
    expect(map.areas[0]?.path).toMatch(
      /^M0\.0 126\.9L50\.0 126\.9L50\.0 63\.5L0\.0 126\.9ZM50\.0 63\.5L100\.0 63\.5L100\.0 0\.0L50\.0 63\.5Z$/,
    );
  });
});
