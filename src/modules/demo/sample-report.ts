import { readFileSync } from 'node:fs';
import type { ApiClient } from './api-client.js';
import { Registry } from './registry.js';

const CITY = '1406';
const TABLE = {
  divisionCode: CITY,
  title: '数字朔州',
  year: 2023,
  firstMonth: 1,
  lastMonth: 7,
  source: '朔州市统计局',
};
const NOTE = '规模以上工业增加值按规定不公布绝对值。';
const WITH_NOTE = '规模以上工业增加值';

/** The printed table that report tables are modelled on: real published figures, unlike everything else of the sample. Found again, it is left alone. */
export async function loadSampleReport(client: ApiClient): Promise<void> {
  const tables = new Registry(client, '/api/v1/report-tables', ['divisionCode', 'title', 'year', 'lastMonth']);
  await tables.load();
  const { id, isNew } = await tables.ensure(TABLE);
  if (!isNew) return;
  const path = `/api/v1/report-tables/${id}`;
  const file = readFileSync(new URL('./data/shuozhou-2023-01-07.tsv', import.meta.url));
  const { table } = await client.write('POST', `${path}/import`, { contentBase64: file.toString('base64') });
  await client.write('PATCH', path, { footnotes: [NOTE], indicators: withNote(table) });
}

function withNote(table: unknown): unknown[] {
  const rows = typeof table === 'object' && table !== null && 'indicators' in table ? table.indicators : [];
  if (!Array.isArray(rows)) return [];
  return rows.map((row: unknown) => {
    const isNoted = typeof row === 'object' && row !== null && 'name' in row && row.name === WITH_NOTE;
    return isNoted ? { ...row, footnotes: [1] } : row;
  });
}
