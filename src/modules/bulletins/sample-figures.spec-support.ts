import type { AreaFigures, AreaMember, ScopeSums } from '../rankings/index.js';
import type { BulletinFiguresDto } from './bulletin-figures.dto.js';
import { type BulletinTables, type MemberName, membersOf, moversOf, periodOf, refundShareOf, scopeOf } from './bulletin-members.js';
import { rangesOf } from './bulletin-month.js';

/** Net in yuan of each member, of the month, a year before, and the month before; refunds are a tenth of what was paid. */
export interface SampleMember {
  readonly name: string;
  readonly now?: number;
  readonly base?: number;
  readonly baseLines?: number;
  readonly last?: number;
  readonly isZone?: boolean;
  readonly sellers?: number;
}

const SOMEBODY: ScopeSums = {
  sellers: 12,
  baseSellers: 9,
  comparableSellers: 8,
  netFen: 900_000_00,
  baseNetFen: 800_000_00,
  baseLines: 90,
};

export function sampleFigures(month: string, sample: readonly SampleMember[], scope: ScopeSums = SOMEBODY): BulletinFiguresDto {
  const ranges = rangesOf(month);
  const names: MemberName[] = sample.map(({ name, isZone = false }, index) => ({ code: `14068110${index}`, name, isZone }));
  const table = (netOf: (member: SampleMember) => number | undefined, linesOf: (member: SampleMember) => number): AreaFigures =>
    areaFigures(sample.map((member, index) => ({ ...member, code: names[index]?.code ?? '', net: netOf(member), lines: linesOf(member) })));
  const now = table(
    ({ now: net }) => net,
    () => 40,
  );
  const before = table(
    ({ base }) => base,
    ({ baseLines = 30 }) => baseLines,
  );
  const tables: BulletinTables = {
    month: now,
    yearBefore: before,
    lastMonth: table(
      ({ last }) => last,
      () => 20,
    ),
    cumulative: now,
    cumulativeBefore: before,
  };
  const members = membersOf(tables, names, ranges, (code) => sample[names.findIndex((name) => name.code === code)]?.sellers ?? 4);
  return {
    ...{ divisionCode: '140681', divisionName: '怀仁市', memberLevel: 'township', month, basis: 'origin', refundView: 'cash', ...ranges },
    asOf: '2026-11-02T08:00:00+08:00',
    members,
    total: periodOf(ranges.range, now.total, before.total),
    cumulativeTotal: periodOf(ranges.cumulativeRange, now.total, before.total),
    unallocated: periodOf(ranges.range, now.unallocated, before.unallocated),
    cumulativeUnallocated: periodOf(ranges.cumulativeRange, now.unallocated, before.unallocated),
    refundShare: refundShareOf(now.total),
    baseRefundShare: refundShareOf(before.total),
    movers: moversOf(members),
    scope: scopeOf(ranges.range, scope),
    cumulativeScope: scopeOf(ranges.cumulativeRange, scope),
    festival: null,
  };
}

type Sold = SampleMember & { readonly code: string; readonly net: number | undefined; readonly lines: number };

function areaFigures(sold: readonly Sold[]): AreaFigures {
  const listed = sold.filter(({ net }) => net !== undefined);
  const members = listed.map((member): AreaMember => {
    const netFen = Math.round((member.net ?? 0) * 100);
    const better = listed.filter(({ net, isZone }) => isZone !== true && (net ?? 0) > (member.net ?? 0)).length;
    const isZone = member.isZone ?? false;
    return { id: member.code, isZone, rank: isZone ? null : better + 1, ...amounts(netFen, member.lines) };
  });
  const added = members.filter(({ isZone }) => !isZone);
  const sum = (field: 'netFen' | 'lines'): number => added.reduce((total, member) => total + member[field], 0);
  return { members, total: amounts(sum('netFen'), sum('lines')), unallocated: amounts(0, 0) };
}

function amounts(netFen: number, lines: number): AreaFigures['total'] {
  const refundedFen = Math.round(netFen / 9);
  return { paidFen: netFen + refundedFen, refundedFen, netFen, orders: lines, lines, quantity: lines };
}
