import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { bucketsOf, dayBucketsOf, NO_BUCKETS } from './range-buckets.js';
import type { RefundGroup } from './refund-query.js';
import type { Basis, Bucket, DivisionMap, Measure, RefundView, Subject } from './ranking-query.js';

// Rankings are put together of two halves: which cells there are, and what is shown of them.
const AREAS = sqlFile(import.meta.url, './sql/rank-areas.sql');
const AREAS_OF_GOODS = sqlFile(import.meta.url, './sql/rank-areas-of-goods.sql');
const MAPS: Readonly<Record<DivisionMap, string>> = {
  'as-was': sqlFile(import.meta.url, './sql/map-as-was.sql'),
  today: sqlFile(import.meta.url, './sql/map-today.sql'),
};
const CELLS_OF_OTHERS = sqlFile(import.meta.url, './sql/rank-others.sql');
const CELLS_OF_SESSIONS = sqlFile(import.meta.url, './sql/rank-sessions.sql');
const RANKED = sqlFile(import.meta.url, './sql/rank-tail.sql');
const ONE_CELL = sqlFile(import.meta.url, './sql/cell-tail.sql');
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

/** Which cells of which rollups a ranking is about. */
export interface CellsRead {
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
}

export interface RankingRead extends CellsRead {
  readonly measure: Measure;
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly count: number;
}

/** One member, what belongs to none, or the whole. */
export type CellKind = 'member' | 'total' | 'unallocated';

export interface CellRead extends CellsRead {
  readonly kind: CellKind;
  /** null of what is no member. */
  readonly id: string | null;
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
  readonly kind: CellKind;
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
    return tx.query<RankedRow>(cellsFor(read) + RANKED, [
      ...cellParameters(read),
      read.measure,
      read.after?.value ?? null,
      read.after?.id ?? null,
      read.count,
    ]);
  }

  cell(tx: Tx, read: CellRead): Promise<MeasureRow> {
    return tx.one<MeasureRow>(cellsFor(read) + ONE_CELL, [...cellParameters(read), read.kind, read.id ?? '']);
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

function cellsFor({ subject, memberLevel, map, platform }: CellsRead): string {
  if (memberLevel !== null) return (platform === null ? AREAS : AREAS_OF_GOODS) + MAPS[map];
  return subject === 'live-sessions' ? CELLS_OF_SESSIONS : CELLS_OF_OTHERS;
}

/** $1 to $12 of every ranking statement. */
function cellParameters(read: CellsRead): unknown[] {
  const cut = read.subject === 'live-sessions' ? dayBucketsOf : bucketsOf;
  const pieces = cut(read.range);
  const compared = read.comparedRange === null ? NO_BUCKETS : cut(read.comparedRange);
  const { basis, within, category, platform, refundView } = read;
  const member = read.memberLevel ?? read.subject;
  const time = [pieces.grains, pieces.starts, compared.grains, compared.starts];
  return [basis, member, within.code, within.level, within.prefixes, ...time, category, platform, refundView];
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
