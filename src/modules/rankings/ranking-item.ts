import { fenFromSql } from '../../kernel/money.js';
import type { DayRange } from '../../kernel/business-day.js';
import { growthOf } from './growth.js';
import type { MeasuresDto, RankingItemDto } from './ranking.dto.js';
import type { Comparison, Measure } from './ranking-query.js';
import type { MeasureRow, RankedRow } from './ranking.repository.js';

export interface RankingFacts {
  readonly measure: Measure;
  readonly compare: Comparison;
  readonly range: DayRange;
  readonly comparedRange: DayRange | null;
  readonly hasOrders: boolean;
  readonly totalValue: number;
}

export function rankingItem(row: RankedRow, name: string, facts: RankingFacts): RankingItemDto {
  const value = fenFromSql(row.value);
  const hasShare = !row.is_zone && facts.totalValue > 0;
  return {
    rank: numberOrNull(row.rank),
    previousRank: facts.comparedRange === null ? null : numberOrNull(row.previous_rank),
    id: row.id,
    name,
    isZone: row.is_zone,
    ...measures(row, facts.hasOrders),
    value,
    share: hasShare ? value / facts.totalValue : null,
    growth:
      facts.comparedRange === null
        ? null
        : growthOf({ ...facts, value, base: fenFromSql(row.base), baseLines: fenFromSql(row.base_lines) }),
  };
}

export function measures(row: MeasureRow, hasOrders: boolean): MeasuresDto {
  const paidFen = fenFromSql(row.paid_fen);
  const refundedFen = fenFromSql(row.refunded_fen);
  return {
    paidFen,
    refundedFen,
    netFen: paidFen - refundedFen,
    orders: hasOrders ? fenFromSql(row.orders) : null,
    lines: fenFromSql(row.lines),
    quantity: fenFromSql(row.quantity),
  };
}

export function zeroIfAbsent(row: MeasureRow | undefined, hasOrders: boolean): MeasuresDto {
  return measures(row ?? { paid_fen: '0', refunded_fen: '0', orders: '0', lines: '0', quantity: '0' }, hasOrders);
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
