import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
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

/** The dated table of exchange rates, in the caller's transaction. */
@Injectable()
export class RateTable {
  constructor(private readonly rates: ExchangeRateRepository) {}

  /** In the order of what is wanted. */
  find(tx: Tx, wanted: readonly WantedRate[]): Promise<RateOnDay[]> {
    return this.rates.find(
      tx,
      wanted.map((one) => one.currency),
      wanted.map((one) => one.day),
      LONGEST_DAYS,
    );
  }

  /** Notes what changed: the orders it concerns are converted again. */
  async save(tx: Tx, rates: readonly ExchangeRateDto[], by: string): Promise<ImportedRatesDto> {
    const changed = await this.rates.save(tx, rates, by);
    return { changed, unchanged: rates.length - changed };
  }

  /** The next change nobody has followed yet: from which day on a currency's orders are to be converted again. */
  claimChange(tx: Tx): Promise<{ readonly currency: string; readonly fromDay: BusinessDay } | null> {
    return this.rates.claimChange(tx);
  }

  countChanges(tx: Tx): Promise<number> {
    return this.rates.countChanges(tx);
  }
}
