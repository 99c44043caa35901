import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { ExchangeRateDto } from './exchange-rate.dto.js';

const SAVE_RATES = sqlFile(import.meta.url, './sql/save-rates.sql');
const FIND_RATES = sqlFile(import.meta.url, './sql/find-rates.sql');

interface RateRow {
  readonly currency: string;
  readonly day: string;
  readonly yuan_per_unit: string;
}

@Injectable()
export class ExchangeRateRepository {
  /** How many were new or changed. */
  async save(tx: Tx, rates: readonly ExchangeRateDto[], by: string): Promise<number> {
    const { changed } = await tx.one<{ changed: number }>(SAVE_RATES, [
      rates.map((rate) => rate.currency),
      rates.map((rate) => rate.day),
      rates.map((rate) => rate.yuanPerUnit),
      by,
    ]);
    return changed;
  }

  /** For each wanted currency and day the rate that holds, or null. */
  async find(tx: Tx, currencies: readonly string[], days: readonly string[], longestDays: number): Promise<(string | null)[]> {
    const rows = await tx.query<{ yuan_per_unit: string | null }>(FIND_RATES, [currencies, days, longestDays]);
    return rows.map((row) => row.yuan_per_unit);
  }

  async list(tx: Tx, after: readonly [currency: string, day: string], count: number): Promise<ExchangeRateDto[]> {
    const rows = await tx.query<RateRow>(
      `select currency, to_char(day, 'YYYY-MM-DD') as day, trim_scale(yuan_per_unit)::text as yuan_per_unit from exchange_rate
       where (currency, day) > ($1, $2::date) order by currency, day limit $3`,
      [...after, count],
    );
    return rows.map(({ currency, day, yuan_per_unit }) => ({ currency, day, yuanPerUnit: yuan_per_unit }));
  }

  /** Takes one note of changed rates; null if there is none. */
  async claimChange(tx: Tx): Promise<{ currency: string; fromDay: string } | null> {
    const [row] = await tx.query<{ currency: string; from_day: string }>(
      `with claimed as (
         delete from exchange_rate_todo t using (select currency, from_day from exchange_rate_todo order by 1, 2 limit 1 for update skip locked) next
         where t.currency = next.currency and t.from_day = next.from_day returning t.*)
       select currency, to_char(from_day, 'YYYY-MM-DD') as from_day from claimed`,
    );
    return row === undefined ? null : { currency: row.currency, fromDay: row.from_day };
  }

  async countChanges(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from exchange_rate_todo')).count;
  }
}
