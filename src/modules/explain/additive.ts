import { fenFromSql } from '../../kernel/money.js';
import type { AdditiveMeasuresDto } from './explain.dto.js';
import type { AdditiveRow } from './explain.repository.js';

export function additive(row: AdditiveRow): AdditiveMeasuresDto {
  const paidFen = fenFromSql(row.paid_fen);
  const refundedFen = fenFromSql(row.refunded_fen);
  return { paidFen, refundedFen, netFen: paidFen - refundedFen, lines: fenFromSql(row.lines), quantity: fenFromSql(row.quantity) };
}

/** What is left of the whole when what was listed is taken away. */
export function remainderOf(whole: AdditiveMeasuresDto, listed: AdditiveMeasuresDto): AdditiveMeasuresDto {
  return {
    paidFen: whole.paidFen - listed.paidFen,
    refundedFen: whole.refundedFen - listed.refundedFen,
    netFen: whole.netFen - listed.netFen,
    lines: whole.lines - listed.lines,
    quantity: whole.quantity - listed.quantity,
  };
}
