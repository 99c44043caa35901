import { Injectable } from '@nestjs/common';
import type { BusinessDay, DayRange } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { DifferenceDto, DifferenceKind, TotalSource } from './reconciliation.dto.js';

const LIST_DAYS = sqlFile(import.meta.url, './sql/list-days.sql');
const LIST_DIFFERENCES = sqlFile(import.meta.url, './sql/list-differences.sql');

export interface DayRow {
  readonly day: BusinessDay;
  readonly counted_fen: string;
  readonly counted_orders: number;
  readonly platform_fen: string | null;
  readonly platform_orders: string | null;
  readonly source: TotalSource | null;
  readonly note: string | null;
  readonly recorded_at: Date | null;
  readonly recorded_by: string | null;
  readonly unpriced: number;
  readonly unpriced_counted_fen: string;
  readonly is_wanted: boolean;
  readonly due_at: Date | null;
  readonly attempts: number | null;
  readonly fault_code: string | null;
  readonly fault_detail: string | null;
}

interface DifferenceRow {
  readonly order_no: string;
  readonly counted_fen: string | null;
  readonly platform_fen: string | null;
  readonly kind: DifferenceKind;
  readonly found: number;
}

export interface Differences {
  readonly items: readonly DifferenceDto[];
  /** How many there are in all. */
  readonly found: number;
}

/** The ledger beside what the platform says. */
@Injectable()
export class ReconciliationRepository {
  listDays(tx: Tx, shopDbId: string, { from, to }: DayRange): Promise<DayRow[]> {
    return tx.query<DayRow>(LIST_DAYS, [shopDbId, from, to]);
  }

  /** The largest ones first; `count` null: all. */
  async listDifferences(tx: Tx, shopDbId: string, day: BusinessDay, count: number | null): Promise<Differences> {
    const rows = await tx.query<DifferenceRow>(LIST_DIFFERENCES, [shopDbId, day, count]);
    return { items: rows.map(toDifference), found: rows[0]?.found ?? 0 };
  }

  async hasOrders(tx: Tx, shopDbId: string, day: BusinessDay): Promise<boolean> {
    const { has } = await tx.one<{ has: boolean }>(
      'select exists (select from platform_total_order where shop_id = $1 and day = $2::date) as has',
      [shopDbId, day],
    );
    return has;
  }
}

function toDifference({ order_no: orderNo, counted_fen, platform_fen, kind }: DifferenceRow): DifferenceDto {
  const [countedFen, platformFen] = [fenOrNull(counted_fen), fenOrNull(platform_fen)];
  const isUnpriced = platformFen === null && kind !== 'missing-there';
  return { orderNo, countedFen, platformFen, differenceFen: isUnpriced ? null : (countedFen ?? 0) - (platformFen ?? 0), kind };
}

function fenOrNull(fen: string | null): number | null {
  return fen === null ? null : fenFromSql(fen);
}
