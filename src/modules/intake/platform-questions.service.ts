import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { ShopDirectory } from '../shops/index.js';
import { ApiCaller } from './api-caller.js';
import { failureOf } from './api-failure.js';
import { ApiWaits } from './api-waits.js';
import { withPayments } from './fetched-payments.js';
import { patientAsk } from './patient-ask.js';
import { adapterOfShop } from './platforms/index.js';
import type { Ask, ListedOrder, PlatformApi } from './platforms/platform-api.js';

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

  /**
   * Orders that changed in the range (or whose refunds did) with what was paid for them, page by page; null if the shop's platform has no API.
   * Where the list tells numbers only, every order is fetched: such a question is one for a night.
   */
  async listPayments(shopDbId: string, from: Date, until: Date): Promise<AsyncIterable<readonly ListedOrder[]> | null> {
    const opened = await this.open(shopDbId);
    if (opened === null) return null;
    const { api, ask } = opened;
    const pages = changed(opened, from, until);
    return sayUnreadable(api.listsNumbersOnly === true ? withPayments(pages, shopDbId, api, ask) : pages);
  }

  /** Orders that changed in the range (or whose refunds did), page by page; null if the shop's platform has no API. */
  async listChanged(shopDbId: string, from: Date, until: Date): Promise<AsyncIterable<readonly ListedOrder[]> | null> {
    const opened = await this.open(shopDbId);
    return opened === null ? null : sayUnreadable(changed(opened, from, until));
  }

  private async open(shopDbId: string): Promise<OpenedApi | null> {
    const shop = await this.database.transaction(ASKER, (tx) => this.shops.find(tx, shopDbId));
    const api = shop === null ? undefined : adapterOfShop(shop.platform)?.api;
    return shop === null || api === undefined ? null : { api, ask: patientAsk(await this.caller.open(shop, api), this.waits) };
  }
}

interface OpenedApi {
  readonly api: PlatformApi;
  readonly ask: Ask;
}

function changed({ api, ask }: OpenedApi, from: Date, until: Date): AsyncGenerator<readonly ListedOrder[]> {
  return inStretches(from, until, api.longestRangeMs, (start, end) => api.listChanged(start, end, ask));
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
    throw failureOf(error, 'changed orders');
  }
}
