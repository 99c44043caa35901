import type { Quantity } from './metric.js';
import { METRIC_CATALOGUE } from './metric-catalogue.js';
import { type Fact, factsOf, type SessionSums } from './metric-value.js';

const MINUTE_MS = 60_000;

function sums(quantities: Partial<Record<Quantity, number>>, sessions = 1): SessionSums {
  const entries = Object.entries(quantities).map(([name, value]) => [name as Quantity, BigInt(value)] as const);
  return { sessions, quantities: new Map(entries) };
}

function fact(code: string, ...parts: SessionSums[]): Pick<Fact, 'value' | 'sessions' | 'missing'> {
  const found = factsOf(parts).find(({ metric }) => metric === code);
  if (found === undefined) throw new Error(`No fact ${code}`);
  return { value: found.value, sessions: found.sessions, missing: found.missing };
}

const ZERO = { value: null, sessions: 0, missing: 'zero-denominator' };
const UNKNOWN = { value: null, sessions: 0, missing: 'unknown' };

describe('Metrics of one session', () => {
  const SESSION = sums({
    paidFen: 1_250_000,
    refundedFen: 90_000,
    orders: 310,
    lines: 344,
    items: 402,
    buyers: 290,
    views: 12_850,
    viewers: 8_340,
    newFollowers: 185,
    onlineMs: 400 * 90 * MINUTE_MS,
    observedMs: 100 * MINUTE_MS,
    liveMs: 160 * MINUTE_MS,
  });

  it.each([
    ['gmv_paid', 1_250_000],
    ['net_paid', 1_160_000],
    ['refund_rate_amt', 90_000 / 1_250_000],
    ['gpm', 1_250_000_000 / 12_850],
    ['uv_value', 1_250_000 / 8_340],
    ['aov_buyer', 1_250_000 / 290],
    ['aov_order', 1_250_000 / 310],
    ['price_item', 1_250_000 / 402],
    ['cvr_view', 290 / 8_340],
    ['opm', 310 / 160],
    ['gmv_hour', (1_250_000 * 60) / 160],
    ['gmv_minute', 1_250_000 / 160],
    ['acu', 360],
    ['fans_rate', 185 / 8_340],
    ['live_minutes', 160],
    ['viewers', 8_340],
  ])('%s is %d', (code, value) => {
    expect(fact(code, SESSION).value).toBeCloseTo(value, 9);
    expect(fact(code, SESSION)).toMatchObject({ sessions: 1, missing: null });
  });

  it('gives the GPM of a published screen: 659,571 yuan and some, at 87,584 views, are 7,530.73 yuan', () => {
    expect(fact('gpm', sums({ paidFen: 65_957_150, views: 87_584 })).value).toBeCloseTo(753_073, -0.5);
  });

  it.each(['gpm', 'uv_value', 'aov_buyer', 'aov_order', 'price_item', 'cvr_view', 'opm', 'gmv_hour', 'gmv_minute', 'fans_rate'])(
    '%s is null, never 0 or infinite, over a zero denominator and over none',
    (code) => {
      const sold = { paidFen: 100, refundedFen: 0, newFollowers: 3 };
      const nothing = { orders: 0, items: 0, buyers: 0, views: 0, viewers: 0, liveMs: 0 };
      expect(fact(code, sums({ ...sold, ...nothing }))).toEqual(ZERO);
      expect(fact(code, sums({ paidFen: 100 }))).toEqual(UNKNOWN);
    },
  );

  it('keeps a true zero apart from what nobody said', () => {
    expect(fact('gpm', sums({ paidFen: 0, views: 10 }))).toEqual({ value: 0, sessions: 1, missing: null });
    expect(fact('likes', sums({ likes: 0 }))).toEqual({ value: 0, sessions: 1, missing: null });
    expect(fact('likes', sums({}))).toEqual(UNKNOWN);
    expect(fact('refund_rate_amt', sums({ paidFen: 0, refundedFen: 0 }))).toEqual(ZERO);
  });

  it('multiplies before it divides, in integers that a double would round', () => {
    const paidFen = 9_007_199_254_740_991;
    expect(fact('gpm', sums({ paidFen, views: 1_000 })).value).toBe(paidFen);
    expect(() => fact('gmv_paid', { sessions: 2, quantities: new Map([['paidFen', 2n ** 53n]]) })).toThrow(/money.too-large/);
  });

  it('net may be negative', () => {
    expect(fact('net_paid', sums({ paidFen: 1, refundedFen: 3 })).value).toBe(-2);
  });
});

describe('Metrics over several sessions', () => {
  it('are ratios of sums, not means of ratios', () => {
    const small = sums({ paidFen: 1_000, views: 10 });
    const large = sums({ paidFen: 1_000, views: 990 });
    expect(fact('gpm', small, large)).toEqual({ value: 2_000, sessions: 2, missing: null });
  });

  it('take the numerator only from sessions that have the denominator, and say how many there are', () => {
    const counted = sums({ paidFen: 1_000, views: 100 }, 2);
    const uncounted = sums({ paidFen: 500_000 }, 5);
    const nobodyCame = sums({ paidFen: 70_000, views: 0 }, 3);
    expect(fact('gpm', counted, uncounted, nobodyCame)).toEqual({ value: 10_000, sessions: 2, missing: null });
    expect(fact('gmv_paid', counted, uncounted, nobodyCame)).toEqual({ value: 571_000, sessions: 10, missing: null });
    expect(fact('views', counted, uncounted, nobodyCame)).toEqual({ value: 100, sessions: 5, missing: null });
  });

  it('never add peaks or people', () => {
    const parts = [sums({ peakOnline: 500, viewers: 900, buyers: 9 }), sums({ peakOnline: 700, viewers: 800, buyers: 8 }), sums({})];
    expect(fact('pcu', ...parts)).toEqual({ value: 700, sessions: 2, missing: null });
    for (const code of ['viewers', 'buyers']) expect(fact(code, ...parts)).toEqual({ value: null, sessions: 2, missing: 'not-additive' });
    expect(fact('cvr_view', ...parts).value).toBe(17 / 1_700);
  });

  it('weigh the average online by time', () => {
    const long = sums({ onlineMs: 90 * 10 * MINUTE_MS, observedMs: 90 * MINUTE_MS });
    const short = sums({ onlineMs: 10 * 110 * MINUTE_MS, observedMs: 10 * MINUTE_MS });
    expect(fact('acu', long, short).value).toBe(20);
  });

  it('of no session are unknown', () => {
    expect(factsOf([]).every(({ value, missing }) => value === null && missing === 'unknown')).toBe(true);
  });
});

describe('The catalogue of metrics', () => {
  it('names what the facts name, with the same version and unit, each once', () => {
    const named = (items: readonly { version: number; unit: string }[], codes: readonly string[]) =>
      items.map(({ version, unit }, index) => ({ code: codes[index], version, unit }));
    const facts = factsOf([]);
    const codes = METRIC_CATALOGUE.map(({ code }) => code);
    expect(named(METRIC_CATALOGUE, codes)).toEqual(
      named(
        facts,
        facts.map(({ metric }) => metric),
      ),
    );
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('writes out the formulas that are computed', () => {
    const formulas = Object.fromEntries(METRIC_CATALOGUE.map(({ code, formulaZh, formulaEn }) => [code, [formulaZh, formulaEn]]));
    expect(formulas).toMatchObject({
      gpm: ['成交金额 ÷ 观看人次 × 1000', 'Paid amount ÷ Views × 1000'],
      uv_value: ['成交金额 ÷ 观看人数', 'Paid amount ÷ Viewers'],
      cvr_view: ['成交人数 ÷ 观看人数', 'Buyers ÷ Viewers'],
      net_paid: ['成交金额 − 退款金额', 'Paid amount − Refunded amount'],
      gmv_hour: ['成交金额 ÷ 直播时长 × 60', 'Paid amount ÷ Minutes on air × 60'],
    });
  });

  it('has every text in both languages', () => {
    for (const metric of METRIC_CATALOGUE) {
      for (const zh of [metric.nameZh, metric.formulaZh, metric.aggregationZh, metric.unitZh]) expect(zh).toMatch(/[\u4e00-\u9fff]/);
      for (const en of [metric.nameEn, metric.formulaEn, metric.aggregationEn, metric.unitEn]) expect(en).toMatch(/^[^\u4e00-\u9fff]+$/);
      expect((metric.otherFormulasZh === null) === (metric.otherFormulasEn === null)).toBe(true);
    }
  });
});
