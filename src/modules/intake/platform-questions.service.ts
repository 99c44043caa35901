import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { ShopDirectory } from '../shops/index.js';
import { ApiCaller } from './api-caller.js';
import { ApiWaits } from './api-waits.js';
import { patientAsk } from './patient-ask.js';
import { adapterOfShop } from './platforms/index.js';
import type { ListedOrder } from './platforms/platform-api.js';

const ASKER = worker('platform-questions');

/** What other modules may ask a shop's platform. Throws ApiFailure where there is no answer. */
@Injectable()
export class PlatformQuestions {
  constructor(
    private readonly database: Database,
    private readonly shops: ShopDirectory,
    private readonly caller: ApiCaller,
    private readonly waits: ApiWaits,
  ) {}

  /** Orders that changed in the range (or whose refunds did), page by page; null if the shop's platform has no API. */
  async listChanged(shopDbId: string, from: Date, until: Date): Promise<AsyncIterable<readonly ListedOrder[]> | null> {
    const shop = await this.database.transaction(ASKER, (tx) => this.shops.find(tx, shopDbId));
    const api = shop === null ? undefined : adapterOfShop(shop.platform)?.api;
    if (shop === null || api === undefined) return null;
    const ask = patientAsk(await this.caller.open(shop, api), this.waits);
    return inStretches(from, until, api.longestRangeMs, (start, end) => api.listChanged(start, end, ask));
  }
}

async function* inStretches<Item>(
  from: Date,
  until: Date,
  longestMs: number,
  list: (start: Date, end: Date) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  for (let start = from.getTime(); start < until.getTime(); start += longestMs)
    yield* list(new Date(start), new Date(Math.min(start + longestMs, until.getTime())));
}
