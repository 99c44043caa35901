import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import type { Tx } from '../../platform/database/index.js';
import { measures, zeroIfAbsent } from './ranking-item.js';
import type { MeasuresDto } from './ranking.dto.js';
import type { Basis, RefundView } from './ranking-query.js';
import { type Area, RankingRepository } from './ranking.repository.js';
import { seesOf } from './sellers.js';

/** More than any division has members. */
const ALL_MEMBERS = 5_000;
const SUBJECTS = { city: 'cities', county: 'counties', township: 'townships', village: 'villages' } as const;
export type MemberLevel = keyof typeof SUBJECTS;

export interface AreaFiguresRead {
  readonly within: Area;
  readonly memberLevel: MemberLevel;
  readonly range: DayRange;
  readonly basis: Basis;
  readonly refundView: RefundView;
}

export interface AreaMember extends MeasuresDto {
  readonly id: string;
  readonly isZone: boolean;
  /** By net; null for zones. */
  readonly rank: number | null;
}

export interface AreaFigures {
  readonly members: readonly AreaMember[];
  readonly total: MeasuresDto;
  readonly unallocated: MeasuresDto;
}

/** A whole ranking of areas by net, for whoever makes a table of it: in the caller's snapshot, by the ranking's own statement. */
@Injectable()
export class AreaTables {
  constructor(private readonly repository: RankingRepository) {}

  async of(tx: Tx, { within, memberLevel, range, basis, refundView }: AreaFiguresRead): Promise<AreaFigures> {
    const rows = await this.repository.rank(tx, {
      subject: SUBJECTS[memberLevel],
      memberLevel,
      basis,
      refundView,
      measure: 'net',
      map: 'as-was',
      within,
      range,
      comparedRange: null,
      category: null,
      platform: null,
      sees: seesOf(tx.principal),
      after: null,
      count: ALL_MEMBERS,
    });
    return {
      members: rows
        .filter(({ kind }) => kind === 'member')
        .map((row) => ({
          id: row.id,
          isZone: row.is_zone,
          rank: row.rank === null ? null : fenFromSql(row.rank),
          ...measures(row, true),
        })),
      total: zeroIfAbsent(
        rows.find(({ kind }) => kind === 'total'),
        true,
      ),
      unallocated: zeroIfAbsent(
        rows.find(({ kind }) => kind === 'unallocated'),
        true,
      ),
    };
  }
}
