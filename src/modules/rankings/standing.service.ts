import { Injectable } from '@nestjs/common';
import { addDays, beijingIso, type DayRange, startOfMonth } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { InputError } from '../../platform/http/index.js';
import { RankingRepository } from './ranking.repository.js';
import { type Field, type StandingDto, type StandingQuery } from './standing.dto.js';

const DIGITS: Readonly<Record<Field, number>> = { county: 6, city: 4, province: 2 };

/** Where a merchant stands among those of its area. What may be known of the others is decided in the database. */
@Injectable()
export class MerchantStanding {
  constructor(
    private readonly database: Database,
    private readonly repository: RankingRepository,
    private readonly clock: Clock,
  ) {}

  of(principal: Principal, merchantId: string, { period, among }: StandingQuery): Promise<StandingDto> {
    const { range, grain, starts } = wholeMonths(period);
    return this.database.snapshot(principal, async (tx) => {
      const row = await this.repository.standing(tx, { merchantId, areaDigits: DIGITS[among], grain, starts });
      if (row === null) throw new InputError('input.not-found', { id: merchantId });
      const rank = row.place === null ? null : Number(row.place);
      const asOf = beijingIso(this.clock.now());
      return { range, among, rank, gap: rank === null ? null : row.gap, isWithheld: row.is_withheld, asOf };
    });
  }
}

function wholeMonths(period: string): { range: DayRange; grain: 'month' | 'year'; starts: string[] } {
  const [year = '', part] = period.split('-');
  if (part === undefined) return { range: { from: `${year}-01-01`, to: `${year}-12-31` }, grain: 'year', starts: [`${year}-01-01`] };
  const first = part.startsWith('Q') ? Number(part.slice(1)) * 3 - 2 : Number(part);
  const starts = Array.from({ length: part.startsWith('Q') ? 3 : 1 }, (_, index) => monthOf(year, first + index));
  return { range: { from: starts[0] ?? '', to: lastDayOf(starts.at(-1) ?? '') }, grain: 'month', starts };
}

function monthOf(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

function lastDayOf(month: string): string {
  return addDays(startOfMonth(addDays(month, 31)), -1);
}
