import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { type Area, type Basis, piecesOf, type RefundView } from '../rankings/index.js';
import type { Sums } from './indicator-sums.js';
import type { Township } from './rural-rule.js';

const TOWNSHIPS = sqlFile(import.meta.url, './sql/townships.sql');
const SOLD_BY_NATURE = `select place, is_agricultural, paid_fen, lines, quantity,
  case $6 when 'cohort' then refunded_cohort_fen else refunded_cash_fen end as refunded_fen
  from sold_by_nature($1, $2, $3, $4, $5)`;
const AREA_NAMES = 'select code, display_name as name from division where code = any ($1::text[])';

export interface NaturedSale extends Sums {
  /** A township, or what is coarser. */
  readonly place: string;
  /** null: mapped to no product. */
  readonly isAgricultural: boolean | null;
}

interface NatureRow {
  readonly place: string;
  readonly is_agricultural: boolean | null;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly lines: string;
  readonly quantity: string;
}

export interface WatchedTownship extends Township {
  readonly reason: string | null;
  readonly decidedOn: string | null;
}

@Injectable()
export class HeadlineIndicatorRepository {
  /** Those inside of the given prefixes, by code. */
  townships(tx: Tx, prefixes: readonly string[]): Promise<WatchedTownship[]> {
    return tx.query<WatchedTownship>(TOWNSHIPS, [prefixes]);
  }

  async sold(tx: Tx, basis: Basis, { prefixes }: Area, range: DayRange, refundView: RefundView): Promise<NaturedSale[]> {
    const pieces = piecesOf(range);
    const rows = await tx.query<NatureRow>(SOLD_BY_NATURE, [
      basis,
      prefixes,
      pieces.map(({ grain }) => grain),
      pieces.map(({ start }) => start),
      pieces.map(({ sign }) => sign),
      refundView,
    ]);
    return rows.map((row) => ({
      place: row.place,
      isAgricultural: row.is_agricultural,
      paidFen: fenFromSql(row.paid_fen),
      refundedFen: fenFromSql(row.refunded_fen),
      lines: fenFromSql(row.lines),
      quantity: fenFromSql(row.quantity),
    }));
  }

  async names(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ code: string; name: string }>(AREA_NAMES, [codes]);
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}
