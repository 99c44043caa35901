import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { ShopDirectory } from '../shops/index.js';
import { ApiCaller } from './api-caller.js';
import { ApiFailure } from './api-failure.js';
import { FieldFault } from './platforms/field-reader.js';
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
  ) {}

  /** Orders that changed in the range (or whose refunds did), page by page; null if the shop's platform has no API. */
  async listChanged(shopDbId: string, from: Date, until: Date): Promise<AsyncIterable<readonly ListedOrder[]> | null> {
    const shop = await this.database.transaction(ASKER, (tx) => this.shops.find(tx, shopDbId));
    const api = shop === null ? undefined : adapterOfShop(shop.platform)?.api;
    if (shop === null || api === undefined) return null;
    const ask = await this.caller.open(shop, api);
    return sayUnreadable(inStretches(from, until, api.longestRangeMs, (start, end) => api.listChanged(start, end, ask)));
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

/** A list that cannot be read is a reason to show, as one that was not given. */
async function* sayUnreadable<Item>(list: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* list;
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    throw new ApiFailure('refused', { code: 'api.unreadable', detail: `The platform's list of orders cannot be read: ${error.message}.` });
  }
}
