import { Injectable } from '@nestjs/common';
import { type BusinessDay, FIRST_DAY } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, type PageQuery, toPage } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import type { ExchangeRateDto, ImportedRatesDto } from './exchange-rate.dto.js';
import { ExchangeRateRepository } from './exchange-rate.repository.js';

/** Weekends and long holidays have no rate of their own; beyond this an old one would be a guess. */
const LONGEST_DAYS = 15;

export interface WantedRate {
  readonly currency: string;
  readonly day: BusinessDay;
}

/** Yuan per unit as decimal text; null: none is known. */
export type RateOnDay = string | null;

/** The dated table of exchange rates. */
@Injectable()
export class ExchangeRates {
  constructor(
    private readonly database: Database,
    private readonly rates: ExchangeRateRepository,
    private readonly hints: Hints,
  ) {}

  /** In the order of what is wanted. */
  find(tx: Tx, wanted: readonly WantedRate[]): Promise<RateOnDay[]> {
    return this.rates.find(
      tx,
      wanted.map((one) => one.currency),
      wanted.map((one) => one.day),
      LONGEST_DAYS,
    );
  }

  import(principal: Principal, rates: readonly ExchangeRateDto[]): Promise<ImportedRatesDto> {
    return this.database.transaction(principal, async (tx) => {
      const changed = await this.rates.save(tx, rates, principal.kind === 'account' ? principal.username : principal.name);
      if (changed > 0) tx.afterCommit(() => this.hints.hint('orders.convert-again'));
      return { changed, unchanged: rates.length - changed };
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

  /** The next change nobody has followed yet: from which day on a currency's orders are to be converted again. */
  claimChange(tx: Tx): Promise<{ readonly currency: string; readonly fromDay: BusinessDay } | null> {
    return this.rates.claimChange(tx);
  }

  countChanges(tx: Tx): Promise<number> {
    return this.rates.countChanges(tx);
  }
}

function placeOf(cursor: string | undefined): [string, string] {
  const [currency = '', day = FIRST_DAY] = (decodeCursor(cursor, 2) ?? []).map(String);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new InputError('input.cursor');
  return [currency, day];
}
