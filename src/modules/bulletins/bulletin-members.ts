import type { DayRange } from '../../kernel/business-day.js';
import { type AreaFigures, type AreaMember, growthOf, type ScopeSums } from '../rankings/index.js';
import type { BulletinRanges } from './bulletin-month.js';
import type { MemberDto, MoverDto, MoversDto, PeriodDto, ScopeDto } from './bulletin-figures.dto.js';

type Amounts = AreaFigures['total'];
const NOTHING: Amounts = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };
const MOST_MOVERS = 3;

/** The tables a bulletin is put together of. */
export interface BulletinTables {
  readonly month: AreaFigures;
  readonly yearBefore: AreaFigures;
  readonly lastMonth: AreaFigures;
  readonly cumulative: AreaFigures;
  readonly cumulativeBefore: AreaFigures;
}

export interface MemberName {
  readonly code: string;
  readonly name: string;
  readonly isZone: boolean;
}

export function periodOf(range: DayRange, now: Amounts = NOTHING, base: Amounts = NOTHING): PeriodDto {
  const { paidFen, refundedFen, netFen, orders, lines } = now;
  return { paidFen, refundedFen, netFen, orders, lines, baseNetFen: base.netFen, growth: yoy(range, netFen, base.netFen, base.lines) };
}

export function scopeOf(range: DayRange, sums: ScopeSums): ScopeDto {
  const { sellers, baseSellers, comparableSellers, netFen, baseNetFen, baseLines } = sums;
  return { sellers, baseSellers, comparableSellers, netFen, baseNetFen, growth: yoy(range, netFen, baseNetFen, baseLines) };
}

/** Every member the register knows, and every one that something happened in: by rank, then those without one; zones last. */
export function membersOf(
  tables: BulletinTables,
  names: readonly MemberName[],
  ranges: BulletinRanges,
  sellersOf: (code: string) => number,
): MemberDto[] {
  const { month, yearBefore, lastMonth, cumulative, cumulativeBefore } = tables;
  const [now, before, last, whole, wholeBefore] = [month, yearBefore, lastMonth, cumulative, cumulativeBefore].map(byCode);
  const members = names.map(({ code, name, isZone }): MemberDto => {
    const own = now?.get(code);
    return {
      id: code,
      name,
      isZone,
      rank: own?.rank ?? null,
      previousRank: before?.get(code)?.rank ?? null,
      lastMonthRank: last?.get(code)?.rank ?? null,
      share: isZone || month.total.netFen <= 0 ? null : (own?.netFen ?? 0) / month.total.netFen,
      sellers: sellersOf(code),
      month: periodOf(ranges.range, own, before?.get(code)),
      cumulative: periodOf(ranges.cumulativeRange, whole?.get(code), wholeBefore?.get(code)),
    };
  });
  return members.sort((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1));
}

/** By rank against the month before, of those that sold in both; by growth, of those that have a rate and did not fall below zero. */
export function moversOf(members: readonly MemberDto[]): MoversDto {
  const ranked = members.flatMap(({ id, name, rank, lastMonthRank, month }): MoverDto[] =>
    rank === null || lastMonthRank === null || month.lines === 0 ? [] : [{ id, name, before: lastMonthRank, now: rank }],
  );
  const grown = members.flatMap(({ id, name, isZone, month: { growth, netFen } }): MoverDto[] =>
    isZone || netFen < 0 || growth?.kind !== 'rate' ? [] : [{ id, name, before: growth.rate, now: growth.rate }],
  );
  const climbed = ({ before, now }: MoverDto): number => before - now;
  const most = (movers: MoverDto[], size: (mover: MoverDto) => number): MoverDto[] =>
    movers
      .filter((mover) => size(mover) > 0)
      .sort((a, b) => size(b) - size(a) || a.now - b.now || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_MOVERS);
  return {
    risers: most([...ranked], climbed),
    fallers: most([...ranked], (mover) => -climbed(mover)),
    fastest: most([...grown], ({ now }) => now),
    slowest: most([...grown], ({ now }) => -now),
  };
}

export function refundShareOf({ paidFen, refundedFen }: Amounts): number | null {
  return paidFen > 0 ? refundedFen / paidFen : null;
}

function yoy(range: DayRange, value: number, base: number, baseLines: number): PeriodDto['growth'] {
  return growthOf({ measure: 'net', compare: 'yoy', range, value, base, baseLines });
}

function byCode({ members }: AreaFigures): Map<string, AreaMember> {
  return new Map(members.map((member) => [member.id, member]));
}

function placeOf({ rank, isZone }: MemberDto): number {
  return isZone ? Number.MAX_SAFE_INTEGER : (rank ?? Number.MAX_SAFE_INTEGER - 1);
}
