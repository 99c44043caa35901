import { Injectable } from '@nestjs/common';
import { type DayRange, sameDayLastYear } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import type { MerchantKind } from '../merchants/index.js';
import { piecesOf } from '../rankings/index.js';
import type { StockCounts } from './stock-figures.js';

const STOCK = `select area_code as code, kind, opening::int, added::int, closed::int, merged::int, earlier::int, sold::int, sold_live::int as "soldLive"
  from merchant_stock($1, $2, $3::date, $4::date, $5::date, $6, $7, $8)`;
const AREA_NAMES = 'select code, display_name as name from division where code = any ($1::text[])';

export interface StockRow extends StockCounts {
  readonly code: string;
  readonly kind: MerchantKind;
}

@Injectable()
export class MerchantStockRepository {
  /** Counts of the areas of one level inside a division, by kind. */
  counts(tx: Tx, level: string, inside: string, range: DayRange): Promise<StockRow[]> {
    const pieces = piecesOf(range);
    return tx.query<StockRow>(STOCK, [
      level,
      inside,
      range.from,
      range.to,
      sameDayLastYear(range.to),
      pieces.map(({ grain }) => grain),
      pieces.map(({ start }) => start),
      pieces.map(({ sign }) => sign),
    ]);
  }

  async names(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ code: string; name: string }>(AREA_NAMES, [codes]);
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}
