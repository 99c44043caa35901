import { type AdditivityCheck, checkAdditivity, type CheckedCell } from './additivity.js';
import { numberOf, readCell } from './cell-value.js';
import { countedLevel, countedRate } from './counted-value.js';
import { isRefused, kindOf, readDataRow, readHead } from './import-rows.js';
import { type ComputedCell, showTable } from './report-figures.js';
import type { ReportIndicator, ReportTable } from './report-table.js';

const row = (total: string, members: string[], zone = '5.2'): CheckedCell[] => [
  { kind: 'total', level: total },
  ...members.map((level) => ({ kind: 'member', level }) as const),
  { kind: 'zone', level: zone },
];
const check = (cells: CheckedCell[], decimals = 1): AdditivityCheck => checkAdditivity(cells, true, decimals);

describe('whether a row adds up', () => {
  const budget = ['12.3', '16.1', '15.9', '14.4', '1.2', '5.7'];

  it('is asked of the members without the zones, and what is left over is named exactly', () => {
    expect(check(row('100.1', budget))).toEqual({ state: 'residual', membersSum: '65.6', residual: '34.5', isRoundedOff: false });
    expect(check(row('65.6', budget))).toMatchObject({ state: 'adds-up', residual: '0.0', isRoundedOff: false });
  });

  it('allows half a unit of the last decimal for every member, and no more', () => {
    expect(check(row('65.9', budget))).toMatchObject({ state: 'adds-up', residual: '0.3', isRoundedOff: true });
    expect(check(row('66.0', budget))).toMatchObject({ state: 'residual', residual: '0.4' });
    expect(check(row('65.3', budget))).toMatchObject({ state: 'adds-up', residual: '-0.3' });
    expect(check(row('65.2', budget))).toMatchObject({ state: 'residual', residual: '-0.4' });
    expect(check(row('7', ['3', '3']), 0)).toMatchObject({ state: 'adds-up' });
  });

  it('counts a member without the thing as nothing, and asks nothing while one is open', () => {
    expect(check(row('3', ['1', 'not-applicable', '2']))).toMatchObject({ state: 'adds-up', membersSum: '3' });
    for (const open of ['withheld', 'not-reported']) expect(check(row('3', ['1', open, '2'])).state).toBe('not-checked');
    expect(check(row('28781', ['not-applicable', 'not-applicable'])).state).toBe('not-checked');
    expect(check(row('withheld', ['1', '2'])).state).toBe('not-checked');
    expect(checkAdditivity(row('20111', ['22168', '16153']), false, 0).state).toBe('not-checked');
  });
});

describe('a cell', () => {
  it('is read in the ways people write it', () => {
    const read = (text: string) => readCell(text, 'not-applicable');
    expect(['13395.8', ' 3.0 ', '0', '-24.9', '−24.9', '１２．５', '1,234.5', '+7', '5.3%'].map(read)).toEqual(
      ['13395.8', '3.0', '0', '-24.9', '-24.9', '12.5', '1234.5', '7', '5.3'], // zero is a number, not an empty cell
    );
    expect(['', '—', '/', '…', '...', '※'].map(read)).toEqual([
      ...['not-applicable', 'not-applicable', 'not-applicable', 'not-reported', 'not-reported', 'withheld'],
    ]);
    expect(readCell('', 'not-reported')).toBe('not-reported');
    expect(['约五百', '1.2.3', '12,34', '1e5', '#REF!', '12亿'].map(read)).toEqual([null, null, null, null, null, null]);
  });

  it('of counted sales moves the point and loses nothing', () => {
    expect(countedLevel(7_547_300_000, 'net', '万元')).toBe('7547.3');
    expect(countedLevel(-1, 'refunded', '亿元')).toBe('-0.0000000001');
    expect(numberOf(countedLevel(-1, 'refunded', '亿元'))).toEqual({ units: -1n, decimals: 10 });
    expect(countedLevel(1_205, 'paid', '元')).toBe('12.05');
    expect(countedLevel(12_345, 'orders', '万单')).toBe('1.2345');
    expect(countedRate(124_742_0, { kind: 'rate', rate: 0, base: 100_000_0 })).toEqual({ rate: '24.742', noRate: null });
    expect(countedRate(5, { kind: 'small-base', base: 4 })).toEqual({ rate: 'not-applicable', noRate: 'small-base' });
  });
});

describe('a file of values', () => {
  const columns = readHead(['指标', '单位', '期间', '全市累计', '全市同比%', '应县累计完成', '应县同比增长(%)'])!;

  it('is known by its head', () => {
    expect(columns.map(({ name }) => name)).toEqual(['全市', '应县']);
    for (const head of [
      ['指标', '单位', '期间'],
      ['项目', '单位', '期间', '全市累计', '全市同比%'],
      ['指标', '单位', '期间', '全市累计', '应县同比%'],
      ['指标', '单位', '期间', '全市累计', '全市同比%', '全市累计', '全市同比%'],
      ['指标', '单位', '期间', '全市累计'],
    ])
      expect(readHead(head)).toBeNull();
  });

  it('says by number and reason which row cannot be read', () => {
    const read = (texts: string[]) => readDataRow(texts, 9, columns, 'not-applicable');
    expect(read(['原煤', '万吨', '1—7月', '约一万', '3.7', '', ''])).toEqual({
      row: 9,
      reason: '全市：“约一万”“3.7”不是数字，也不是 — … ※',
    });
    expect(read(['', '万吨', '', '1', '2'])).toEqual({ row: 9, reason: '没有指标名称' });
    expect(isRefused(read(['原煤', '万吨', '', '1', '2', '3', '4', '', '多']))).toBe(true);
  });

  it('tells decimals, averages and withheld levels by what stands there', () => {
    const read = (texts: string[]) => readDataRow(texts, 2, columns, 'not-applicable');
    expect(read(['规模以上工业增加值', '亿元', '1—7月', '', '-2.8', '', '14.1'])).toMatchObject({
      indicator: { levelDecimals: 0, rateDecimals: 1, isAdditive: true },
      cells: [
        { area: '全市', level: 'withheld', rate: '-2.8' },
        { area: '应县', level: 'withheld', rate: '14.1' },
      ],
    });
    expect(read(['人均可支配收入', '元', '1—2季度', '20111', '4.5', '', ''])).toMatchObject({ indicator: { isAdditive: false } });
    expect(['全市', '开发区', '应县', '朔州市'].map((name) => kindOf(name, '朔州市'))).toEqual(['total', 'zone', 'member', 'total']);
  });
});

describe('a table', () => {
  const indicator: ReportIndicator = {
    ...{ key: 'a', name: '原煤', unit: '万吨', period: '', levelDecimals: 1, rateDecimals: 1, indent: 0 },
    ...{ isAdditive: true, footnotes: [2], counted: null },
  };
  const areas = (['total', 'member', 'member'] as const).map((kind, n) => ({ key: `${n}`, name: `${n}`, kind, divisionCode: null }));
  const template = { title: '', year: 2023, firstMonth: 1, lastMonth: 7, paper: 'A4', source: '', areas, footnotes: ['一', '二'] } as const;
  const times = { revision: 1, createdAt: new Date(0), changedAt: new Date(0) };
  const table: ReportTable = {
    ...template,
    ...times,
    id: '1',
    divisionCode: '1406',
    indicators: [indicator],
    areas,
    footnotes: ['一', '二'],
  };
  const cell = (area: string, level: string, rate = 'withheld'): ComputedCell => ({ indicator: 'a', area, level, rate, noRate: null });

  it('rounds at display and sums what is not rounded', () => {
    const { indicators, residualName, notes } = showTable(table, [cell('0', '0.44'), cell('1', '0.24'), cell('2', '0.24')]);
    expect(indicators[0]?.cells.map(({ level }) => level.text)).toEqual(['0.4', '0.2', '0.2']);
    expect(indicators[0]?.check).toEqual({ state: 'adds-up', membersSum: '0.48', residual: '-0.04', isRoundedOff: true });
    expect([residualName, indicators[0]?.residualText]).toEqual([null, '']);
    expect(notes).toEqual([
      { mark: '①', text: '一' },
      { mark: '②', text: '二' },
      { mark: '注', text: '“※”表示按规定不公布。' },
      { mark: '注', text: '分项合计与总数略有出入系四舍五入。' },
    ]);
    expect(indicators[0]?.marks).toBe('②');
  });

  it('has a column of what is left over as soon as something is', () => {
    const { indicators, residualName } = showTable(table, [cell('0', '100.1'), cell('1', '60'), cell('2', '5.6')]);
    expect([residualName, indicators[0]?.residualText]).toEqual(['未分配／市本级', '34.5']);
  });

  it('shows a cell that nobody filled as not reported', () => {
    const [shown] = showTable(table, []).indicators;
    expect(shown?.cells.map(({ level, rate }) => level.text + rate.text)).toEqual(['……', '……', '……']);
  });
});
