import { readDefaultRegister } from '../divisions/index.js';
import { type Tile, TILES } from './tile-grid.js';

// Zones have codes among the counties' and are none: 71 to 79 in the last two digits.
const counties = [...readDefaultRegister().names].filter(([code]) => /^14\d{4}$/.test(code) && !/7[1-9]$/.test(code));

function areNeighbours(one: Tile, other: Tile): boolean {
  return Math.abs(one.row - other.row) + Math.abs(one.column - other.column) === 1;
}

function reachableFrom(start: Tile, tiles: readonly Tile[]): number {
  const reached = new Set([start]);
  for (const tile of reached) for (const other of tiles) if (areNeighbours(tile, other)) reached.add(other);
  return reached.size;
}

const cities = [...new Set(TILES.map(({ code }) => code.slice(0, 4)))];
const ofCity = (city: string): Tile[] => TILES.filter(({ code }) => code.startsWith(city));

/** Of its tiles: how far down, and how far to the right. */
function middleOf(city: string): { row: number; column: number } {
  const tiles = ofCity(city);
  const mean = (of: (tile: Tile) => number): number => tiles.reduce((sum, tile) => sum + of(tile), 0) / tiles.length;
  return { row: mean(({ row }) => row), column: mean(({ column }) => column) };
}

describe('The grid of tiles', () => {
  it('has each of the 117 counties of the register exactly once, by its name, on a place of its own', () => {
    expect(TILES).toHaveLength(117);
    expect(Object.fromEntries(TILES.map(({ code, name }) => [code, name]))).toEqual(Object.fromEntries(counties));
    expect(new Set(TILES.map(({ row, column }) => `${row} ${column}`)).size).toBe(117);
  });

  it.each(cities)('keeps the counties of %s together', (city) => {
    const tiles = ofCity(city);
    expect(reachableFrom(tiles[0]!, tiles)).toBe(tiles.length);
  });

  it('is one piece, and lies as the province does', () => {
    expect(reachableFrom(TILES[0]!, TILES)).toBe(117);
    const row = (city: string): number => middleOf(city).row;
    const fromNorthToSouth = [['1402', '1406'], ['1409'], ['1401', '1403'], ['1407'], ['1404', '1410'], ['1405', '1408']];
    for (const [index, band] of fromNorthToSouth.slice(1).entries())
      expect(Math.min(...band.map(row))).toBeGreaterThan(Math.max(...fromNorthToSouth[index]!.map(row)));
    for (const [west, east] of [
      ['1411', '1401'],
      ['1401', '1403'],
      ['1410', '1404'],
      ['1408', '1405'],
      ['1406', '1402'],
    ] as const)
      expect(middleOf(west).column).toBeLessThan(middleOf(east).column);
  });
});
