import type { Tile } from '../api/area-map.js';

export type Direction = 'up' | 'down' | 'left' | 'right';

const BY_KEY: Readonly<Record<string, Direction | undefined>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export function directionOf(key: string): Direction | undefined {
  return BY_KEY[key];
}

/** The tiles shown for an area: all, or those of one city. From the north-west on, as one reads. */
export function tilesWithin(tiles: readonly Tile[], within: string): readonly Tile[] {
  return tiles.filter(({ code }) => code.startsWith(within)).sort((a, b) => a.row - b.row || a.column - b.column);
}

/** The nearest tile in a direction; straight ahead before aside. */
export function tileTowards(tiles: readonly Tile[], from: Tile, direction: Direction): Tile | null {
  const ahead = ({ row, column }: Tile): number =>
    ({ up: from.row - row, down: row - from.row, left: from.column - column, right: column - from.column })[direction];
  const aside = ({ row, column }: Tile): number =>
    Math.abs(direction === 'up' || direction === 'down' ? column - from.column : row - from.row);
  const distance = (tile: Tile): number => ahead(tile) + 2 * aside(tile);
  return tiles.filter((tile) => ahead(tile) > 0).sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** 怀仁 of 怀仁市, but 应县: a name of one character is none. */
export function shortName(name: string): string {
  return name.length > 2 ? name.replace(/[市区县]$/, '') : name;
}

/** The sides on which another city begins. */
export function cityEdges(tiles: readonly Tile[], tile: Tile): readonly Direction[] {
  const cityAt = (row: number, column: number): string | undefined =>
    tiles.find((other) => other.row === row && other.column === column)?.code.slice(0, 4);
  const own = tile.code.slice(0, 4);
  const sides: [Direction, string | undefined][] = [
    ['up', cityAt(tile.row - 1, tile.column)],
    ['down', cityAt(tile.row + 1, tile.column)],
    ['left', cityAt(tile.row, tile.column - 1)],
    ['right', cityAt(tile.row, tile.column + 1)],
  ];
  return sides.filter(([, city]) => city !== own).map(([side]) => side);
}
