import { fenFromSql } from '../../kernel/money.js';
import type { MovedCellDto, MovesDto } from './moves.dto.js';
import type { MovedCellRow } from './moves.repository.js';

/** What is negative leaves, what is positive arrives; the total is what leaves. */
export function toMoves(rows: readonly MovedCellRow[]): MovesDto {
  const from = rows.map((row) => cellOf(row, -1)).filter(isAnything);
  return {
    orders: rows[0]?.orders ?? 0,
    lines: sum(from, 'lines'),
    paidFen: sum(from, 'paidFen'),
    refundedFen: sum(from, 'refundedFen'),
    from,
    to: rows.map((row) => cellOf(row, 1)).filter(isAnything),
  };
}

function cellOf(row: MovedCellRow, direction: 1 | -1): MovedCellDto {
  const part = (amount: string): number => Math.max(0, direction * fenFromSql(amount));
  return {
    merchantId: row.merchant_id,
    merchantDivisionCode: row.merchant_division_code,
    originCode: row.origin_code === '' ? null : row.origin_code,
    paidFen: part(row.paid_fen),
    refundedFen: part(row.refunded_fen),
    lines: part(row.lines),
  };
}

function isAnything({ paidFen, refundedFen, lines }: MovedCellDto): boolean {
  return paidFen > 0 || refundedFen > 0 || lines > 0;
}

function sum(cells: readonly MovedCellDto[], measure: 'paidFen' | 'refundedFen' | 'lines'): number {
  return cells.reduce((total, cell) => total + cell[measure], 0);
}
