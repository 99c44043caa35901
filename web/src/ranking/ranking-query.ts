// What a ranking shows, kept whole in the address so that a link restores the view. Parsing never fails: what cannot be read gets its default.
import { DIVISION_LEVELS, codeLength, isDivisionCode, levelOfCode, type DivisionLevel } from '../../../src/kernel/division-code.js';
import type { Basis, Comparison, Measure, RankingRequest, RefundView, Subject } from '../api/client.js';
import { isBusinessDay, lastDays, type BusinessDay, type DayRange } from '../format/days.js';
import { shapeOf, SUBJECTS } from './subjects.js';

export { SUBJECTS };

export const MEASURES: readonly Measure[] = ['net', 'paid', 'refunded', 'orders', 'lines', 'quantity'];
export const BASES: readonly Basis[] = ['origin', 'merchant'];
export const REFUND_VIEWS: readonly RefundView[] = ['cash', 'cohort'];
export const COMPARISONS: readonly Comparison[] = ['yoy', 'previous', 'none'];

export const EVERYWHERE = '';
const EVERYWHERE_IN_ADDRESS = 'all';
const HOME_AREA = '14';
const DEFAULT_DAYS = 30;

const SUBJECT_BELOW: Readonly<Record<DivisionLevel, Subject>> = {
  province: 'cities',
  city: 'counties',
  county: 'townships',
  township: 'villages',
  village: 'merchants',
};

type Address = Readonly<Record<string, unknown>>;

export function parseRankingQuery(address: Address, today: BusinessDay): RankingRequest {
  const subject = oneOf(SUBJECTS, address.subject, 'counties');
  return withSubject(
    {
      ...rangeOf(address, today),
      subject,
      within: areaOf(address.within),
      measure: oneOf(MEASURES, address.measure, 'net'),
      basis: oneOf(BASES, address.basis, 'origin'),
      refundView: oneOf(REFUND_VIEWS, address.refundView, 'cash'),
      compare: oneOf(COMPARISONS, address.compare, 'yoy'),
      category: wordOf(address.category),
      platform: wordOf(address.platform),
    },
    subject,
  );
}

export function toAddress({ within, category, platform, ...rest }: RankingRequest): Record<string, string> {
  const { subject, from, to, measure, basis, refundView, compare } = rest;
  const where = within === EVERYWHERE ? EVERYWHERE_IN_ADDRESS : within;
  const filters = { ...(category === null ? {} : { category }), ...(platform === null ? {} : { platform }) };
  return { subject, within: where, from, to, measure, basis, refundView, compare, ...filters };
}

/** An order may hold several products, so neither they nor categories are ranked by orders. */
export function measuresOf({ subject, category }: Pick<RankingRequest, 'subject' | 'category'>): readonly Measure[] {
  const hasOrders = category === null && shapeOf(subject).sharesOrders !== true;
  return hasOrders ? MEASURES : MEASURES.filter((measure) => measure !== 'orders');
}

/** Another subject keeps the rest of the question as far as it can be asked of it. */
export function withSubject(query: RankingRequest, subject: Subject): RankingRequest {
  return rankable({ ...query, subject, within: areaAbove(subject, query.within) });
}

/** A filter keeps the measure if it can. */
export function withFilter(query: RankingRequest, filter: Partial<Pick<RankingRequest, 'category' | 'platform'>>): RankingRequest {
  return rankable({ ...query, ...filter });
}

function rankable(query: RankingRequest): RankingRequest {
  return { ...query, measure: oneOf(measuresOf(query), query.measure, 'net') };
}

/** Members must lie below the area: asking for counties while inside a township climbs to the city. */
function areaAbove(subject: Subject, within: string): string {
  const { level } = shapeOf(subject);
  if (level === null || within.length < codeLength(level)) return within;
  const above = DIVISION_LEVELS[DIVISION_LEVELS.indexOf(level) - 1];
  return above === undefined ? EVERYWHERE : within.slice(0, codeLength(above));
}

/** Another area keeps the subject if it can; going in or out of an area of areas shows the level just below it. */
export function withArea(query: RankingRequest, within: string): RankingRequest {
  if (shapeOf(query.subject).level === null) return { ...query, within };
  const level = levelOfCode(within);
  return { ...query, within, subject: level === null ? 'cities' : SUBJECT_BELOW[level] };
}

/** Where a click on a member leads; null where nothing is below it but the sales themselves. */
export function drillInto(query: RankingRequest, memberId: string): RankingRequest | null {
  const { level, below } = shapeOf(query.subject);
  if (level !== null) return withArea(query, memberId);
  return below === undefined ? null : rankable(below(query, memberId));
}

/** The area and everything it lies in, outermost first. */
export function trailOf(within: string): readonly string[] {
  return DIVISION_LEVELS.map(codeLength)
    .filter((length) => length <= within.length)
    .map((length) => within.slice(0, length));
}

function rangeOf({ from, to }: Address, today: BusinessDay): DayRange {
  return isBusinessDay(from) && isBusinessDay(to) && from <= to ? { from, to } : lastDays(today, DEFAULT_DAYS);
}

function areaOf(value: unknown): string {
  if (value === EVERYWHERE_IN_ADDRESS) return EVERYWHERE;
  return isDivisionCode(value) ? value : HOME_AREA;
}

function wordOf(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z0-9.-]{1,80}$/.test(value) ? value : null;
}

function oneOf<Value extends string>(values: readonly Value[], given: unknown, fallback: Value): Value {
  return values.find((value) => value === given) ?? fallback;
}
