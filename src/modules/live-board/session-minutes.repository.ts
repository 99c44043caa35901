import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const SALES_BY_MINUTE = sqlFile(import.meta.url, './sql/sales-by-minute.sql');

/** Sums are numeric in SQL and arrive as text. */
export interface MinuteSale {
  readonly minute: Date;
  /** Money and items stand in lines, orders in the others. */
  readonly isLine: boolean;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly paidFen: string;
  readonly refundedFen: string;
  readonly quantity: string;
  readonly orders: string;
}

@Injectable()
export class SessionMinutesRepository {
  sales(tx: Tx, sessionId: string, from: Date, until: Date): Promise<MinuteSale[]> {
    return tx.query<MinuteSale>(SALES_BY_MINUTE, [sessionId, from, until]);
  }
}
