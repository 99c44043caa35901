import type { DifferenceDto } from './bulletin.dto.js';
import type { BulletinFiguresDto, PeriodDto } from './bulletin-figures.dto.js';

const FIELDS = ['paidFen', 'refundedFen', 'netFen', 'orders', 'lines'] as const;

/** Where the ledger of now says something else than what was issued. Figure by figure; what follows from them (shares, growth) is not listed. */
export function differencesOf(issued: BulletinFiguresDto, now: BulletinFiguresDto): DifferenceDto[] {
  const names = new Map([...now.members, ...issued.members].map(({ id, name }) => [id, name]));
  const [before, after] = [membersById(issued), membersById(now)];
  return [
    ...periods('total', '', 'month', issued.total, now.total),
    ...periods('total', '', 'cumulative', issued.cumulativeTotal, now.cumulativeTotal),
    ...periods('unallocated', '', 'month', issued.unallocated, now.unallocated),
    ...periods('unallocated', '', 'cumulative', issued.cumulativeUnallocated, now.cumulativeUnallocated),
    ...[...names].flatMap(([id, name]) => {
      const [old, fresh] = [before.get(id), after.get(id)];
      return [
        ...periods(id, name, 'month', old?.month, fresh?.month),
        ...periods(id, name, 'cumulative', old?.cumulative, fresh?.cumulative),
        ...difference({ of: id, name, period: 'month', field: 'rank', issued: old?.rank ?? null, now: fresh?.rank ?? null }),
      ];
    }),
  ];
}

function periods(of: string, name: string, period: string, issued: PeriodDto | undefined, now: PeriodDto | undefined): DifferenceDto[] {
  return FIELDS.flatMap((field) => difference({ of, name, period, field, issued: issued?.[field] ?? 0, now: now?.[field] ?? 0 }));
}

function difference(found: DifferenceDto): DifferenceDto[] {
  return found.issued === found.now ? [] : [found];
}

function membersById({ members }: BulletinFiguresDto): Map<string, BulletinFiguresDto['members'][number]> {
  return new Map(members.map((member) => [member.id, member]));
}
