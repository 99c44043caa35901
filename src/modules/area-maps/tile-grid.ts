import { readFileSync } from 'node:fs';

/** A county as one tile of a schematic grid: where it stands among its neighbours, no border of anything. */
export interface Tile {
  readonly code: string;
  readonly name: string;
  readonly row: number;
  readonly column: number;
}

/** The 117 counties of Shanxi: each once, those of a city together, the province's shape kept as far as squares can. Drawn by ourselves. */
export const TILES: readonly Tile[] = JSON.parse(readFileSync(new URL('./data/140000-tiles.json', import.meta.url), 'utf8')) as Tile[];
