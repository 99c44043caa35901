import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const MOVES_OF_RULE = sqlFile(import.meta.url, './sql/moves-of-rule.sql');

/** What a place in the books gains, or loses where it is negative. */
export interface MovedCellRow {
  readonly merchant_id: string;
  readonly merchant_division_code: string;
  readonly origin_code: string;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly lines: string;
  readonly orders: number;
}

@Injectable()
export class MovesRepository {
  /** Of a rule that this transaction made or withdrew. */
  async movesOf(tx: Tx, ruleId: string): Promise<MovedCellRow[]> {
    await tx.preferIndexes();
    return tx.query<MovedCellRow>(MOVES_OF_RULE, [ruleId]);
  }
}
