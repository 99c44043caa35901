import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { bucketsOf, dayBucketsOf, NO_BUCKETS } from './range-buckets.js';
import type { RefundGroup } from './refund-query.js';
import type { Basis, Bucket, DivisionMap, Measure, RefundView, Subject } from './ranking-query.js';

const TAIL = sqlFile(import.meta.url, './sql/rank-tail.sql');
const AREAS = sqlFile(import.meta.url, './sql/rank-areas.sql');
const AREAS_OF_GOODS = sqlFile(import.meta.url, './sql/rank-areas-of-goods.sql');
const MAPS: Readonly<Record<DivisionMap, string>> = {
  'as-was': sqlFile(import.meta.url, './sql/map-as-was.sql'),
  today: sqlFile(import.meta.url, './sql/map-today.sql'),
};
const RANK_OTHERS = sqlFile(import.meta.url, './sql/rank-others.sql') + TAIL;
const RANK_SESSIONS = sqlFile(import.meta.url, './sql/rank-sessions.sql') + TAIL;
const REFUND_REPORT = sqlFile(import.meta.url, './sql/refund-report.sql');
const AREAS_INSIDE = sqlFile(import.meta.url, './sql/areas-inside.sql');
const REVENUE_SERIES = sqlFile(import.meta.url, './sql/revenue-series.sql');

/** '' with level 'all': everywhere. */
export interface Area {
  readonly code: string;
  readonly level: string;
  /** The codes that those of all areas inside begin with: its own, and of the zones it hosts. */
  readonly prefixes: readonly string[];
}

export interface RankingRead {
  readonly subject: Subject;
  /** The level of an area ranking's members; null for other subjects. */
  readonly memberLevel: string | null;
  readonly basis: Basis;
  readonly within: Area;
  readonly range: DayRange;
  readonly comparedRange: DayRange | null;
  readonly category: string | null;
  readonly platform: string | null;
  readonly map: DivisionMap;
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

export interface RefundRead {
  readonly basis: Basis;
  readonly within: Area;
  readonly range: DayRange;
  readonly category?: string;
  readonly platform?: string;
  readonly refundView: RefundView;
  readonly by: RefundGroup;
  readonly limit: number;
}

export interface RefundRow {
  /** null in the row of the whole. */
  readonly key: string | null;
  readonly refunded_fen: string;
  readonly refunds: string;
  readonly paid_fen: string | null;
}

/** Reads rollups and registers only, never orders or entries. */
@Injectable()
export class RankingRepository {
  rank(tx: Tx, read: RankingRead): Promise<RankedRow[]> {
    const cut = read.subject === 'live-sessions' ? dayBucketsOf : bucketsOf;
    const pieces = cut(read.range);
    const compared = read.comparedRange === null ? NO_BUCKETS : cut(read.comparedRange);
    return tx.query<RankedRow>(statementFor(read), [
      read.basis,
      read.memberLevel ?? read.subject,
      read.within.code,
      read.within.level,
      read.within.prefixes,
      pieces.grains,
      pieces.starts,
      compared.grains,
      compared.starts,
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
    const pieces = read.by === 'month' ? bucketsOf(read.range) : dayBucketsOf(read.range);
    return tx.query<SeriesRow>(REVENUE_SERIES, [
      read.basis,
      read.within.level,
      read.within.code,
      pieces.grains,
      pieces.starts,
      read.by,
      read.refundView,
    ]);
  }

  /** The whole first, then the largest groups. */
  refunds(tx: Tx, read: RefundRead): Promise<RefundRow[]> {
    const pieces = bucketsOf(read.range);
    return tx.query<RefundRow>(REFUND_REPORT, [
      read.basis,
      read.within.prefixes,
      pieces.grains,
      pieces.starts,
      read.category ?? null,
      read.platform ?? null,
      read.refundView,
      read.by,
      read.limit,
    ]);
  }

  async findArea(tx: Tx, code: string): Promise<Area | null> {
    const [row] = await tx.query<Area>(AREAS_INSIDE, [code]);
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

function statementFor({ subject, memberLevel, map, platform }: RankingRead): string {
  if (memberLevel !== null) return (platform === null ? AREAS : AREAS_OF_GOODS) + MAPS[map] + TAIL;
  return subject === 'live-sessions' ? RANK_SESSIONS : RANK_OTHERS;
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
