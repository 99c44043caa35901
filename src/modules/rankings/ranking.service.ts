import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, encodeCursor, InputError } from '../../platform/http/index.js';
import { comparedRange } from './compared-range.js';
import { issuedOf } from './issued-months.js';
import { rankingItem, zeroIfAbsent } from './ranking-item.js';
import { RankingError } from './ranking.errors.js';
import type { RankingDto } from './ranking.dto.js';
import { RankingNames } from './ranking-names.js';
import { isOrdersDefined, type RankingQuery, type Subject } from './ranking-query.js';
import { isInAreas, type RankedRow, type RankingRead, RankingRepository } from './ranking.repository.js';
import { memberLevelOf, requireFinerThan } from './ranking-subject.js';
import { requireArea, requireOrderedRange } from './ranking-scope.js';
import { seesOf, sellersOf } from './sellers.js';

/** Rankings from rollups alone, in one snapshot: members, total and unallocated always add up. */
@Injectable()
export class RankingService {
  constructor(
    private readonly database: Database,
    private readonly repository: RankingRepository,
    private readonly names: RankingNames,
    private readonly clock: Clock,
  ) {}

  rank(principal: Principal, subject: Subject, query: RankingQuery): Promise<RankingDto> {
    requireOrderedRange(query);
    requireMeasure(subject, query);
    requireMap(subject, query);
    const now = this.clock.now();
    const after = cursorOf(query);
    return this.database.snapshot(principal, async (tx) => {
      const read = { ...(await this.toRead(tx, subject, query, businessDayOf(now))), sees: seesOf(principal) };
      const rows = await this.repository.rank(tx, { ...read, after, count: query.limit + 1 });
      const issued = query.to < businessDayOf(now) ? await issuedOf(tx, read.within.code, read.range, now) : {};
      return { ...echo(query, read, now), ...issued, ...(await this.page(tx, read, query, rows)) };
    });
  }

  private async toRead(
    tx: Tx,
    subject: Subject,
    query: RankingQuery,
    today: string,
  ): Promise<Omit<RankingRead, 'after' | 'count' | 'sees'>> {
    const within = await requireArea(tx, this.repository, query.within);
    const memberLevel = memberLevelOf(subject);
    requireFinerThan(memberLevel, within.level);
    const range = { from: query.from, to: query.to };
    const { basis, refundView, measure, map } = query;
    const compared = comparedRange(range, query.compare, today);
    return {
      subject,
      memberLevel,
      basis,
      refundView,
      measure,
      map,
      within,
      range,
      comparedRange: compared,
      category: query.category ?? null,
      platform: query.platform ?? null,
    };
  }

  private async page(
    tx: Tx,
    read: Omit<RankingRead, 'after' | 'count'>,
    query: RankingQuery,
    rows: readonly RankedRow[],
  ): Promise<Pick<RankingDto, 'items' | 'total' | 'unallocated' | 'nextCursor'>> {
    const members = rows.filter((row) => row.kind === 'member');
    const shown = members.slice(0, query.limit);
    const hasOrders = isOrdersDefined(read.subject, read.category, read.map);
    const total = rows.find((row) => row.kind === 'total');
    const names = await this.names.of(
      tx,
      read.subject,
      shown.map((row) => row.id),
    );
    const facts = { ...read, compare: query.compare, hasOrders, totalValue: Number(total?.value ?? 0) };
    const last = shown.at(-1);
    return {
      items: shown.map((row) => rankingItem(row, names.get(row.id) ?? row.id, facts)),
      total: zeroIfAbsent(total, hasOrders),
      unallocated: zeroIfAbsent(
        rows.find((row) => row.kind === 'unallocated'),
        hasOrders,
      ),
      nextCursor: members.length > query.limit && last !== undefined ? encodeCursor([last.value, last.id]) : null,
    };
  }
}

function requireMeasure(subject: Subject, query: RankingQuery): void {
  if (query.measure !== 'orders' || isOrdersDefined(subject, query.category ?? null, query.map)) return;
  throw new RankingError(
    'ranking.unsupported-filter',
    { why: `measure=orders × ${query.map === 'today' ? 'map=today' : query.category === undefined ? subject : 'category'}` },
    '/measure',
  );
}

/** What lies within an area on today's map is known of areas only. */
function requireMap(subject: Subject, query: RankingQuery): void {
  if (query.map === 'as-was' || query.within === undefined || memberLevelOf(subject) !== null) return;
  throw new RankingError('ranking.unsupported-filter', { why: `map=today × within × ${subject}` }, '/map');
}

function cursorOf(query: RankingQuery): { value: string; id: string } | null {
  const key = decodeCursor(query.cursor, 2);
  if (key === null) return null;
  const [value, id] = key.map(String);
  if (value === undefined || id === undefined || !/^-?\d{1,30}$/.test(value)) throw new InputError('input.cursor');
  return { value, id };
}

function echo(
  query: RankingQuery,
  read: Omit<RankingRead, 'after' | 'count'>,
  now: Date,
): Pick<RankingDto, 'range' | 'comparedRange' | 'measure' | 'basis' | 'refundView' | 'sellers' | 'asOf'> {
  const { measure, basis, refundView } = query;
  const sellers = sellersOf(read.sees, isInAreas(read));
  return { range: read.range, comparedRange: read.comparedRange, measure, basis, refundView, ...sellers, asOf: beijingIso(now) };
}
