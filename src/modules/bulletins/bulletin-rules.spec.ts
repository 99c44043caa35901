import { contentOf } from './bulletin-content.js';
import { differencesOf } from './bulletin-differences.js';
import { isClosed, rangesOf } from './bulletin-month.js';
import { publicFigures } from './public-figures.js';
import { sampleFigures, type SampleMember } from './sample-figures.spec-support.js';

const THREE: SampleMember[] = [
  { name: '甲镇', now: 500_000, base: 200_000, last: 100_000 },
  { name: '乙镇', now: 300_000, base: 400_000, last: 400_000 },
  { name: '丙镇', now: 200_000, base: 190_000, last: 300_000 },
];

describe('The ranges of a month', () => {
  it.each([
    ['2024-02', '2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
    ['2025-02', '2025-02-01', '2025-02-28', '2024-02-01', '2024-02-28'],
    ['2026-01', '2026-01-01', '2026-01-31', '2025-01-01', '2025-01-31'],
    ['2026-12', '2026-12-01', '2026-12-31', '2025-12-01', '2025-12-31'],
  ])('%s', (month, from, to, comparedFrom, comparedTo) => {
    const { range, comparedRange, cumulativeRange, lastMonthRange } = rangesOf(month);
    expect([range, comparedRange]).toEqual([
      { from, to },
      { from: comparedFrom, to: comparedTo },
    ]);
    expect(cumulativeRange).toEqual({ from: `${month.slice(0, 4)}-01-01`, to });
    expect(lastMonthRange.to < from && lastMonthRange.from.endsWith('-01')).toBe(true);
  });

  it.each([
    ['2026-10', '2026-10-31', false],
    ['2026-10', '2026-11-01', true],
    ['2026-12', '2026-11-30', false],
    ['2025-12', '2026-01-01', true],
  ])('%s is closed on %s: %s', (month, today, closed) => {
    expect(isClosed(month, today)).toBe(closed);
  });
});

describe('Growth in a bulletin', () => {
  it.each<[string, string, SampleMember, string | null, string]>([
    ['a rate', '2026-10', { name: '丁镇', now: 120_000, base: 100_000 }, 'rate', '丁镇（20.0%）'],
    ['a leap day in the base', '2025-02', { name: '丁镇', now: 120_000, base: 100_000 }, 'not-comparable', '春节错月，单月不可比'],
    ['a leap day in the month', '2024-02', { name: '丁镇', now: 120_000, base: 100_000 }, 'not-comparable', '春节错月，单月不可比'],
    [
      'Spring Festival in January this year, in February the year before',
      '2025-01',
      { name: '丁镇', now: 9, base: 100_000 },
      'not-comparable',
      '春节错月',
    ],
    [
      'the 13th month: the first one with a base',
      '2026-10',
      { name: '丁镇', now: 30_000, base: 20_000, baseLines: 8 },
      'rate',
      '丁镇（50.0%）',
    ],
    ['the 12th month: nothing a year before', '2026-10', { name: '丁镇', now: 30_000 }, 'new', '丁镇上年同期为零，属新增'],
    ['a base below 10,000 yuan', '2026-10', { name: '丁镇', now: 90_000, base: 9_999.99 }, 'small-base', '丁镇上年同期基数小，不列增速'],
    [
      'a base of four lines',
      '2026-10',
      { name: '丁镇', now: 90_000, base: 80_000, baseLines: 4 },
      'small-base',
      '丁镇上年同期基数小，不列增速',
    ],
    ['a negative base', '2026-10', { name: '丁镇', now: 90_000, base: -1 }, 'not-comparable', '净成交居前的是'],
    ['nothing in either', '2026-10', { name: '丁镇' }, null, '净成交居前的是'],
    ['nothing any more', '2026-10', { name: '丁镇', base: 50_000 }, 'rate', '丁镇（100.0%）'],
  ])('%s', (_name, month, member, kind, said) => {
    const figures = sampleFigures(month, [...THREE, member]);
    expect(figures.members.find(({ name }) => name === '丁镇')?.month.growth?.kind ?? null).toBe(kind);
    expect(contentOf(figures, null).body).toContain(said);
  });

  it('since January can be told from February on', () => {
    expect(
      [sampleFigures('2025-01', THREE), sampleFigures('2025-02', THREE)].map(({ cumulativeTotal }) => cumulativeTotal.growth?.kind),
    ).toEqual(['not-comparable', 'rate']);
  });
});

describe('Movers', () => {
  it('are told by rank against the month before and by rate, those that may be compared', () => {
    const small = { name: '丁镇', now: 100_000, base: 5_000, last: 1 };
    const fresh = { name: '戊镇', now: 50_000 };
    const fallen = { name: '己镇', now: -10, base: 90_000 };
    const zone = { name: '开发区', now: 900_000, base: 100_000, last: 1, isZone: true };
    const { movers, members } = sampleFigures('2026-10', [...THREE, small, fresh, fallen, zone]);
    const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
    expect([names(movers.risers), names(movers.fallers)]).toEqual([['甲镇'], ['乙镇', '丙镇']]);
    expect([names(movers.fastest), names(movers.slowest)]).toEqual([['甲镇', '丙镇'], ['乙镇']]);
    expect(members.map(({ name, rank }) => [name, rank])).toEqual([
      ['甲镇', 1],
      ['乙镇', 2],
      ['丙镇', 3],
      ['丁镇', 4],
      ['戊镇', 5],
      ['己镇', 6],
      ['开发区', null],
    ]);
    expect(members.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 12);
  });
});

describe('The text', () => {
  it('says a whole bulletin', () => {
    const zone = { name: '开发区', now: 90_000, base: 50_000, isZone: true };
    const { title, body, bodyEn, notes, notesEn } = contentOf(sampleFigures('2026-10', [...THREE, zone]), null);
    expect(title).toBe('关于2026年10月怀仁市直播电商销售情况的通报');
    expect(body.split('\n')).toEqual([
      '一、总体情况。2026年10月，怀仁市直播电商成交111.1万元，退款11.1万元，净成交100.0万元，同比增长26.6%；成交订单120单。' +
        '1—10月累计净成交100.0万元，同比增长26.6%。退款额相当于成交额的10.0%，比上年同期持平。',
      '二、各地情况。净成交居前的是甲镇（50.0万元，占50.0%）、乙镇（30.0万元，占30.0%）、丙镇（20.0万元，占20.0%）。' +
        '较上月位次上升的有甲镇（第3位→第1位）。位次下降的有乙镇（第1位→第2位）、丙镇（第2位→第3位）。' +
        '同比增速居前的是甲镇（是上年同期的250.0%）、丙镇（5.3%）。同比降幅较大的是乙镇（25.0%）。其中，开发区净成交9.0万元，不重复计入合计。',
      '三、经营主体与可比口径。本月有销售的经营主体12家（上年同期9家），全口径净成交同比增长26.6%；两期都在册或有销售的8家，' +
        '可比口径净成交90.0万元，同比增长12.5%。1—10月，有销售的经营主体12家（上年同期9家），全口径净成交同比增长26.6%；可比口径8家，净成交90.0万元，同比增长12.5%。',
    ]);
    expect(bodyEn).toContain('In front: 甲镇 (CNY 500,000.00, 50.0%)');
    expect(notes).toHaveLength(notesEn.length);
  });

  it('of new merchants does not show them as growth of those that were there', () => {
    const scope = { sellers: 500, baseSellers: 30, comparableSellers: 28, netFen: 104_000_000, baseNetFen: 100_000_000, baseLines: 900 };
    const { body } = contentOf(sampleFigures('2026-10', [{ name: '甲镇', now: 9_000_000, base: 1_000_000 }], scope), null);
    expect(body).toContain('全口径净成交是上年同期的900.0%，提升800.0%；两期都在册或有销售的28家，可比口径净成交104.0万元，同比增长4.0%');
  });

  it('says the aligned comparison where there is one', () => {
    const festival = {
      ...{
        first: 'la-ba',
        last: 'lantern',
        range: { from: '2026-01-26', to: '2026-03-03' },
        comparedRange: { from: '2025-01-07', to: '2025-02-12' },
      },
      ...{ days: 37, comparedDays: 37, members: [], netFen: 300_000_000, baseNetFen: 200_000_000 },
      growth: { kind: 'rate', rate: 0.5, base: 200_000_000 } as const,
    };
    const { body, bodyEn } = contentOf({ ...sampleFigures('2026-03', THREE), festival }, null);
    expect(body).toContain(
      '四、春节对齐比较。按农历对齐，腊月初八至正月十五（2026年1月26日—3月3日，37天；上年为2025年1月7日—2025年2月12日，37天）净成交300.0万元，比上年同一农历时段增长50.0%。',
    );
    expect(bodyEn).toContain('up 50.0% on the same lunar days last year');
  });
});

describe('What is public', () => {
  it('withholds members with few merchants, and another one where it could be told from the total', () => {
    const withheld = (sellers: readonly number[]): string[] =>
      publicFigures(
        sampleFigures(
          '2026-10',
          THREE.map((member, index) => ({ ...member, sellers: sellers[index] ?? 9 })),
        ),
      )
        .members.filter(({ isWithheld }) => isWithheld)
        .map(({ name }) => name);
    expect(withheld([3, 4, 5])).toEqual([]);
    expect(withheld([3, 2, 1])).toEqual(['乙镇', '丙镇']);
    expect(withheld([2, 4, 5])).toEqual(['甲镇', '丙镇']);
  });

  it('suppresses counts of one and two, and everything where there are no more sellers at all', () => {
    const few = { sellers: 2, baseSellers: 1, comparableSellers: 0, netFen: 1, baseNetFen: 1, baseLines: 1 };
    const { scope, total, members } = publicFigures(sampleFigures('2026-10', THREE, few));
    expect([scope, total]).toEqual([{ sellers: null, baseSellers: null, comparableSellers: 0 }, null]);
    expect(members.every(({ month }) => month === null)).toBe(true);
  });
});

describe('Differences', () => {
  it('are listed figure by figure, and there are none of the same', () => {
    const issued = sampleFigures('2026-10', THREE);
    expect(differencesOf(issued, { ...issued, asOf: '2027-01-01T00:00:00+08:00' })).toEqual([]);
    const now = sampleFigures('2026-10', [THREE[0]!, { ...THREE[1]!, now: 600_000 }, THREE[2]!]);
    const found = differencesOf(issued, now).filter(({ field, period }) => period === 'month' && ['netFen', 'rank'].includes(field));
    expect(found.map(({ of, field, issued: was, now: is }) => [of, field, was, is])).toEqual([
      ['total', 'netFen', 100_000_000, 130_000_000],
      ['140681101', 'netFen', 30_000_000, 60_000_000],
      ['140681101', 'rank', 2, 1],
      ['140681100', 'rank', 1, 2],
    ]);
  });
});
