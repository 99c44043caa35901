import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { dayPiecesOf, type Piece, piecesOf } from './range-pieces.js';
import type { RefundGroup } from './refund-query.js';
import type { Basis, Bucket, DivisionMap, Measure, RefundView, Subject } from './ranking-query.js';
import type { Sees } from './sellers.js';
import type { Gap } from './standing.dto.js';
import { whatWasSold, whatWasSoldElsewhere } from './sold-step.js';

// Rankings are put together of what was sold then and there, which cells that makes, and what is shown of them.
const AREAS = sqlFile(import.meta.url, './sql/rank-areas.sql');
const AREAS_OF_GOODS = sqlFile(import.meta.url, './sql/rank-areas-of-goods.sql');
const MAP_AS_WAS = sqlFile(import.meta.url, './sql/map-as-was.sql');
const MAP_TODAY = sqlFile(import.meta.url, './sql/map-today.sql');
const CELLS_OF_OTHERS = sqlFile(import.meta.url, './sql/rank-others.sql');
const PARTS_BY_SESSION = sqlFile(import.meta.url, './sql/session-parts.sql');
const PARTS_OF_SESSIONS = sqlFile(import.meta.url, './sql/rank-sessions.sql');
const PARTS_OF_CAMPAIGNS = sqlFile(import.meta.url, './sql/rank-campaigns.sql');
const CELLS_OF_PARTS = sqlFile(import.meta.url, './sql/cells-of-parts.sql');
const RANKED = sqlFile(import.meta.url, './sql/rank-tail.sql');
const ONE_CELL = sqlFile(import.meta.url, './sql/cell-tail.sql');
const REFUND_REPORT = sqlFile(import.meta.url, './sql/refund-report.sql');
const AREAS_INSIDE = sqlFile(import.meta.url, './sql/areas-inside.sql');
const REVENUE_SERIES = sqlFile(import.meta.url, './sql/revenue-series.sql');
const SERIES_OF_GOODS = sqlFile(import.meta.url, './sql/series-of-goods.sql');

/** '' with level 'all': everywhere. */
export interface Area {
  readonly code: string;
  readonly level: string;
  /** The codes that those of all areas inside begin with: its own, and of the zones it hosts. */
  readonly prefixes: readonly string[];
}

/** Of what was sold: where, when and in which view. */
interface Asked {
  readonly basis: Basis;
  readonly within: Area;
  readonly range: DayRange;
  readonly comparedRange: DayRange | null;
  readonly category?: string | null;
  readonly platform?: string | null;
  readonly refundView: RefundView;
  readonly sees: Sees;
}

/** Which cells of which rollups a ranking is about. */
export interface CellsRead extends Asked {
  readonly subject: Subject;
  /** The level of an area ranking's members; null for other subjects. */
  readonly memberLevel: string | null;
  readonly category: string | null;
  readonly platform: string | null;
  readonly map: DivisionMap;
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

export interface SeriesRead extends Omit<Asked, 'comparedRange'> {
  readonly by: Bucket;
}

export interface RefundRead extends Omit<Asked, 'comparedRange' | 'sees'> {
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

export interface StandingRead {
  readonly merchantId: string;
  /** Of the code of the area it is compared within. */
  readonly areaDigits: number;
  readonly grain: 'month' | 'year';
  readonly starts: readonly string[];
}

export interface StandingRow {
  readonly place: string | null;
  readonly gap: Gap | null;
  readonly is_withheld: boolean;
}

/** Reads rollups and registers only, never orders or entries. */
@Injectable()
export class RankingRepository {
  async rank(tx: Tx, read: RankingRead): Promise<RankedRow[]> {
    const { sql, parameters } = rankingStatement(read);
    await tx.preferHashing();
    return tx.query<RankedRow>(sql, parameters, 'once');
  }

  cell(tx: Tx, read: CellRead): Promise<MeasureRow> {
    return tx.one<MeasureRow>(cellsFor(read) + ONE_CELL, [...cellParameters(read), read.kind, read.id ?? '']);
  }

  series(tx: Tx, read: SeriesRead): Promise<SeriesRow[]> {
    if (read.sees === 'goods') return this.seriesOfGoods(tx, read);
    const pieces = read.by === 'month' ? piecesOf(read.range, 'month') : dayPiecesOf(read.range);
    return tx.query<SeriesRow>(REVENUE_SERIES, [
      read.basis,
      read.within.level,
      read.within.code,
      pieces.map(({ grain }) => grain),
      pieces.map(({ start }) => start),
      pieces.map(({ sign }) => sign),
      read.by,
      read.refundView,
    ]);
  }

  private seriesOfGoods(tx: Tx, read: SeriesRead): Promise<SeriesRow[]> {
    const cut = (range: DayRange): readonly Piece[] => (read.by === 'month' ? piecesOf(range, 'month') : dayPiecesOf(range));
    return tx.query<SeriesRow>(whatWasSold(read.basis) + SERIES_OF_GOODS, parameters({ ...read, comparedRange: null }, read.by, cut));
  }

  /** The whole first, then the largest groups. */
  refunds(tx: Tx, read: RefundRead): Promise<RefundRow[]> {
    return tx.query<RefundRow>(whatWasSold(read.basis) + REFUND_REPORT, [
      ...parameters({ ...read, comparedRange: null }, read.by, (range) => piecesOf(range, read.by === 'month' ? 'month' : 'year')),
      read.limit,
    ]);
  }

  async findArea(tx: Tx, code: string): Promise<Area | null> {
    const [row] = await tx.query<Area>(AREAS_INSIDE, [code]);
    return row ?? null;
  }

  /** null of a merchant that the reader does not see. */
  async standing(tx: Tx, { merchantId, areaDigits, grain, starts }: StandingRead): Promise<StandingRow | null> {
    const statement = 'select place, gap, is_withheld from merchant_standing($1, $2, $3, $4)';
    const [row] = await tx.query<StandingRow>(statement, [merchantId, areaDigits, grain, starts]);
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

/** A ranking's statement, for whoever runs or explains it elsewhere. */
export function rankingStatement(read: RankingRead): { sql: string; parameters: unknown[] } {
  const page = [read.measure, read.after?.value ?? null, read.after?.id ?? null, read.count];
  return { sql: cellsFor(read) + RANKED, parameters: [...cellParameters(read), ...page] };
}

/** What is kept by session is kept by days. */
const OF_SESSIONS: readonly Subject[] = ['live-sessions', 'campaigns'];

/** The column that says the member, where members are no areas. */
const MEMBERS: Partial<Record<Subject, string>> = {
  merchants: 'merchant_id',
  products: 'product_id',
  categories: 'category',
  platforms: 'platform',
  hosts: 'host_id',
};

function cellsFor(read: CellsRead): string {
  const { subject, basis, map } = read;
  if (subject === 'live-sessions') return whatWasSold(basis) + PARTS_BY_SESSION + PARTS_OF_SESSIONS + CELLS_OF_PARTS;
  if (subject === 'campaigns') return whatWasSold(basis) + PARTS_BY_SESSION + PARTS_OF_CAMPAIGNS + CELLS_OF_PARTS;
  const member = MEMBERS[subject];
  if (member !== undefined) return whatWasSold(basis) + CELLS_OF_OTHERS.replaceAll('{member}', member);
  const cells = whatWasSold(basis) + (isInAreas(read) ? AREAS : AREAS_OF_GOODS);
  return cells + (map === 'today' ? whatWasSoldElsewhere(basis) + MAP_TODAY : MAP_AS_WAS);
}

/** The rollup of areas knows no platforms, and categories only of counties and what is above them. Who sees only goods adds up the areas from them. */
export function isInAreas({ subject, memberLevel, category, platform, sees }: CellsRead): boolean {
  return (
    memberLevel !== null && sees !== 'goods' && platform === null && (category === null || subject === 'counties' || subject === 'cities')
  );
}

function cellParameters(read: CellsRead): unknown[] {
  return parameters(read, read.memberLevel ?? read.subject, OF_SESSIONS.includes(read.subject) ? dayPiecesOf : piecesOf);
}

/** $1 to $12 of every statement: $2 is what it is made by. */
function parameters(
  { basis, within, range, comparedRange, category, platform, refundView }: Omit<Asked, 'sees'>,
  by: string,
  cut: (range: DayRange) => readonly Piece[],
): unknown[] {
  const now = cut(range).map((piece) => ({ ...piece, isNow: true }));
  const then = comparedRange === null ? [] : cut(comparedRange).map((piece) => ({ ...piece, isNow: false }));
  const pieces = [...now, ...then];
  const time = [
    pieces.map(({ isNow }) => isNow),
    pieces.map(({ grain }) => grain),
    pieces.map(({ start }) => start),
    pieces.map(({ sign }) => sign),
  ];
  return [basis, by, within.code, within.level, within.prefixes, ...time, category ?? null, platform ?? null, refundView];
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
  campaigns: 'select id, name from campaign where id = any ($1::bigint[])',
  categories: null,
  platforms: null,
};
