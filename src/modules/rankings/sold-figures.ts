import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import { measures, zeroIfAbsent } from './ranking-item.js';
import type { MeasuresDto } from './ranking.dto.js';
import type { Basis, RefundView, Subject } from './ranking-query.js';
import { type Area, type RankingRead, RankingRepository } from './ranking.repository.js';
import { memberLevelOf } from './ranking-subject.js';
import { requireArea } from './ranking-scope.js';
import { seesOf } from './sellers.js';

export interface SoldRead {
  readonly within: Area;
  readonly range: DayRange;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly category?: string | null;
}

export interface SoldMembers {
  readonly members: ReadonlyMap<string, MeasuresDto>;
  readonly total: MeasuresDto;
  readonly unallocated: MeasuresDto;
}

const ALL_MEMBERS = 100_000;

/** What was sold, for whoever makes other figures of it than a ranking: by the ranking's own statements, so that both always agree. */
@Injectable()
export class SoldFigures {
  constructor(private readonly repository: RankingRepository) {}

  requireArea(tx: Tx, code: string): Promise<Area> {
    return requireArea(tx, this.repository, code);
  }

  /** Every member that sold, without zones: they are part of their host counties. */
  async members(tx: Tx, subject: Subject, read: SoldRead): Promise<SoldMembers> {
    const rows = await this.repository.rank(tx, { ...readOf(tx, subject, read), measure: 'paid', after: null, count: ALL_MEMBERS });
    const members = rows.filter((row) => row.kind === 'member' && !row.is_zone);
    return {
      members: new Map(members.map((row) => [row.id, measures(row, false)])),
      total: zeroIfAbsent(
        rows.find(({ kind }) => kind === 'total'),
        false,
      ),
      unallocated: zeroIfAbsent(
        rows.find(({ kind }) => kind === 'unallocated'),
        false,
      ),
    };
  }

  /** All that an area sold. With a category: of counties and what is above them. */
  async total(tx: Tx, read: SoldRead): Promise<MeasuresDto> {
    const cell = { ...readOf(tx, subjectOf(read.within.level), read), kind: 'total', id: null } as const;
    return measures(await this.repository.cell(tx, cell), false);
  }
}

function readOf(
  tx: Tx,
  subject: Subject,
  { within, range, basis, refundView, category = null }: SoldRead,
): Omit<RankingRead, 'measure' | 'after' | 'count'> {
  const asked = { within, range, basis, refundView, category, comparedRange: null, platform: null };
  return { ...asked, subject, memberLevel: memberLevelOf(subject), map: 'as-was', sees: seesOf(tx.principal) };
}

/** The total of an area is the same in whatever ranking that takes it. */
function subjectOf(level: string): Subject {
  if (level === 'village') return 'villages';
  return level === 'township' ? 'townships' : 'counties';
}
