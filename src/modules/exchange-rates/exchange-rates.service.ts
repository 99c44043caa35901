import { Injectable } from '@nestjs/common';
import { FIRST_DAY } from '../../kernel/business-day.js';
import { Database, nameOf, type Principal } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, type PageQuery, toPage } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import type { ExchangeRateDto, ImportedRatesDto } from './exchange-rate.dto.js';
import { ExchangeRateRepository } from './exchange-rate.repository.js';
import { RateTable } from './rate-table.js';

/** The dated table of exchange rates, for people and programs. */
@Injectable()
export class ExchangeRates {
  constructor(
    private readonly database: Database,
    private readonly table: RateTable,
    private readonly rates: ExchangeRateRepository,
    private readonly hints: Hints,
  ) {}

  import(principal: Principal, rates: readonly ExchangeRateDto[]): Promise<ImportedRatesDto> {
    return this.database.transaction(principal, async (tx) => {
      const report = await this.table.save(tx, rates, nameOf(principal));
      if (report.changed > 0) tx.afterCommit(() => this.hints.hint('orders.convert-again'));
      return report;
    });
  }

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<ExchangeRateDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.rates.list(tx, placeOf(cursor), limit + 1),
        limit,
        (rate) => rate,
        ({ currency, day }) => [currency, day],
      ),
    );
  }
}

function placeOf(cursor: string | undefined): [string, string] {
  const [currency = '', day = FIRST_DAY] = (decodeCursor(cursor, 2) ?? []).map(String);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new InputError('input.cursor');
  return [currency, day];
}
