import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/database/index.js';
import { MAX_PAGE } from '../../platform/http/index.js';
import { HeadlineIndicators } from '../headline-indicators/index.js';
import { MerchantStock } from '../merchant-stock/index.js';
import { PriceWatch } from '../price-watch/index.js';
import { SalesTargets, type TargetProgressDto } from '../sales-targets/index.js';
import { SilenceWatch } from '../silence-watch/index.js';
import { indicatorSheet } from './indicator-sheet.js';
import { priceSheet } from './price-sheet.js';
import { silenceSheet } from './silence-sheet.js';
import { stockSheet } from './stock-sheet.js';
import { targetSheet } from './target-sheet.js';
import type { IndicatorFileQuery, PriceFileQuery, SilenceFileQuery, StockFileQuery, TargetFileQuery } from './watch-file.dto.js';
import type { SheetMaker } from './watch-file.service.js';

/** Each table of the watch as a sheet: what its endpoint answers, whole. */
@Injectable()
export class WatchTables {
  constructor(
    private readonly indicators: HeadlineIndicators,
    private readonly stock: MerchantStock,
    private readonly targets: SalesTargets,
    private readonly prices: PriceWatch,
    private readonly silence: SilenceWatch,
  ) {}

  indicatorsOf(principal: Principal, query: IndicatorFileQuery): SheetMaker {
    return async (words, title) => indicatorSheet(await this.indicators.of(principal, query), words, title);
  }

  stockOf(principal: Principal, query: StockFileQuery): SheetMaker {
    return async (words, title) => stockSheet(await this.stock.of(principal, query), words, title);
  }

  targetsOf(principal: Principal, { within, year }: TargetFileQuery): SheetMaker {
    return async (words, title) => {
      const items: TargetProgressDto[] = [];
      let cursor: string | null | undefined;
      let asOf = '';
      do {
        const page = await this.targets.list(principal, { within, year, limit: MAX_PAGE, cursor: cursor ?? undefined });
        items.push(...page.items);
        ({ asOf, nextCursor: cursor } = page);
      } while (cursor !== null);
      return targetSheet(items, asOf, words, title);
    };
  }

  pricesOf(principal: Principal, query: PriceFileQuery): SheetMaker {
    return async (words, title) => priceSheet(await this.prices.of(principal, query), words, title);
  }

  silentOf(principal: Principal, query: SilenceFileQuery): SheetMaker {
    return async (words, title) => silenceSheet(await this.silence.of(principal, query), words, title);
  }
}
