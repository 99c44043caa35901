import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import type { Tx } from '../../platform/database/index.js';
import { piecesOf } from './range-pieces.js';
import type { Basis, RefundView } from './ranking-query.js';

export interface ScopeRead {
  readonly divisionCode: string;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly range: DayRange;
  readonly comparedRange: DayRange;
}

/** How many merchants sold, and what those sold that were there in both ranges. */
export interface ScopeSums {
  readonly sellers: number;
  readonly baseSellers: number;
  /** With sales in either range, and there in both: registered, or with sales. */
  readonly comparableSellers: number;
  readonly netFen: number;
  readonly baseNetFen: number;
  readonly baseLines: number;
}

interface ScopeRow {
  readonly member_code: string;
  readonly sellers: number;
  readonly base_sellers: number;
  readonly comparable_sellers: number;
  readonly net_fen: string;
  readonly base_net_fen: string;
  readonly base_lines: string;
}

const SUMS = `select member_code, sellers, base_sellers, comparable_sellers, net_fen, base_net_fen, base_lines
  from comparable_sales($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const NOBODY: ScopeSums = { sellers: 0, baseSellers: 0, comparableSellers: 0, netFen: 0, baseNetFen: 0, baseLines: 0 };

/** 可比口径: told by a function of the database, since goods of a division are also sold by merchants that its bureau does not see. */
@Injectable()
export class ComparableScope {
  /** Of the division itself under '', and of its members by code. */
  async sums(tx: Tx, { divisionCode, basis, refundView, range, comparedRange }: ScopeRead): Promise<(code: string) => ScopeSums> {
    const pieces = [
      ...piecesOf(range).map((piece) => ({ ...piece, isNow: true })),
      ...piecesOf(comparedRange).map((piece) => ({ ...piece, isNow: false })),
    ];
    const rows = await tx.query<ScopeRow>(SUMS, [
      divisionCode,
      basis,
      refundView,
      pieces.map(({ isNow }) => isNow),
      pieces.map(({ grain }) => grain),
      pieces.map(({ start }) => start),
      pieces.map(({ sign }) => sign),
      range.from,
      range.to,
      comparedRange.from,
      comparedRange.to,
    ]);
    const sums = new Map(rows.map((row) => [row.member_code, toSums(row)]));
    return (code) => sums.get(code) ?? NOBODY;
  }
}

function toSums(row: ScopeRow): ScopeSums {
  return {
    sellers: row.sellers,
    baseSellers: row.base_sellers,
    comparableSellers: row.comparable_sellers,
    netFen: fenFromSql(row.net_fen),
    baseNetFen: fenFromSql(row.base_net_fen),
    baseLines: fenFromSql(row.base_lines),
  };
}
