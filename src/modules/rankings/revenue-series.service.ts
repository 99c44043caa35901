import { Injectable } from '@nestjs/common';
import { addDays, beijingIso, type DayRange, startOfMonth, startOfWeek } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { zeroIfAbsent } from './ranking-item.js';
import type { RevenueDto } from './ranking.dto.js';
import type { Bucket, RevenueQuery } from './ranking-query.js';
import { RankingRepository } from './ranking.repository.js';
import { requireArea, requireOrderedRange } from './ranking-scope.js';
import { seesOf, sellersOf } from './sellers.js';

/** One area's measures over time. Every bucket of the range is there, so that a gap reads as zero and not as missing. */
@Injectable()
export class RevenueSeriesService {
  constructor(
    private readonly database: Database,
    private readonly repository: RankingRepository,
    private readonly clock: Clock,
  ) {}

  series(principal: Principal, query: RevenueQuery): Promise<RevenueDto> {
    requireOrderedRange(query);
    return this.database.snapshot(principal, async (tx) => {
      const within = await requireArea(tx, this.repository, query.within);
      const { basis, refundView, by } = query;
      const range = { from: query.from, to: query.to };
      const sees = seesOf(principal);
      const read = { basis, within, range, refundView, by, sees };
      const rows = new Map((await this.repository.series(tx, read)).map((row) => [row.bucket, row]));
      const items = bucketsOf(range, by).map(({ key, from, to }) => ({ from, to, ...zeroIfAbsent(rows.get(key), true) }));
      return { range, basis, refundView, by, ...sellersOf(sees, true), asOf: beijingIso(this.clock.now()), items };
    });
  }
}

interface BucketRange extends DayRange {
  /** The bucket's own first day, which may lie before the range. */
  readonly key: string;
}

function bucketsOf(range: DayRange, by: Bucket): BucketRange[] {
  const buckets: BucketRange[] = [];
  for (let from = range.from; from <= range.to;) {
    const key = startOf(from, by);
    const end = lastDayOf(key, by);
    const to = end < range.to ? end : range.to;
    buckets.push({ key, from, to });
    from = addDays(to, 1);
  }
  return buckets;
}

function startOf(day: string, by: Bucket): string {
  if (by === 'day') return day;
  return by === 'week' ? startOfWeek(day) : startOfMonth(day);
}

function lastDayOf(start: string, by: Bucket): string {
  if (by === 'day') return start;
  return by === 'week' ? addDays(start, 6) : addDays(startOfMonth(addDays(start, 31)), -1);
}
