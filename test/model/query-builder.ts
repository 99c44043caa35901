import { addDays } from './calendar.js';
import type { HistorySeed, QuerySeed, RefundQuerySeed, TodayQuerySeed, ViewSeed } from './histories.js';
import { isEnded, placeOf, PLACES, type Level } from './places.js';
import { REFUND_GROUPINGS, type RefundScope } from './refund-reference.js';
import { AREA_SUBJECTS, BASES, REFUND_VIEWS, SUBJECTS, type Scope, type Subject } from './scopes.js';
import type { Window } from './windows.js';
import { pickFrom } from './world-builder.js';

export interface RankingQuery {
  readonly subject: Subject;
  readonly scope: Scope;
}

/** What to ask once a history is played. */
export interface Looks {
  readonly rankings: readonly RankingQuery[];
  readonly series: readonly Scope[];
  readonly refunds: readonly RefundScope[];
  /** On today's map. */
  readonly today: readonly RankingQuery[];
}

/** Has zone 140671 in it, so its series shows whether a hosted zone counts. */
const SERIES_COUNTY = '140602';

const DEPTH: Readonly<Record<Level, number>> = { province: 0, city: 1, county: 2, township: 3, village: 4 };

export function buildLooks(seed: HistorySeed, window: Window): Looks {
  const plain = SUBJECTS.map((subject, index) => ({ subject, scope: plainScope(pickFrom(seed.plainViews, index), window) }));
  return {
    rankings: [...plain, ...seed.queries.map((query) => buildQuery(query, window))],
    series: seed.series.map((view, index) => ({ ...plainScope(view, window), ...(index === 0 ? {} : { within: SERIES_COUNTY }) })),
    refunds: seed.refundQueries.map((query) => buildRefundQuery(query, window)),
    today: seed.todayQueries.map((query) => buildTodayQuery(query, window)),
  };
}

/** Everything there is to ask about the window, unfiltered. */
export function everyLook({ firstDay, lastDay, monthsFrom, monthsTo }: Window): Looks {
  const views = BASES.flatMap((basis) => REFUND_VIEWS.map((refundView) => ({ basis, refundView })));
  const scopes: Scope[] = views.flatMap((view) => [
    { from: firstDay, to: lastDay, ...view },
    { from: monthsFrom, to: monthsTo, ...view },
  ]);
  return {
    rankings: SUBJECTS.flatMap((subject) => scopes.map((scope) => ({ subject, scope }))),
    series: scopes.flatMap((scope) => [scope, { ...scope, within: SERIES_COUNTY }]),
    refunds: REFUND_GROUPINGS.flatMap((by) => scopes.map((scope) => ({ by, ...scope }))),
    today: AREA_SUBJECTS.flatMap((subject) => scopes.map((scope) => ({ subject, scope }))),
  };
}

function plainScope({ basis, refundView, isWhole }: ViewSeed, { firstDay, lastDay, monthsFrom, monthsTo }: Window): Scope {
  return { from: isWhole ? monthsFrom : firstDay, to: isWhole ? monthsTo : lastDay, basis, refundView };
}

function buildQuery(seed: QuerySeed, window: Window): RankingQuery {
  const { subject, basis, refundView } = seed;
  const within = seed.within === null ? {} : { within: pickFrom(areasFor(subject), seed.within) };
  return {
    subject,
    scope: {
      ...rangeOf(seed, window),
      basis,
      refundView,
      ...within,
      ...categoryOf(seed),
      ...(seed.platform && { platform: seed.platform }),
    },
  };
}

function buildRefundQuery(seed: RefundQuerySeed, window: Window): RefundScope {
  const { by, basis, refundView } = seed;
  const within = seed.within === null ? {} : { within: pickFrom(Object.keys(PLACES), seed.within) };
  return { by, ...rangeOf(seed, window), basis, refundView, ...within, ...categoryOf(seed) };
}

/** Within what is no more nothing is asked. */
function buildTodayQuery(seed: TodayQuerySeed, window: Window): RankingQuery {
  const { subject, basis, refundView } = seed;
  const areas = areasFor(subject).filter((code) => !isEnded(code));
  const within = seed.within === null ? {} : { within: pickFrom(areas, seed.within) };
  return { subject, scope: { ...rangeOf(seed, window), basis, refundView, ...within } };
}

function categoryOf({ category }: { category: string | null }): { category?: string } {
  return category === null ? {} : { category };
}

type RangeSeed = Pick<QuerySeed, 'days' | 'isFromMonthStart' | 'isToMonthEnd'>;

function rangeOf({ days, isFromMonthStart, isToMonthEnd }: RangeSeed, window: Window): Pick<Scope, 'from' | 'to'> {
  const [from = 0, to = 0] = [...days].sort((a, b) => a - b);
  return {
    from: isFromMonthStart ? window.monthsFrom : addDays(window.firstDay, from),
    to: isToMonthEnd ? window.monthsTo : addDays(window.firstDay, to),
  };
}

/** Areas a ranking may be confined to: none finer than its subject, and for counties no zone, which is none of its members. */
function areasFor(subject: Subject): string[] {
  const depth = { cities: 1, counties: 2, townships: 3, villages: 4 }[subject as string] ?? 4;
  return Object.keys(PLACES).filter((code) => DEPTH[placeOf(code).level] <= depth && !(subject === 'counties' && placeOf(code).isZone));
}
