import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import { RateTable } from '../exchange-rates/index.js';
import { HOME_CURRENCY, inYuan, type WordsInYuan } from './foreign-money.js';
import { latestWords, ORDER_SUBJECT, type Word } from './latest-word.js';
import type { SaidHeader } from './said-order.js';

interface Foreign {
  readonly key: string;
  readonly words: readonly Word[];
  readonly header: SaidHeader;
}

/** Orders in other currencies: converted by the rate of their day of payment, refunds too. */
@Injectable()
export class ForeignOrders {
  constructor(private readonly rates: RateTable) {}

  /** By the keys of the orders; those in yuan stay as they are. */
  async convert(tx: Tx, wordsOfOrders: ReadonlyMap<string, readonly Word[]>): Promise<Map<string, WordsInYuan>> {
    const foreign = [...wordsOfOrders].flatMap(([key, words]) => foreignOrder(key, words));
    const converted = new Map([...wordsOfOrders].map(([key, words]): [string, WordsInYuan] => [key, { words, exchangeRate: null }]));
    if (foreign.length === 0) return converted;
    const wanted = foreign.map(({ header }) => ({
      currency: header.currency,
      day: businessDayOf(new Date(header.paidAt ?? header.createdAt)),
    }));
    const rates = await this.rates.find(tx, wanted);
    for (const [index, { key, words }] of foreign.entries()) converted.set(key, inYuan(words, rates[index] ?? null));
    return converted;
  }
}

function foreignOrder(key: string, words: readonly Word[]): Foreign[] {
  const content = latestWords(words).get(ORDER_SUBJECT)?.content;
  return content !== undefined && 'lines' in content && content.currency !== HOME_CURRENCY ? [{ key, words, header: content }] : [];
}
