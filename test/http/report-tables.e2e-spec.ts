import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { renderPdf } from '../../src/platform/documents/index.js';
import { settle } from '../support/pipeline.js';
import { pdfPages } from '../support/pdf-text.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { person } from './people.js';
import { handOrder, registerMerchant } from './sample-merchant.js';

/** The handed-over model: 2023, January to July, the main figures of Shuozhou. */
const FILE = readFileSync('src/modules/demo/data/shuozhou-2023-01-07.tsv');
const MODEL = FILE.toString('utf8')
  .trim()
  .split('\n')
  .map((row) => row.split('\t'));
const [HEAD = [], ...ROWS] = MODEL;
const AREAS = HEAD.slice(3)
  .filter((_, index) => index % 2 === 0)
  .map((name) => name.replace('累计', ''));

interface Value {
  readonly text: string;
  readonly decimal: string | null;
  readonly empty: string | null;
}

interface Figures {
  readonly areas: readonly { readonly key: string; readonly name: string; readonly kind: string; readonly divisionCode: string | null }[];
  readonly residualName: string | null;
  readonly isProvisional: boolean;
  readonly notes: readonly { readonly mark: string; readonly text: string }[];
  readonly indicators: readonly {
    readonly name: string;
    readonly cells: readonly { readonly level: Value; readonly rate: Value; readonly noRate: string | null }[];
    readonly check: { readonly state: string; readonly membersSum: string | null; readonly residual: string | null };
    readonly residualText: string;
  }[];
}

interface Table {
  readonly id: string;
  readonly areas: readonly { readonly key: string; readonly name: string }[];
  readonly indicators: readonly { readonly key: string; readonly name: string }[];
  readonly cells: readonly object[];
}

let server: TestApp;
let operator: OutsideProgram;
let bureau: OutsideProgram;
let id: string;
beforeAll(async () => {
  server = await startTestApp({ now: () => new Date('2026-11-22T02:00:00Z') });
  operator = new OutsideProgram(server);
  bureau = await person(server, 'bureau', { divisionCode: '1406' });
  id = (await bureau.make('/api/v1/report-tables', SHUOZHOU)).id;
});
afterAll(() => server.close());

const SHUOZHOU = {
  divisionCode: '1406',
  title: '数字朔州',
  year: 2023,
  firstMonth: 1,
  lastMonth: 7,
  source: '朔州市统计局',
  footnotes: ['规模以上工业增加值按规定不公布绝对值。'],
};

const at = (rest = ''): string => `/api/v1/report-tables/${id}${rest}`;
const imported = (content: Buffer, more: object = {}) => ({ contentBase64: content.toString('base64'), ...more });
const figuresOf = (who = bureau): Promise<Figures> => who.read<Figures>(at('/figures'));

/** A number of the file, as a reader sees it; blanks are compared by what they became. */
const sameNumber = (shown: string | number | null, given: string): boolean => given !== '' && Number(shown) === Number(given);

describe('the model table', () => {
  it('is read from its file, cell for cell', async () => {
    const answer = await bureau.must<{ imported: number; refused: object[] }>(200, 'POST', at('/import'), imported(FILE));
    expect(answer).toMatchObject({ imported: ROWS.length, refused: [] });
    const { areas, indicators } = await figuresOf();
    expect(areas.map(({ name }) => name)).toEqual(AREAS);
    expect(indicators.map(({ name }) => name)).toEqual(ROWS.map(([name]) => name));
    const wrong = ROWS.flatMap((row, index) =>
      indicators[index]!.cells.flatMap(({ level, rate }, column) =>
        [level, rate].filter((value, part) => {
          const given = row[3 + 2 * column + part] ?? '';
          return given === '' ? value.decimal !== null : value.decimal !== given;
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('knows the whole, the members and the zone that is none of them, by their codes', async () => {
    const { areas } = await figuresOf();
    expect(areas.map(({ kind, divisionCode }) => `${kind} ${divisionCode}`)).toEqual([
      ...[
        'total 1406',
        'member 140602',
        'zone 140671',
        'member 140603',
        'member 140681',
        'member 140621',
        'member 140622',
        'member 140623',
      ],
    ]);
  });

  it('adds up but for the 34.5 亿元 that are the city’s own, which it names', async () => {
    const { indicators, residualName, notes } = await figuresOf();
    const checks = indicators.map(({ name, check: { state, residual } }) => `${name} ${state} ${residual}`);
    expect(checks.filter((text) => text.includes(' residual '))).toEqual(['一般公共预算收入 residual 34.5']);
    expect(checks.filter((text) => text.includes(' adds-up '))).toHaveLength(9);
    const budget = indicators.find(({ name }) => name === '一般公共预算收入');
    expect(budget).toMatchObject({ check: { membersSum: '65.6' }, residualText: '34.5' });
    expect(residualName).toBe('未分配／市本级');
    expect(notes.map(({ text }) => text)).toContain('分项合计与总数略有出入系四舍五入。');
  });

  it('keeps apart what is withheld, what does not apply, and zero', async () => {
    const { indicators } = await figuresOf();
    const cells = (name: string) => indicators.find((row) => row.name === name)!.cells;
    expect(new Set(cells('规模以上工业增加值').map(({ level }) => level.text))).toEqual(new Set(['※']));
    expect(cells('规模以上工业增加值')[6]?.rate.text).toBe('14.1');
    expect(cells('原煤')[6]).toMatchObject({ level: { text: '—', empty: 'not-applicable' } });
    expect(cells('原煤')[5]?.rate).toEqual({ text: '0.0', decimal: '0', empty: null });
  });

  it('is a spreadsheet that has every cell of the file, set to print as the paper does', async () => {
    const bytes = await download('xlsx');
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const { rows, merges = [], pageSetup, freezePane, headerFooter, cells } = sheets[0]!;
    const top = rows.findIndex((row) => row[0] === '指标');
    const data = rows.slice(top + 2, top + 2 + ROWS.length);
    const wrong = ROWS.flatMap((row, index) =>
      row.flatMap((given, column) => {
        const shown = data[index]?.[column] ?? null;
        const isSame =
          given === '' ? ['—', '※'].includes(String(shown)) : column < 3 ? shown === given : sameNumber(shown as number, given);
        return isSame ? [] : [`${row[0]} ${HEAD[column]}: ${String(shown)} for ${given}`];
      }),
    );
    expect(wrong).toEqual([]);
    expect(data[11]?.[19]).toBe(34.5);
    expect([rows[top]?.[3], rows[top]?.[7], rows[top]?.[19]]).toEqual(['全市', '其中：\n开发区', '未分配／\n市本级']);
    expect(merges).toContainEqual({ startRow: 0, endRow: 0, startCol: 0, endCol: 19 });
    expect(merges).toContainEqual({ startRow: top, endRow: top + 1, startCol: 0, endCol: 0 });
    expect(merges).toContainEqual({ startRow: top, endRow: top, startCol: 3, endCol: 4 });
    const formatAt = (row: number, column: number) => cells?.get(`${top + 2 + row},${column}`)?.style?.numFmt;
    expect([formatAt(0, 3), formatAt(5, 3), formatAt(5, 4), formatAt(4, 3)]).toEqual(['0.0', '0', '0.0', '@']);
    expect(pageSetup).toMatchObject({
      ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      ...{ printTitlesRow: `$${top + 1}:$${top + 2}`, printArea: `$A$1:$T$${rows.length}` },
    });
    // Unquoted: a name that needs quotes makes spreadsheet programs repair the file.
    expect(sheets[0]!.name).toMatch(/^\p{L}+$/u);
    expect(headerFooter?.oddFooter).toBe('&L&8 2023年1—7月数字朔州&R&8 第 &P 页　共 &N 页');
    expect(freezePane).toEqual({ rows: top + 2, columns: 1 });
    expect(rows.flat().filter((value) => String(value).startsWith('数据来源：朔州市统计局'))).toHaveLength(1);
  });

  it('is a PDF of one page whose text can be taken out again', async () => {
    const bytes = await download('pdf');
    const pages = pdfPages(bytes);
    expect(pages).toHaveLength(1);
    const pieces = pages[0]!.split('\n');
    const { indicators } = await figuresOf();
    for (const [index, [name = '']] of ROWS.entries()) {
      const shown = indicators[index]!.cells.flatMap(({ level, rate }) => [level.text, rate.text]);
      const start = pieces.findIndex((_, from) =>
        pieces
          .slice(from, from + 3)
          .join('')
          .startsWith(name),
      );
      expect({ name, isThere: start !== -1 }).toEqual({ name, isThere: true });
      expect(pieces.slice(start).join(' ')).toContain(shown.join(' '));
    }
    expect(pieces).toEqual(expect.arrayContaining(['34.5', '数字朔州', '第 1 页　共 1 页']));
    // Two weights, and of each only the glyphs that are used.
    expect(bytes.length).toBeLessThan(120_000);
    expect(bytes.toString('latin1').match(/\/FontName \/[A-Z]{6}\+NotoSansSC-(Regular|Bold)/g)).toHaveLength(2);
  });

  it('comes back the same from its own CSV, also as GB18030 without a mark', async () => {
    const before = await figuresOf();
    const csv = (await download('csv')).toString('utf8');
    expect(csv.startsWith('\uFEFF指标,单位,期间,全市累计,全市同比%')).toBe(true);
    const other = await bureau.make('/api/v1/report-tables', { ...SHUOZHOU, title: '抄件' });
    const path = `/api/v1/report-tables/${other.id}`;
    await bureau.must(200, 'POST', `${path}/import`, imported(Buffer.from(csv)));
    const again = await bureau.read<Figures>(`${path}/figures`);
    const texts = ({ indicators }: Figures) => indicators.map(({ cells }) => cells.map(({ level, rate }) => [level.text, rate.text]));
    expect(texts(again)).toEqual(texts(before));
    const gb18030 = Buffer.from(
      'd6b8b1ea2cb5a5cebb2cc6dabce42cc8abcad0c0dbbcc62cc8abcad0cdacb1c8250ad4adc3ba2ccdf2b6d62c2c312c320a',
      'hex',
    );
    const read = await bureau.must<{ imported: number }>(200, 'POST', `${path}/import`, imported(gb18030));
    expect(read.imported).toBe(1);
  });
});

async function download(format: string): Promise<Buffer> {
  const reply = await server.app.inject({
    method: 'GET',
    url: at(`/export?format=${format}`),
    headers: { authorization: `Bearer ${server.token}` },
  });
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent(`2023年1—7月数字朔州.${format}`)}`);
  return reply.rawPayload;
}

describe('a change', () => {
  it('is of the table as it was read, or is refused', async () => {
    const read = await bureau.ask<Table>('GET', at());
    const tag = String(read.headers.etag);
    const { areas, indicators } = read.body;
    const [area, indicator] = [areas[1]!.key, indicators[0]!.key];
    const cells = [{ indicator, area, level: 'not-reported', rate: '4.31' }];
    expect((await bureau.ask('PATCH', at(), { cells }, { 'if-match': tag })).status).toBe(200);
    expect(await bureau.refused('PATCH', at(), { title: '又' }, { 'if-match': tag })).toMatchObject({ status: 412 });
    const row = (await figuresOf()).indicators[0]!;
    expect(row.cells[1]).toMatchObject({ level: { text: '…' }, rate: { text: '4.3', decimal: '4.31' } });
    expect(row.check.state).toBe('not-checked');
    const [event] = (await operator.read<Page<object>>(`/api/v1/audit-events?resource=report_cell&resourceId=${id}/${indicator}/${area}`))
      .items;
    expect(event).toMatchObject({ before: { level: '187.8', rate: '4.3' }, after: { level: 'not-reported', rate: '4.31' } });
  });

  it('takes the cells of a row with it that is no longer there', async () => {
    const { indicators, cells } = await bureau.read<Table>(at());
    const without = await bureau.must<Table>(200, 'PATCH', at(), { indicators: indicators.slice(0, -1) });
    expect(cells.length - without.cells.length).toBe(AREAS.length);
  });

  it('that does not fit the table is refused where it does not', async () => {
    const { indicators, areas } = await bureau.read<Table>(at());
    const [indicator] = indicators;
    const [area] = areas;
    const refused = async (body: object) => (await bureau.refused('PATCH', at(), body)).errors?.map(({ pointer }) => pointer);
    expect(await refused({ cells: [{ indicator: 'no', area: area!.key, level: '1', rate: '1' }] })).toEqual(['/cells/0/indicator']);
    expect(await refused({ cells: [{ indicator: indicator!.key, area: area!.key, level: '约1', rate: '1' }] })).toEqual(['/cells/0/level']);
    expect(await refused({ areas: [...areas, area] })).toEqual([`/areas/${areas.length}/key`]);
    expect(await refused({ indicators: [{ ...indicator, footnotes: [2] }] })).toEqual(['/indicators/0/footnotes/0']);
    const counted = { ...indicator, unit: '万吨', counted: { measure: 'net', category: null } };
    expect(await refused({ indicators: [counted] })).toEqual(['/indicators/0/unit']);
    expect(await refused({ areas: [{ ...area, divisionCode: '140226' }] })).toEqual(['/areas/0/divisionCode']);
  });

  it('by a file tells each row it could not read, and takes the others', async () => {
    const text = '指标\t单位\t期间\t全市累计\t全市同比%\n原煤\t万吨\t1—8月\t15000.5\t3.1\n洗煤\t万吨\t1—8月\t约一万\t2\n\n\t\t\t1\t2\n';
    const answer = await bureau.must(200, 'POST', at('/import'), imported(Buffer.from(text)));
    expect(answer).toMatchObject({
      imported: 1,
      refused: [
        { row: 3, reason: '全市：“约一万”“2”不是数字，也不是 — … ※' },
        { row: 5, reason: '没有指标名称' },
      ],
    });
    const { indicators } = await figuresOf();
    expect(indicators.find(({ name }) => name === '洗煤')?.cells[0]?.level.decimal).toBe('9175.6');
    expect(indicators.find(({ name }) => name === '原煤')?.cells[0]?.level.decimal).toBe('15000.5');
    expect(await bureau.refused('POST', at('/import'), imported(Buffer.from('a,b\n')))).toMatchObject({
      code: 'report-tables.unknown-head',
    });
    for (const broken of [Buffer.from([0x81, 0x20, 0xff]), Buffer.from('指标,单位\n"没有写完,亿元\n')])
      expect(await bureau.refused('POST', at('/import'), imported(broken))).toMatchObject({
        code: 'report-tables.unreadable-file',
      });
  });
});

describe('tables of others', () => {
  it('are read above and inside of the division, changed by its own bureau alone, and closed to merchants', async () => {
    const { merchantId } = await registerMerchant(operator);
    const [province, county, elsewhere] = [
      await person(server, 'bureau', { divisionCode: '14' }),
      await person(server, 'bureau', { divisionCode: '140681' }),
      await person(server, 'bureau', { divisionCode: '1402' }),
    ];
    for (const reader of [province, county, await person(server, 'auditor')]) {
      expect((await reader.ask('GET', at('/figures'))).status).toBe(200);
      expect((await reader.read<Page<{ id: string }>>('/api/v1/report-tables')).items.map((item) => item.id)).toContain(id);
    }
    for (const other of [province, county]) {
      expect(await other.refused('PATCH', at(), { title: '改' })).toMatchObject({ status: 403, code: 'auth.out-of-scope' });
      expect(await other.refused('POST', at('/import'), imported(FILE))).toMatchObject({ status: 403 });
      expect(await other.refused('DELETE', at())).toMatchObject({ status: 403 });
    }
    expect(await elsewhere.refused('GET', at())).toMatchObject({ status: 404, code: 'report-tables.not-found' });
    expect((await elsewhere.read<Page<object>>('/api/v1/report-tables')).items).toEqual([]);
    expect(await elsewhere.refused('POST', '/api/v1/report-tables', SHUOZHOU)).toMatchObject({ status: 403 });
    const lead = await person(server, 'lead', { merchantIds: [merchantId] });
    expect(await lead.refused('GET', at())).toMatchObject({ status: 403, code: 'auth.forbidden' });
  });

  it('stay closed in the database itself, whatever the service forgets', async () => {
    const { Database } = await import('../../src/platform/database/index.js');
    const count = (codePrefix: string) =>
      server.app.get(Database).transaction({ kind: 'program', name: 'test', scope: { kind: 'division', codePrefix } }, async (tx) => {
        const { cells } = await tx.one<{ cells: number }>('select count(*)::int as cells from report_cell');
        const changed = await tx.query(`update report_table set title = 'x' where id = $1 returning id`, [id]);
        const touched = await tx.query(`update report_cell set rate = '1' where table_id = $1 returning 1`, [id]);
        return { canRead: cells > 0, changed: changed.length, touched: touched.length };
      });
    expect(await count('140681')).toEqual({ canRead: true, changed: 0, touched: 0 });
    expect(await count('1402')).toEqual({ canRead: false, changed: 0, touched: 0 });
  });
});

describe('a counted row', () => {
  it('is what the rankings say, cumulative from 1 January, with what no county has beside it', async () => {
    const here = await registerMerchant(operator);
    const cityWide = await registerMerchant(operator, '1406', '140681');
    for (const [sample, paidAt, paidFen] of [
      [here, '2026-02-03T12:00:00+08:00', 3_000_000],
      [here, '2025-02-03T12:00:00+08:00', 2_000_000],
      [here, '2025-12-03T12:00:00+08:00', 9_000_000],
      [cityWide, '2026-03-03T12:00:00+08:00', 500_050],
    ] as const)
      for (let count = 0; count < 5; count += 1)
        await operator.make(
          '/api/v1/orders',
          handOrder(sample, { paidAt, lines: [{ productId: sample.productId, quantity: 1, paidFen }] }),
        );
    await settle(server);
    const counted = { period: '', levelDecimals: 2, rateDecimals: 1, indent: 0, isAdditive: true, footnotes: [] };
    const { id: own } = await bureau.make('/api/v1/report-tables', {
      ...{ divisionCode: '1406', title: '网络零售', year: 2026, firstMonth: 1, lastMonth: 11 },
      areas: [
        { key: 'all', name: '全市', kind: 'total', divisionCode: '1406' },
        { key: 'huairen', name: '怀仁市', kind: 'member', divisionCode: '140681' },
      ],
      indicators: [
        { ...counted, key: 'paid', name: '成交金额', unit: '万元', counted: { measure: 'paid', category: null } },
        { ...counted, key: 'pots', name: '其中：陶瓷', unit: '万元', counted: { measure: 'net', category: 'ceramics' } },
        { ...counted, key: 'orders', name: '订单', unit: '单', counted: { measure: 'orders', category: null } },
      ],
    });
    const figures = await bureau.read<Figures>(`/api/v1/report-tables/${own}/figures`);
    const shown = figures.indicators.map(({ cells }) => cells.map(({ level, rate }) => `${level.decimal} ${rate.decimal ?? rate.empty}`));
    expect(shown).toEqual([
      ['17.50025 75.0025', '15 50'],
      ['17.50025 75.0025', '15 50'],
      ['10 100', '5 0'],
    ]);
    expect(figures.indicators[0]).toMatchObject({ check: { state: 'residual', residual: '2.50025' }, residualText: '2.50' });
    expect(figures.isProvisional).toBe(true);
    const ranked = await bureau.read<{ total: { paidFen: number }; unallocated: { paidFen: number } }>(
      '/api/v1/rankings/counties?from=2026-01-01&to=2026-11-22&within=1406',
    );
    expect([ranked.total.paidFen, ranked.unallocated.paidFen]).toEqual([17_500_250, 2_500_250]);
    const typed = [{ indicator: 'paid', area: 'all', level: '1', rate: '1' }];
    expect((await bureau.refused('PATCH', `/api/v1/report-tables/${own}`, { cells: typed })).errors?.[0]?.pointer).toBe(
      '/cells/0/indicator',
    );
  });
});

describe('a document', () => {
  it('prints rare characters or says which they are, repeats the head of a long table, and numbers its pages', async () => {
    const rows = Array.from({ length: 80 }, (_, index) => ({ cells: [{ text: `第${index}行` }, { text: String(index) }] }));
    const bytes = await renderPdf({
      title: '龘㐂𠮷',
      paper: 'A3',
      orientation: 'landscape',
      asOf: new Date(0),
      blocks: [
        { kind: 'heading', level: 1, text: '龘㐂𠮷' },
        { kind: 'table', columns: [{ align: 'left', characters: 8 }, { align: 'right' }], head: [[{ text: '名' }, { text: '数' }]], rows },
        { kind: 'signatures', lines: [{ label: '签发' }], seal: { body: '朔州市商务局', day: '2023年8月20日' } },
      ],
    });
    const pages = pdfPages(bytes);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toContain('龘㐂〔U+20BB7〕');
    for (const [index, page] of pages.slice(0, -1).entries()) expect(page).toContain(`第 ${index + 1} 页　共 ${pages.length} 页`);
    expect(pages.filter((page) => page.includes('名\n数')).length).toBeGreaterThan(1);
    expect(pages.join('\n').match(/第\d+行/g)).toHaveLength(80);
    expect(pages.at(-1)).toContain('朔州市商务局（盖章）');
  });
});
