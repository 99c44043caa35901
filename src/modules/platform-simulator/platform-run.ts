import { DemoError, pause } from '../demo/index.js';
import { deliver } from './delivery.js';
import { seededRandom } from './faults.js';
import { platformApisOf, type PlatformRunOptions, requireUsableOptions } from './platform-run-options.js';
import { type PlatformRunReport, reportOf, wholeReport } from './platform-run-report.js';
import { settle, type SoldShop } from './platform-settlement.js';
import { PLATFORMS } from './platform-side.js';
import { PlatformSimulator } from './platform-simulator.js';
import { ServerApi } from './server-api.js';
import { inventShop } from './shop-invention.js';
import { register, type RegisteredShop, type Registration } from './shop-registration.js';
import { ShopSelling } from './shop-selling.js';
import type { SimulatedShop } from './simulated-shop.js';

interface OpenedShop {
  readonly shop: SimulatedShop;
  readonly registered: RegisteredShop;
}

const TICK_MS = 50;
const ASKED_WITHIN_MS = 30_000;
const SAY_HOW_IT_GOES_EVERY_MS = 5_000;

/**
 * Plays the platforms to a running server: registers a merchant with a shop on each, sells, tells of it as the platforms do, with all that goes
 * wrong on the way, and compares what the server says with the platforms' books.
 */
export async function runPlatforms(options: PlatformRunOptions): Promise<PlatformRunReport> {
  requireUsableOptions(options);
  const simulator = new PlatformSimulator();
  await simulator.start(options.apiPort);
  try {
    return await new PlatformRun(simulator, options).run();
  } finally {
    await simulator.stop();
  }
}

class PlatformRun {
  private readonly api: ServerApi;
  private readonly startedAt = new Date();

  constructor(
    private readonly simulator: PlatformSimulator,
    private readonly options: PlatformRunOptions,
  ) {
    this.api = new ServerApi(options.baseUrl, options.token, options.giveUp);
  }

  async run(): Promise<PlatformRunReport> {
    const { log, platforms } = this.options;
    log(`The server must have been started with\n  CUNBO_PLATFORM_APIS=${this.platformApis}`);
    const shops = platforms.map((platform) => this.simulator.openShop(inventShop(platform)));
    const drafts = shops.map(({ draft }) => draft);
    const registration = await register(this.api, drafts, this.startedAt);
    log(`Registered: merchant ${registration.merchantId} ${registration.merchantName}, a shop on each of ${platforms.join(', ')}.`);
    try {
      return await this.sellAndCompare(registration, shops);
    } finally {
      await this.close(registration);
    }
  }

  private async sellAndCompare(
    { merchantId, merchantName, shops: registered }: Registration,
    shops: SimulatedShop[],
  ): Promise<PlatformRunReport> {
    const opened = shops.flatMap((shop, index) => (registered[index] === undefined ? [] : [{ shop, registered: registered[index] }]));
    for (const each of opened) await this.greet(each);
    await this.requireQuestions(opened);
    const sellings = await this.sell(opened);
    const sold = opened.map(({ shop, registered: { id } }) => ({ id, merchantId, platform: shop.draft.platform, books: booksOf(shop) }));
    const standings = await this.settle(sold, sellings);
    const reports = sold.flatMap(({ id, platform, books }, index) => {
      const [selling, standing] = [sellings[index], standings[index]];
      if (selling === undefined || standing === undefined) return [];
      const { shop, counts: pushes } = selling;
      return [reportOf({ platform, shopId: id, orders: shop.orders.length, pushes, apiCalls: this.countAsked(platform), books }, standing)];
    });
    return wholeReport({ id: merchantId, name: merchantName }, this.startedAt, reports);
  }

  /** As platforms try an address before they send anything there. */
  private async greet({ shop, registered: { webhookUrl } }: OpenedShop): Promise<void> {
    const { refused, refusals } = await deliver(shop.probe(), webhookUrl, { repeatAfterMs: [1_000, 2_000] });
    if (refused > 0)
      throw new DemoError(
        'simulate.unexpected-answer',
        `${webhookUrl} does not answer as ${shop.draft.platform} wants it: ${refusals.join()}. Is CUNBO_PUBLIC_URL of the server reachable from here?`,
      );
  }

  /** Without its questions nothing could come in but what was pushed, and most platforms push no amounts. */
  private async requireQuestions(opened: readonly OpenedShop[]): Promise<void> {
    for (const { registered } of opened) await this.api.write('POST', `/api/v1/shops/${registered.id}/pull`, { hours: 1 });
    const until = Date.now() + ASKED_WITHIN_MS;
    const silent = () => opened.map(({ shop }) => shop.draft.platform).filter((platform) => this.countAsked(platform) === 0);
    while (silent().length > 0 && Date.now() < until && !this.options.giveUp.aborted) await pause(TICK_MS, this.options.giveUp);
    this.requireGoingOn();
    if (silent().length > 0)
      throw new DemoError(
        'simulate.unreachable',
        `The server has not asked this simulator for ${silent().join(', ')} within ${ASKED_WITHIN_MS / 1_000} seconds: its orders would await ` +
          `their details in vain. Start it with CUNBO_PLATFORM_APIS=${this.platformApis}, and with a worker.`,
      );
  }

  private async sell(opened: readonly OpenedShop[]): Promise<ShopSelling[]> {
    const { stopSelling, giveUp, slowMs, tooManyEvery, serverErrorEvery } = this.options;
    Object.assign(this.simulator.faults, { slowMs, tooManyEvery, serverErrorEvery });
    const sellings = opened.map((each) => this.openSelling(each));
    let sayAt = Date.now() + SAY_HOW_IT_GOES_EVERY_MS;
    while (sellings.some((selling) => !selling.isOver) && !giveUp.aborted) {
      if (stopSelling.aborted) for (const selling of sellings) selling.stop();
      for (const selling of sellings) selling.advance(new Date());
      if (Date.now() >= sayAt) {
        this.options.log(progressOf(sellings));
        sayAt = Date.now() + SAY_HOW_IT_GOES_EVERY_MS;
      }
      await pause(TICK_MS, giveUp);
    }
    this.requireGoingOn();
    this.options.log(progressOf(sellings));
    return sellings;
  }

  private openSelling({ shop, registered: { webhookUrl } }: OpenedShop): ShopSelling {
    const { seed, durationSeconds, count, rate, duplicates, disorder, lost } = this.options;
    const now = new Date();
    const endsAt = durationSeconds === null ? null : new Date(now.getTime() + durationSeconds * 1_000);
    const ownSeed = seed * 1_000 + PLATFORMS.indexOf(shop.draft.platform) * 10;
    const random = { lives: seededRandom(ownSeed), journeys: seededRandom(ownSeed + 1) };
    return new ShopSelling(shop, webhookUrl, { rate, count, endsAt, duplicates, disorder, lost }, random, now);
  }

  private async settle(sold: readonly SoldShop[], sellings: readonly ShopSelling[]): ReturnType<typeof settle> {
    const lastChangeAt = new Date(Math.max(...sellings.map((selling) => selling.lastChangeAt.getTime())));
    const { giveUp: signal, log } = this.options;
    const standings = await settle(this.api, sold, { since: this.startedAt, lastChangeAt, signal, log });
    this.requireGoingOn();
    return standings;
  }

  /** Nobody answers for these shops any more; their sales stay counted. */
  private async close({ shops }: Registration): Promise<void> {
    if (this.options.keepsShops) return;
    for (const { id } of shops) await this.api.write('POST', `/api/v1/shops/${id}/archive`, {});
  }

  private get platformApis(): string {
    return platformApisOf(this.options.platforms, this.simulator.port);
  }

  private countAsked(platform: string): number {
    return this.simulator.asked.filter((question) => question.startsWith(`${platform} `)).length;
  }

  private requireGoingOn(): void {
    if (this.options.giveUp.aborted) throw new DemoError('simulate.stopped', 'Ended before the books could be compared.');
  }
}

function booksOf(shop: SimulatedShop): SoldShop['books'] {
  const { paidFen, refundedFen, orders } = shop.totals();
  return { paidFen, refundedFen, orders };
}

function progressOf(sellings: readonly ShopSelling[]): string {
  const sum = (count: (selling: ShopSelling) => number) => sellings.reduce((total, selling) => total + count(selling), 0);
  const [orders, made, lost] = [sum(({ shop }) => shop.orders.length), sum(({ counts }) => counts.made), sum(({ counts }) => counts.lost)];
  return `Sold: ${orders} orders; ${made} pushes, ${lost} of them lost, ${sum(({ counts }) => counts.delivery.attempts)} requests sent.`;
}
