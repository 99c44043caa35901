import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import { DivisionService } from '../divisions/index.js';
import { type Area, AreaTables, type Basis, ComparableScope, type MemberLevel, RankingCells, type RefundView } from '../rankings/index.js';
import { BulletinError } from './bulletin.errors.js';
import type { BulletinFiguresDto } from './bulletin-figures.dto.js';
import { type BulletinTables, type MemberName, membersOf, moversOf, periodOf, refundShareOf, scopeOf } from './bulletin-members.js';
import { type BulletinRanges, rangesOf } from './bulletin-month.js';
import { FestivalComparisons } from './festival-comparison.service.js';
import { memberLevelBelow } from './member-level.js';
import { MemberNames } from './member-names.js';

export interface FiguresWanted {
  readonly divisionCode: string;
  readonly month: string;
  readonly basis: Basis;
  readonly refundView: RefundView;
}

/** Everything a bulletin says in figures, read in the caller's snapshot. */
@Injectable()
export class BulletinFigures {
  constructor(
    private readonly cells: RankingCells,
    private readonly tables: AreaTables,
    private readonly scopes: ComparableScope,
    private readonly divisions: DivisionService,
    private readonly names: MemberNames,
    private readonly festivals: FestivalComparisons,
  ) {}

  async read(tx: Tx, wanted: FiguresWanted, now: Date): Promise<BulletinFiguresDto> {
    const division = await this.divisions.requireKnown(tx, wanted.divisionCode);
    const within = await this.cells.findArea(tx, wanted.divisionCode);
    const memberLevel = memberLevelBelow(within?.level);
    if (within === null || memberLevel === null)
      throw new BulletinError('bulletins.no-members', { code: wanted.divisionCode }, '/divisionCode');
    const ranges = rangesOf(wanted.month);
    const tables = await this.readTables(tx, wanted, within, memberLevel, ranges);
    const { basis, refundView, divisionCode } = wanted;
    const scope = await this.scopes.sums(tx, { divisionCode, basis, refundView, range: ranges.range, comparedRange: ranges.comparedRange });
    const { cumulativeRange, cumulativeComparedRange } = ranges;
    const cumulativeScope = await this.scopes.sums(tx, {
      ...{ divisionCode, basis, refundView },
      range: cumulativeRange,
      comparedRange: cumulativeComparedRange,
    });
    const names = await this.namesOf(tx, within, memberLevel, tables);
    const members = membersOf(tables, names, ranges, (code) => scope(code).sellers);
    return {
      ...wanted,
      divisionName: division.displayName,
      memberLevel,
      ...ranges,
      asOf: beijingIso(now),
      members,
      ...totalsOf(tables, ranges),
      movers: moversOf(members),
      scope: scopeOf(ranges.range, scope('')),
      cumulativeScope: scopeOf(cumulativeRange, cumulativeScope('')),
      festival: await this.festivals.endedIn(tx, { within, memberLevel, basis, refundView }, ranges.range, names),
    };
  }

  private async readTables(
    tx: Tx,
    { basis, refundView }: FiguresWanted,
    within: Area,
    memberLevel: MemberLevel,
    ranges: BulletinRanges,
  ): Promise<BulletinTables> {
    const read = (range: BulletinRanges['range']) => this.tables.of(tx, { within, memberLevel, range, basis, refundView });
    return {
      month: await read(ranges.range),
      yearBefore: await read(ranges.comparedRange),
      lastMonth: await read(ranges.lastMonthRange),
      cumulative: await read(ranges.cumulativeRange),
      cumulativeBefore: await read(ranges.cumulativeComparedRange),
    };
  }

  private namesOf(tx: Tx, within: Area, memberLevel: MemberLevel, tables: BulletinTables): Promise<MemberName[]> {
    const seen = Object.values(tables).flatMap(({ members }: BulletinTables['month']) => members.map(({ id }) => id));
    return this.names.of(tx, within, memberLevel, seen);
  }
}

function totalsOf(
  { month, yearBefore, cumulative, cumulativeBefore }: BulletinTables,
  { range, cumulativeRange }: BulletinRanges,
): Pick<BulletinFiguresDto, 'total' | 'cumulativeTotal' | 'unallocated' | 'cumulativeUnallocated' | 'refundShare' | 'baseRefundShare'> {
  return {
    total: periodOf(range, month.total, yearBefore.total),
    cumulativeTotal: periodOf(cumulativeRange, cumulative.total, cumulativeBefore.total),
    unallocated: periodOf(range, month.unallocated, yearBefore.unallocated),
    cumulativeUnallocated: periodOf(cumulativeRange, cumulative.unallocated, cumulativeBefore.unallocated),
    refundShare: refundShareOf(month.total),
    baseRefundShare: refundShareOf(yearBefore.total),
  };
}
