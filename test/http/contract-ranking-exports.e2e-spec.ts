import { parseCsv } from 'hucre/csv';
import { RankingExport } from '../../src/modules/rankings/index.js';
import { operator as commandOperator } from '../../src/platform/database/index.js';
import { readWorkbook } from '../../src/platform/spreadsheet/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { LINE, orderChanged } from './canonical-message.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, handOrder, OTHER_COUNTY, registerMerchant, type SampleMerchant, SECRET, VILLAGE } from './sample-merchant.js';

const NOW = '2026-11-22T08:00:00+08:00';
const RANGE = 'from=2026-11-01&to=2026-11-21';
const FORMULA = '\u3000=HYPERLINK("http://evil.example","合作社")';

interface Measures {
  readonly netFen: number;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly orders: number | null;
  readonly lines: number;
  readonly quantity: number;
}
interface Item extends Measures {
  readonly id: string;
  readonly name: string;
  readonly isZone: boolean;
  readonly rank: number | null;
  readonly previousRank: number | null;
  readonly share: number | null;
  readonly growth: { readonly kind: string; readonly rate?: number; readonly base: number } | null;
}
interface Ranking {
  readonly items: readonly Item[];
  readonly total: Measures;
  readonly unallocated: Measures;
}

let server: TestApp;
let program: OutsideProgram;
let near: SampleMerchant;
beforeAll(async () => {
  server = await startTestApp({ now: () => new Date(NOW) });
  program = new OutsideProgram(server);
  near = await registerMerchant(program);
  await sell();
});
afterAll(() => server.close());

/** A village and a zone of 朔州, what belongs nowhere, a refund, a base large enough for a rate, and a merchant whose name is a formula. */
async function sell(): Promise<void> {
  const { id: vase } = await program.make('/api/v1/products', product('花瓶', '140671'));
  await program.must(200, 'PUT', `/api/v1/shops/${near.shopId}/items/bowl`, { productId: near.productId });
  await program.must(200, 'PUT', `/api/v1/shops/${near.shopId}/items/vase`, { productId: vase });
  for (const day of ['01', '03', '05', '07', '09']) await push(`2025-11-${day}`, 'bowl', 400_000);
  const refund = { refundNo: 'R1', lineNo: '1', amountFen: 90_005, succeededAt: '2026-11-12T09:00:00+08:00' };
  await push('2026-11-10', 'bowl', 2_500_055, [refund]);
  await push('2026-11-20', 'vase', 60_000);
  await push('2026-11-21', 'loose', 40_000);
  const { id: far } = await program.make('/api/v1/merchants', { name: FORMULA, kind: 'company', divisionCode: OTHER_COUNTY });
  const { id: buckwheat } = await program.make('/api/v1/products', { ...product('荞麦', OTHER_COUNTY), merchantId: far });
  await program.make('/api/v1/orders', handOrder({ ...near, merchantId: far, productId: buckwheat }));
  await settle(server);
}

function product(name: string, originDivisionCode: string) {
  return { merchantId: near.merchantId, name, category: 'ceramics', originDivisionCode, isAgricultural: false };
}

async function push(day: string, itemId: string, paidFen: number, refunds: object[] = []): Promise<void> {
  const paidAt = `${day}T20:00:00+08:00`;
  const data = { orderNo: `${day}-${itemId}`, createdAt: paidAt, paidAt, lines: [{ ...LINE, lineNo: '1', itemId, paidFen }], refunds };
  await server.deliver(near.shopId, SECRET, data.orderNo, orderChanged(data));
}

async function csv(path: string, who = program, language = 'zh-CN'): Promise<{ text: string; rows: string[][] }> {
  const { status, body } = await who.ask<string>('GET', path, undefined, { 'accept-language': language });
  expect([status, body.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return { text: body, rows: parseCsv(body).map((row) => row.map(String)) };
}

async function workbook(path: string) {
  const answer = await server.app.inject({
    method: 'GET',
    url: `${path}&format=xlsx`,
    headers: { authorization: `Bearer ${server.token}` },
  });
  const [sheet] = await readWorkbook(answer.rawPayload);
  return { headers: answer.headers, rows: sheet!.rows };
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const percent = (ratio: number | null): string => (ratio === null ? '' : (ratio * 100).toFixed(2));
const GROWTH: Readonly<Record<string, string>> = { new: '新增', 'small-base': '基数小，不列增速' };

function measuresAsCsv({ netFen, paidFen, refundedFen, orders, lines, quantity }: Measures): string[] {
  return [yuan(netFen), yuan(paidFen), yuan(refundedFen), String(orders), String(lines), String(quantity)];
}

function itemAsCsv(item: Item): string[] {
  const { growth } = item;
  const rate = growth?.rate === undefined ? (GROWTH[growth?.kind ?? ''] ?? '') : percent(growth.rate);
  const rank = [item.isZone ? '其中' : String(item.rank), String(item.previousRank ?? '')];
  return [...rank, `${item.id}\t`, item.name, ...measuresAsCsv(item), percent(item.share), rate, yuan(growth?.base ?? 0)];
}

describe('An exported ranking', () => {
  it('as CSV opens in Excel and says what the ranking says, to the fen', async () => {
    const ranking = await program.read<Ranking>(`/api/v1/rankings/counties?${RANGE}`);
    const { text, rows } = await csv(`/api/v1/rankings/counties/export?${RANGE}&format=csv`);
    expect([text.startsWith('\uFEFF'), /[^\r]\n/.test(text), text.endsWith('\r\n')]).toEqual([true, false, true]);
    expect(rows.slice(0, 6).map((row) => row.filter((cell) => cell !== ''))).toEqual([
      ['全部地区 · 各县（市、区） · 2026年11月1日—21日 · 净成交 · 产地口径 · 退款按退款日 · 与上年同期比'],
      ['统计期', '2026年11月1日—21日'],
      ['比较期', '2025年11月1日—21日'],
      ['截至', '2026年11月22日 08:00（北京时间）'],
      ['数据状态', '次日'],
      ['“其中”与所在县重叠，只列出，不计入合计。'],
    ]);
    const measures = ['净成交（元）', '成交（元）', '退款（元）', '订单（单）', '子订单（笔）', '件数（件）'];
    expect(rows[6]).toEqual(['名次', '上期名次', '代码', '县（市、区）', ...measures, '占比（%）', '同比（%）', '上年同期（元）']);
    expect(rows.slice(7, -2)).toEqual(ranking.items.map(itemAsCsv));
    expect(rows.slice(-2).map((row) => row.slice(3, 10))).toEqual([
      ['未归入县（市、区）', ...measuresAsCsv(ranking.unallocated)],
      ['合计', ...measuresAsCsv(ranking.total)],
    ]);
    expect(ranking.items.map(({ isZone }) => isZone)).toContain(true);
    expect(ranking.items.map(({ growth }) => growth?.kind)).toContain('rate');
  });

  it('as a workbook has the same numbers as numbers, and a name in any language', async () => {
    const path = `/api/v1/rankings/villages`;
    const ranking = await program.read<Ranking>(`${path}?${RANGE}&within=1406`);
    const { headers, rows } = await workbook(`${path}/export?${RANGE}&within=1406`);
    expect(headers['content-type']).toContain('spreadsheetml');
    const disposition = String(headers['content-disposition']);
    expect(disposition).toContain('filename="ranking.xlsx"');
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('排行 朔州市 各村（社区） 2026-11-01—2026-11-21.xlsx');
    const head = rows.findIndex(([cell]) => cell === '名次');
    expect(rows.slice(head + 1, head + 1 + ranking.items.length).map((row) => row.slice(0, 10))).toEqual(
      ranking.items.map(({ rank, previousRank, id, name, netFen, paidFen, refundedFen, orders, lines, quantity }) => {
        const money = [netFen / 100, paidFen / 100, refundedFen / 100];
        return [rank, previousRank, id, name, ...money, orders, lines, quantity];
      }),
    );
    expect(ranking.items.map(({ id }) => id)).toContain(VILLAGE);
    expect(rows.at(-1)?.slice(3, 5)).toEqual(['合计', ranking.total.netFen / 100]);
  });

  it('has no formulas in it, whatever somebody called himself', async () => {
    const { rows } = await csv(`/api/v1/rankings/merchants/export?${RANGE}`);
    const sheet = await workbook(`/api/v1/rankings/merchants/export?${RANGE}`);
    for (const table of [rows, sheet.rows])
      expect(table.map((row) => row[3]).filter((name) => String(name).includes('HYPERLINK'))).toEqual([`'${FORMULA}`]);
  });

  it('is in English for whoever prefers it, filters in its sentence', async () => {
    const { rows } = await csv(`/api/v1/rankings/counties/export?${RANGE}&category=ceramics&platform=standard&compare=none`, program, 'en');
    expect(rows[0]?.[0]).toBe(
      'All areas · by county · 1–21 November 2026 · Net · by origin · refunds on refund day · no comparison · Ceramics · Standard push',
    );
    expect(rows.find(([cell]) => cell === 'Rank')?.slice(2, 6)).toEqual(['Code', 'County', 'Net (yuan)', 'Paid (yuan)']);
  });

  it('holds what its taker may see, and says so', async () => {
    const lead = await person(server, 'lead', { merchantIds: [near.merchantId] });
    const { text, rows } = await csv(`/api/v1/rankings/merchants/export?${RANGE}`, lead);
    expect(text).not.toContain('HYPERLINK');
    expect(rows.map(([cell]) => cell)).toContain('只含本账号负责的经营主体');
    const { items } = await lead.read<Ranking>(`/api/v1/rankings/merchants?${RANGE}`);
    expect(rows.map((row) => row[3])).toEqual(expect.arrayContaining(items.map(({ name }) => name)));
    const bureau = await person(server, 'bureau', { divisionCode: COUNTY });
    expect((await csv(`/api/v1/rankings/merchants/export?${RANGE}`, bureau)).text).not.toContain('HYPERLINK');
  });

  it('is recorded with its question, even of an auditor, who may change nothing', async () => {
    const auditor = await person(server, 'auditor');
    await csv(`/api/v1/rankings/counties/export?${RANGE}&within=1406&measure=paid`, auditor);
    const { items } = await program.read<{ items: readonly object[] }>('/api/v1/audit-events?action=RankingExport_download&limit=1');
    expect(items).toMatchObject([
      {
        actor: { role: 'auditor' },
        resource: 'ranking',
        resourceId: 'counties',
        after: { format: 'csv', from: '2026-11-01', to: '2026-11-21', within: '1406', measure: 'paid', rows: expect.any(Number) },
      },
    ]);
  });

  it('is refused where the ranking is, and where it is too long for a file', async () => {
    expect(await program.refused('GET', `/api/v1/rankings/products/export?${RANGE}&measure=orders`)).toMatchObject({
      code: 'ranking.unsupported-filter',
    });
    expect(await program.refused('GET', `/api/v1/rankings/planets/export?${RANGE}`)).toMatchObject({ code: 'ranking.unknown-subject' });
    const question = { from: '2026-11-01', to: '2026-11-21', measure: 'net', basis: 'origin', refundView: 'cash' } as const;
    const query = { ...question, compare: 'none', map: 'as-was', format: 'csv' } as const;
    await expect(server.app.get(RankingExport).write(commandOperator('test'), 'counties', query, 'zh', 1)).rejects.toMatchObject({
      code: 'ranking.too-large-to-export',
    });
  });
});
