import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseReviewedMap, readReviewedMap } from './reviewed-map.js';
import { TILES } from './tile-grid.js';

const NUMBER = '晋S(2026)005号';

function square(code: unknown, [west, south]: readonly [number, number] = [112, 37]): object {
  const ring = [
    [west, south],
    [west + 0.1, south],
    [west + 0.1, south + 0.1],
    [west, south],
  ];
  return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function file(properties: object = { 审图号: NUMBER }, features = TILES.map(({ code }) => square(code))): string {
  return JSON.stringify({ type: 'FeatureCollection', properties, features });
}

const without = (code: string): object[] => TILES.filter((tile) => tile.code !== code).map((tile) => square(tile.code));

describe('A map that an operator supplies', () => {
  it('is taken with its review number and all counties, codes as text or numbers', () => {
    const map = parseReviewedMap(
      file(
        { reviewNumber: ` ${NUMBER} ` },
        TILES.map(({ code }) => square(Number(code))),
      ),
    );
    expect(map.reviewNumber).toBe(NUMBER);
    expect(map.areas.map(({ code }) => code)).toEqual(TILES.map(({ code }) => code));
    expect(map.areas[0]?.polygons[0]?.[0]?.[0]).toEqual([112, 37]);
  });

  it.each([
    ['without a number', file({}), /no review number/],
    ['with a number that is none', file({ 审图号: '已审' }), /review number that is none: 已审/],
    ['without a county', file(undefined, without('140681')), /lacks counties: 140681/],
    ['with a county twice', file(undefined, [...TILES.map(({ code }) => square(code)), square('140681')]), /twice: 140681/],
    ['with codes of another year', file(undefined, [...without('140681'), square('140624')]), /no county, or twice: 140624/],
    [
      'in metres',
      file(undefined, [...without('140681'), square('140681', [12_500_000, 4_500_000])]),
      /no longitudes and latitudes: 140681/,
    ],
    ['that is no map', '[]', /no GeoJSON/],
    ['that is no JSON', '<svg>', /no JSON/],
  ])('%s is refused, and the error says why', (_which, text, why) => {
    expect(() => parseReviewedMap(text)).toThrow(why);
    expect(() => parseReviewedMap(text)).toThrow(/^CUNBO_MAP_FILE/);
  });

  it('is read from where the operator says, and none is none', () => {
    const path = join(process.env.CUNBO_TEST_DIRECTORY ?? tmpdir(), `map-${process.pid}.json`);
    writeFileSync(path, file());
    expect(readReviewedMap(path)?.reviewNumber).toBe(NUMBER);
    expect(() => readReviewedMap(`${path}.missing`)).toThrow(/CUNBO_MAP_FILE: the map cannot be read/);
    expect(readReviewedMap(null)).toBeNull();
  });
});
