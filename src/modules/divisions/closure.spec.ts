import { closureRows } from './closure.js';

const isZone = (code: string): boolean => code === '970171';
const areas = (code: string, path: string[], isLoose: boolean): string[] =>
  closureRows(code, path, isZone)
    .filter((row) => row.isLoose === isLoose)
    .map(({ level, areaCode }) => `${level} ${areaCode}`);

it('counts a village in a hosted zone for the county and the zone', () => {
  const path = ['97', '9701', '970102', '970171', '970171400', '970171400001'];
  expect(areas('970171400001', path, false)).toEqual([
    'all ',
    'province 97',
    'city 9701',
    'county 970102',
    'zone 970171',
    'township 970171400',
    'village 970171400001',
  ]);
  expect(areas('970171400001', path, true)).toEqual([]);
});

it('leaves a zone without host among no counties', () => {
  expect(areas('970171', ['97', '9701', '970171'], true)).toEqual([
    'county ',
    'county 97',
    'county 9701',
    'county 970171',
    'township ',
    'township 97',
    'township 9701',
    'township 970171',
    'village ',
    'village 97',
    'village 9701',
    'village 970171',
  ]);
});

it('gives no division the whole country and no level', () => {
  expect(closureRows('', [], isZone)).toEqual([
    { code: '', level: 'all', areaCode: '', isLoose: false },
    { code: '', level: 'city', areaCode: '', isLoose: true },
    { code: '', level: 'county', areaCode: '', isLoose: true },
    { code: '', level: 'township', areaCode: '', isLoose: true },
    { code: '', level: 'village', areaCode: '', isLoose: true },
  ]);
});
