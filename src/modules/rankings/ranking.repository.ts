import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Basis, Bucket, Measure, RefundView, Subject } from './ranking-query.js';

const TAIL = sqlFile(import.meta.url, './sql/rank-tail.sql');
const RANK_AREAS = sqlFile(import.meta.url, './sql/rank-areas.sql') + TAIL;
const RANK_OTHERS = sqlFile(import.meta.url, './sql/rank-others.sql') + TAIL;
const REVENUE_SERIES = sqlFile(import.meta.url, './sql/revenue-series.sql');

export interface RankingRead {
  readonly subject: Subject;
  /** The level of an area ranking's members; null for other subjects. */
  readonly memberLevel: string | null;
  readonly basis: Basis;
  /** '' with level 'all': everywhere. */
  readonly within: { readonly code: string; readonly level: string };
  readonly range: DayRange;
  readonly comparedRange: DayRange | null;
  readonly category: string | null;
  readonly platform: string | null;
  readonly refundView: RefundView;
  readonly measure: Measure;
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly count: number;
}

/** Numbers arrive as text: sums are numeric in SQL. */
export interface MeasureRow {
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly orders: string;
  readonly lines: string;
  readonly quantity: string;
}

export interface RankedRow extends MeasureRow {
  readonly kind: 'member' | 'total' | 'unallocated';
  readonly is_zone: boolean;
  readonly id: string;
  readonly value: string;
  readonly base: string;
  readonly base_lines: string;
  readonly rank: string | null;
  readonly previous_rank: string | null;
}

export interface SeriesRow extends MeasureRow {
  readonly bucket: string;
}

/** Reads rollups and registers only, never orders or entries. */
@Injectable()
export class RankingRepository {
  rank(tx: Tx, read: RankingRead): Promise<RankedRow[]> {
    const isOfAreas = read.memberLevel !== null;
    return tx.query<RankedRow>(isOfAreas ? RANK_AREAS : RANK_OTHERS, [
      read.basis,
      read.memberLevel ?? read.subject,
      read.within.code,
      read.within.level,
      read.range.from,
      read.range.to,
      read.comparedRange?.from ?? null,
      read.comparedRange?.to ?? null,
      read.category,
      read.platform,
      read.refundView,
      read.measure,
      read.after?.value ?? null,
      read.after?.id ?? null,
      read.count,
    ]);
  }

  series(tx: Tx, read: Pick<RankingRead, 'basis' | 'within' | 'range' | 'refundView'> & { by: Bucket }): Promise<SeriesRow[]> {
    return tx.query<SeriesRow>(REVENUE_SERIES, [
      read.basis,
      read.within.level,
      read.within.code,
      read.range.from,
      read.range.to,
      read.by,
      read.refundView,
    ]);
  }

  async findArea(tx: Tx, code: string): Promise<{ code: string; level: string } | null> {
    const [row] = await tx.query<{ code: string; level: string }>(
      `select code, case when is_zone then 'zone' else level end as level from division where code = $1`,
      [code],
    );
    return row ?? null;
  }

  /** Display names of a page's members. */
  async names(tx: Tx, subject: Subject, ids: readonly string[]): Promise<Map<string, string>> {
    const source = NAME_SOURCES[subject];
    if (source === null || ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string }>(source, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const AREA_NAMES = 'select code as id, display_name as name from division where code = any ($1::text[])';
const NAME_SOURCES: Readonly<Record<Subject, string | null>> = {
  cities: AREA_NAMES,
  counties: AREA_NAMES,
  townships: AREA_NAMES,
  villages: AREA_NAMES,
  merchants: 'select id, name from merchant where id = any ($1::bigint[])',
  products: 'select id, name from product where id = any ($1::bigint[])',
  hosts: 'select id, name from host where id = any ($1::bigint[])',
  'live-sessions': 'select id, title as name from live_session where id = any ($1::bigint[])',
  categories: null,
  platforms: null,
};
