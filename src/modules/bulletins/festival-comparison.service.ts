import { Injectable } from '@nestjs/common';
import { type DayRange, lengthInDays } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { type AreaFigures, type AreaFiguresRead, AreaTables, type Growth, growthOf, RankingCells } from '../rankings/index.js';
import { BulletinError } from './bulletin.errors.js';
import type { FestivalComparisonDto } from './bulletin-figures.dto.js';
import type { MemberName } from './bulletin-members.js';
import type { FestivalComparisonQuery } from './festival.dto.js';
import type { Festival } from './festival-calendar.js';
import { Festivals } from './festivals.service.js';
import { memberLevelBelow } from './member-level.js';
import { MemberNames } from './member-names.js';

type Place = Omit<AreaFiguresRead, 'range'>;
interface Days {
  readonly first: Festival;
  readonly last: Festival;
  readonly range: DayRange;
  readonly comparedRange: DayRange;
}

/** The days around a festival with the same days of the lunar calendar a year before: Spring Festival moves, the comparison moves with it. */
@Injectable()
export class FestivalComparisons {
  constructor(
    private readonly database: Database,
    private readonly cells: RankingCells,
    private readonly tables: AreaTables,
    private readonly names: MemberNames,
    private readonly festivals: Festivals,
  ) {}

  compare(principal: Principal, query: FestivalComparisonQuery): Promise<FestivalComparisonDto> {
    const { divisionCode, year, first, last, basis, refundView } = query;
    return this.database.snapshot(principal, async (tx) => {
      const within = await this.cells.findArea(tx, divisionCode);
      const memberLevel = memberLevelBelow(within?.level);
      if (within === null || memberLevel === null) throw new BulletinError('bulletins.no-members', { code: divisionCode }, '/divisionCode');
      const range = await this.festivals.requireRange(tx, first, last, year);
      const comparedRange = await this.festivals.requireRange(tx, first, last, year - 1);
      const names = await this.names.of(tx, within, memberLevel, []);
      return this.read(tx, { within, memberLevel, basis, refundView }, { first, last, range, comparedRange }, names);
    });
  }

  /** 腊月初八 to 正月十五 where it ended in this month; null in every other month. */
  async endedIn(tx: Tx, place: Place, month: DayRange, names: readonly MemberName[]): Promise<FestivalComparisonDto | null> {
    const year = Number(month.from.slice(0, 4));
    const [first, last] = ['la-ba', 'lantern'] as const;
    const range = await this.festivals.findRange(tx, first, last, year);
    const comparedRange = await this.festivals.findRange(tx, first, last, year - 1);
    if (range === null || comparedRange === null || range.to < month.from || range.to > month.to) return null;
    return this.read(tx, place, { first, last, range, comparedRange }, names);
  }

  private async read(tx: Tx, place: Place, days: Days, names: readonly MemberName[]): Promise<FestivalComparisonDto> {
    const now = await this.tables.of(tx, { ...place, range: days.range });
    const before = await this.tables.of(tx, { ...place, range: days.comparedRange });
    return {
      ...days,
      days: lengthInDays(days.range),
      comparedDays: lengthInDays(days.comparedRange),
      members: names.map(({ code, name, isZone }) => ({
        id: code,
        name,
        isZone,
        ...compared(memberOf(now, code), memberOf(before, code), days),
      })),
      ...compared(now.total, before.total, days),
    };
  }
}

type Sold = { readonly netFen: number; readonly lines: number };
const NOTHING: Sold = { netFen: 0, lines: 0 };

function memberOf({ members }: AreaFigures, code: string): Sold {
  return members.find(({ id }) => id === code) ?? NOTHING;
}

/** Not as year on year by the calendar: what makes January incomparable is what was aligned here. */
function compared(now: Sold, before: Sold, { range }: Days): { netFen: number; baseNetFen: number; growth: Growth | null } {
  const [value, base] = [now.netFen, before.netFen];
  const growth = growthOf({ measure: 'net', compare: 'previous', range, value, base, baseLines: before.lines });
  return { netFen: value, baseNetFen: base, growth };
}
