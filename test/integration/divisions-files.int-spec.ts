import { readFileSync, writeFileSync } from 'node:fs';
import { readDefaultRegister, readRegisterFiles } from '../../src/modules/divisions/index.js';
import { CLOUD_PROVINCE, type RegisterDraft, writeRegister } from './divisions-register.js';

function read(draft: Partial<RegisterDraft>) {
  const { tsv, manifest, aliases } = writeRegister({ ...CLOUD_PROVINCE, ...draft });
  return readRegisterFiles(tsv, manifest, aliases);
}

const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;

it('reads the bundled register of Shanxi', () => {
  const { names, manifest } = readDefaultRegister();
  expect(names.size).toBe(23_380);
  expect(manifest.zones.map(({ code }) => code)).toEqual(['140171', '140271', '140671', '140971']);
});

it('reads a register without aliases', () => {
  const { tsv, manifest } = writeRegister(CLOUD_PROVINCE);
  expect(readRegisterFiles(tsv, manifest, null).aliases).toEqual([]);
});

it('refuses a list that is not the one its manifest describes', () => {
  const { tsv, manifest } = writeRegister(CLOUD_PROVINCE);
  writeFileSync(tsv, readFileSync(tsv, 'utf8').replace('李家', '刘家'));
  expect(() => readRegisterFiles(tsv, manifest, null)).toThrow(refusal('divisions.file-tampered'));
});

it('names a file that is not there', () => {
  expect(() => readRegisterFiles('/nowhere/list.tsv', '/nowhere/manifest.json', null)).toThrow(refusal('divisions.file-unreadable'));
});

it.each<[string, string, Partial<RegisterDraft>]>([
  ['a code of seven digits', 'divisions.row-invalid', { rows: [...CLOUD_PROVINCE.rows, ['9701020', '某地']] }],
  ['a code of another province', 'divisions.row-invalid', { rows: [...CLOUD_PROVINCE.rows, ['96', '他省']] }],
  ['a name of nothing', 'divisions.row-invalid', { rows: [...CLOUD_PROVINCE.rows, ['970103', ' ']] }],
  ['a code twice', 'divisions.row-repeated', { rows: [...CLOUD_PROVINCE.rows, ['970102', '晴空区']] }],
  ['a township without its county', 'divisions.row-orphan', { rows: [...CLOUD_PROVINCE.rows, ['970103100', '孤镇']] }],
  ['fewer rows than its manifest says', 'divisions.row-count', { manifest: { rowCount: 12 } }],
  ['a zone that is not in the list', 'divisions.zone-unknown', { zones: [{ code: '970172' }] }],
  ['a zone hosted by a zone', 'divisions.host-unknown', { zones: [{ code: '970171', hostCountyCode: '970171' }] }],
  ['an alias of nothing', 'divisions.alias-unknown', { aliases: [{ alias: '旧镇', code: '970199', kind: 'abolished' }] }],
  ['an alias of an unknown kind', 'divisions.file-invalid', { aliases: [{ alias: '旧镇', code: '970102', kind: 'old' }] }],
  ['a misspelt field', 'divisions.file-invalid', { manifest: { zones: [{ code: '970171', hostCountycode: '970102' }] } }],
  ['no date', 'divisions.file-invalid', { manifest: { asOf: 'last summer' } }],
])('refuses a register with %s', (_what, code, draft) => {
  expect(() => read(draft)).toThrow(refusal(code));
});
