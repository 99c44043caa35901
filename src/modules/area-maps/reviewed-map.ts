import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from '../../platform/config/index.js';
import { TILES } from './tile-grid.js';

type Point = readonly [longitude: number, latitude: number];
export type Polygon = readonly (readonly Point[])[];

export interface MapArea {
  readonly code: string;
  readonly polygons: readonly Polygon[];
}

/** A map that was reviewed before it was published; its number is printed wherever it is shown. */
export interface ReviewedMap {
  readonly reviewNumber: string;
  readonly areas: readonly MapArea[];
}

const LARGEST_BYTES = 16 * 1_024 * 1_024;
/** GS(2024)0650号, 晋S(2023)005号. */
const REVIEW_NUMBER = /^[A-Z\p{Script=Han}]{1,6}[（(]20\d{2}[）)]\s?\d{1,6}\s?号$/u;
const NAMES_SHOWN = 5;

/** The operator's own map, or none. A file that cannot be shown as it must be keeps the program from starting, and the error says why. */
export function readReviewedMap(path: string | null): ReviewedMap | null {
  return path === null ? null : parseReviewedMap(readText(path));
}

export function parseReviewedMap(text: string): ReviewedMap {
  const file = recordOf(parseJson(text));
  if (file.type !== 'FeatureCollection' || !Array.isArray(file.features)) throw refusal('is no GeoJSON FeatureCollection');
  const reviewNumber = reviewNumberOf(file);
  const areas = file.features.map(areaOf);
  requireCounties(areas.map(({ code }) => code));
  return { reviewNumber, areas };
}

function readText(path: string): string {
  try {
    if (statSync(path).size > LARGEST_BYTES) throw refusal('is larger than 16 MB; simplify its borders');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refusal(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('is no JSON');
  }
}

function reviewNumberOf(file: Record<string, unknown>): string {
  const properties = recordOf(file.properties);
  const found = [properties['审图号'], properties.reviewNumber].find((value) => typeof value === 'string');
  if (typeof found !== 'string' || found.trim() === '')
    throw refusal('has no review number: put it into the properties of the collection, "properties": {"审图号": "GS(2024)0650号"}');
  if (!REVIEW_NUMBER.test(found.trim())) throw refusal(`has a review number that is none: ${found.slice(0, 40)}`);
  return found.trim();
}

function areaOf(feature: unknown): MapArea {
  const { properties, geometry } = recordOf(feature);
  const { code, adcode } = recordOf(properties);
  const given = code ?? adcode;
  const { type, coordinates } = recordOf(geometry);
  const text = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    throw refusal(`has an area without Polygon or MultiPolygon: ${text || 'without code'}`);
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates;
  if (!isPolygons(polygons)) throw refusal(`has borders that are no longitudes and latitudes: ${text}`);
  return { code: text, polygons };
}

function isPolygons(value: unknown): value is Polygon[] {
  const isRing = (ring: unknown): boolean => Array.isArray(ring) && ring.length >= 4 && ring.every(isPoint);
  const isPolygon = (polygon: unknown): boolean => Array.isArray(polygon) && polygon.length > 0 && polygon.every(isRing);
  return Array.isArray(value) && value.length > 0 && value.every(isPolygon);
}

function isPoint(point: unknown): boolean {
  if (!Array.isArray(point) || point.length < 2) return false;
  const [longitude, latitude] = point as unknown[];
  const isIn = (value: unknown, least: number, most: number): boolean => typeof value === 'number' && value >= least && value <= most;
  return isIn(longitude, 73, 136) && isIn(latitude, 3, 54);
}

function requireCounties(codes: readonly string[]): void {
  const wanted = new Set(TILES.map(({ code }) => code));
  const strange = codes.filter((code, index) => !wanted.has(code) || codes.indexOf(code) !== index);
  const missing = [...wanted].filter((code) => !codes.includes(code));
  if (strange.length > 0) throw refusal(`has areas that are no county, or twice: ${listed(strange)}`);
  if (missing.length > 0) throw refusal(`lacks counties: ${listed(missing)}`);
}

function listed(codes: readonly string[]): string {
  const rest = codes.length > NAMES_SHOWN ? ` and ${codes.length - NAMES_SHOWN} more` : '';
  return (
    codes
      .slice(0, NAMES_SHOWN)
      .map((code) => code || '(without code)')
      .join(', ') + rest
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function refusal(why: string): ConfigError {
  return new ConfigError(`CUNBO_MAP_FILE: the map ${why}.`);
}
