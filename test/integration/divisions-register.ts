import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RegisterDraft {
  readonly rows: readonly (readonly [code: string, name: string])[];
  readonly asOf?: string;
  readonly zones?: readonly { code: string; hostCountyCode?: string | null }[];
  readonly aliases?: readonly { alias: string; code: string; kind: string; note?: string }[];
  /** Changes of the manifest, to break it. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

export interface RegisterPaths {
  readonly tsv: string;
  readonly manifest: string;
  readonly aliases: string;
}

/** A province that does not exist, as files: what a register of any other province would be. */
export function writeRegister({ rows, asOf = '2024-01-01', zones = [], aliases = [], manifest = {} }: RegisterDraft): RegisterPaths {
  const directory = mkdtempSync(join(process.env.CUNBO_TEST_DIRECTORY ?? tmpdir(), 'cunbo-register-'));
  const list = rows.map(([code, name]) => `${code}\t${name}\n`).join('');
  const provinceCode = rows[0]?.[0] ?? '';
  const sha256 = createHash('sha256').update(list).digest('hex');
  const paths = { tsv: join(directory, 'list.tsv'), manifest: join(directory, 'manifest.json'), aliases: join(directory, 'aliases.json') };
  writeFileSync(paths.tsv, list);
  writeFileSync(
    paths.manifest,
    JSON.stringify({ provinceCode, source: 'a test', asOf, sha256, rowCount: rows.length, zones, ...manifest }),
  );
  writeFileSync(paths.aliases, JSON.stringify(aliases));
  return paths;
}

export const CLOUD_PROVINCE: RegisterDraft = {
  rows: [
    ['97', '云上省'],
    ['9701', '白云市'],
    ['970102', '晴空区'],
    ['970102100', '朝霞镇'],
    ['970102100201', '李家村委会'],
    ['970102100202', '张家村民委员会'],
    ['970102101', '晚霞乡'],
    ['970102101201', '王家村村委会'],
    ['970171', '白云经济开发区'],
    ['970171400', '开发区街道'],
    ['970171400001', '第一社区居委会'],
  ],
  zones: [{ code: '970171' }],
};
