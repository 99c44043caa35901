import { call } from './client.js';

/** A county as a tile of a schematic grid. */
export interface Tile {
  readonly code: string;
  readonly name: string;
  readonly row: number;
  readonly column: number;
}

export interface AreaMap {
  readonly tiles: readonly Tile[];
  /** Of the reviewed map; null: there is none. */
  readonly reviewNumber: string | null;
}

export type Point = readonly [longitude: number, latitude: number];

export interface MapArea {
  readonly code: string;
  readonly polygons: readonly (readonly (readonly Point[])[])[];
}

export interface ReviewedMap {
  readonly reviewNumber: string;
  readonly areas: readonly MapArea[];
}

export const areaMaps = {
  tiles: (): Promise<AreaMap> => call('/area-map'),
  boundaries: (): Promise<ReviewedMap> => call('/area-map/boundaries'),
};
