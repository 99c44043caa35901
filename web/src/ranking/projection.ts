import type { MapArea, Point } from '../api/area-map.js';

export interface DrawnArea {
  readonly code: string;
  /** Of an SVG path. */
  readonly path: string;
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
}

/** Longitudes shortened as at the middle latitude: over one province straighter projections look the same. */
export function drawMap(areas: readonly MapArea[], width: number): DrawnMap {
  const points = areas.flatMap(({ polygons }) => polygons.flat(2));
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  const [west, east] = [least(longitudes), greatest(longitudes)];
  const [south, north] = [least(latitudes), greatest(latitudes)];
  const shortening = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / Math.max((east - west) * shortening, Number.EPSILON);
  const place = ([longitude, latitude]: Point): string =>
    `${((longitude - west) * shortening * scale).toFixed(1)} ${((north - latitude) * scale).toFixed(1)}`;
  const drawn = areas.map(({ code, polygons }) => ({
    code,
    path: polygons
      .flat()
      .map((ring) => `M${ring.map(place).join('L')}Z`)
      .join(''),
  }));
  return { width, height: (north - south) * scale, areas: drawn };
}

// Borders have too many points to be handed to Math.min as arguments.
const least = (values: readonly number[]): number => values.reduce((min, value) => Math.min(min, value), Infinity);
const greatest = (values: readonly number[]): number => values.reduce((max, value) => Math.max(max, value), -Infinity);
