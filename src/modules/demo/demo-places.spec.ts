import { readFileSync } from 'node:fs';
import { buildCatalogue } from './demo-catalogue.js';
import { PLACES } from './demo-places.js';

const registerFile = new URL('../divisions/data/140000-2023-06-30.tsv', import.meta.url);
const rows = readFileSync(registerFile, 'utf8').trim().split('\n');
const names = new Map(rows.map((row): [string, string] => [row.split('\t')[0] ?? '', row.split('\t')[1] ?? '']));

describe('places of the sample', () => {
  it('all exist in the register', () => {
    const missing = Object.values(PLACES).filter((code) => !names.has(code));
    expect(missing).toEqual([]);
  });

  it('are the villages the sources name', () => {
    expect(names.get(PLACES.nanjiabu)).toBe('南家堡村委会');
    expect(names.get(PLACES.ciyao)).toBe('磁窑村委会');
    expect(names.get(PLACES.sangwan)).toBe('桑湾村委会');
    expect([PLACES.shangWujing, PLACES.zhongWujing, PLACES.xiaWujing].map((code) => names.get(code))).toEqual([
      '上五井村村委会',
      '中五井村村委会',
      '下五井村村委会',
    ]);
  });

  it('carry the name of the county in the name of every merchant that sits there', () => {
    const shortCountyNames = new Map([...names].filter(([code]) => code.length === 6).map(([code, name]) => [code, name.slice(0, 2)]));
    for (const { sketch } of buildCatalogue()) expect(sketch.name).toContain(shortCountyNames.get(sketch.divisionCode.slice(0, 6)));
  });
});
