import { attachmentNamed } from './file-name.js';
import { writeCsv } from './csv.js';
import { withoutFormula } from './formula.js';
import type { Sheet } from './sheet.js';
import { readWorkbook, writeWorkbook } from './workbook.js';

const SHEET: Sheet = {
  name: '排行/县',
  preamble: [['朔州市 · 各县（市、区）'], ['截至', '2026年11月22日 08:00']],
  columns: [
    { heading: '代码', kind: 'id' },
    { heading: '名称', kind: 'text' },
    { heading: '净成交（元）', kind: 'yuan' },
    { heading: '件数（件）', kind: 'count' },
    { heading: '同比（%）', kind: 'percent' },
  ],
  rows: [
    ['140681102201', '南家堡村', 123_456_789, 12, 0.18345],
    ['140681102202', '=cmd|"/c calc"!A1', -5, 0, -0.5],
    ['', '合计, "全部"', 9_007_199_254_740_991, 3, null],
    ['140681102203', '新村', 100, 1, '新增'],
  ],
};

describe('A text that a spreadsheet would take for a formula', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\rx',
    '\nx',
    '  =1',
    '\u3000＝1',
    '\u00a0+1',
    '\ufeff-1',
    '\u200b@x',
    '＋1',
    '－1',
    '＠x',
  ])('%j is made plain', (text) => {
    expect(withoutFormula(text)).toBe(`'${text}`);
  });

  it.each(['怀仁市', '青花-大碗', 'a=b', '1-2', "'=1", '', '（-）'])('%j stays as it is', (text) => {
    expect(withoutFormula(text)).toBe(text);
  });
});

describe('A file of separated values', () => {
  it('opens in Excel: marked as UTF-8, CRLF, ids kept as text, exact amounts, no formulas', () => {
    expect(writeCsv(SHEET)).toBe(
      [
        '\uFEFF朔州市 · 各县（市、区）',
        '截至,2026年11月22日 08:00',
        '代码,名称,净成交（元）,件数（件）,同比（%）',
        '"140681102201\t",南家堡村,1234567.89,12,18.35',
        '"140681102202\t","\'=cmd|""/c calc""!A1",-0.05,0,-50.00',
        ',"合计, ""全部""",90071992547409.91,3,',
        '"140681102203\t",新村,1.00,1,新增',
        '',
      ].join('\r\n'),
    );
  });
});

describe('A workbook', () => {
  it('holds numbers as numbers, ids as text and no formula, under a frozen head', async () => {
    const [sheet] = await readWorkbook(await writeWorkbook([SHEET]));
    expect(sheet?.name).toBe('排行 县');
    expect(sheet?.rows.slice(3, 6)).toEqual([
      ['140681102201', '南家堡村', 1_234_567.89, 12, 0.18345],
      ['140681102202', `'=cmd|"/c calc"!A1`, -0.05, 0, -0.5],
      ['', '合计, "全部"', 90_071_992_547_409.91, 3, null],
    ]);
  });
});

describe('The name of a file', () => {
  it('is said in UTF-8, and plainly for programs that read no other', () => {
    expect(attachmentNamed("排行 朔州市/各县 (1)'", 'csv', 'ranking')).toBe(
      `attachment; filename="ranking.csv"; filename*=UTF-8''%E6%8E%92%E8%A1%8C%20%E6%9C%94%E5%B7%9E%E5%B8%82%20%E5%90%84%E5%8E%BF%20%281%29%27.csv`,
    );
  });
});
