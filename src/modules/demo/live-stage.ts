import { beijingIso } from '../../kernel/business-day.js';
import { requiredText, type ApiClient, type Resource } from './api-client.js';
import { MINUTE_MS } from './calendar.js';
import type { PlacedMerchant } from './catalogue-loader.js';
import { DemoError } from './demo.errors.js';
import { audienceOf } from './demo-sessions.js';
import { planShow } from './live-show.js';
import type { OutgoingQueue } from './outgoing-queue.js';
import { createRandom } from './random.js';

export interface LiveStageOptions {
  readonly client: ApiClient;
  readonly queue: OutgoingQueue;
  readonly placed: readonly PlacedMerchant[];
  readonly seed: number;
  /** Of both stages together. */
  readonly ratePerSecond: number;
  readonly duplicates: number;
  readonly disorder: number;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

interface OnAir {
  readonly sessionId: string;
  readonly title: string;
  /** Decides, with the seed, what is sold. */
  readonly label: string;
  readonly placed: PlacedMerchant;
  readonly room: { readonly roomId: string; readonly hostId: string };
  readonly endsAtMs: number;
  plannedUntilMs: number;
  scenes: number;
}

const STAGE_CATEGORIES = ['ceramics', 'herb.lu-dangshen'] as const;
const SHOW_MINUTES = [13, 17] as const;
/** A show is planned scene by scene: what waits in memory does not grow with the rate times the length of the show. */
const SCENE_MS = 15_000;
/** Starts every live room id of the demo, so that a session left open by a killed run is recognised. */
const ROOM_PREFIX = '74';

/** Two stages, one for ceramics and one for 潞党参, each with one session on air at any time. */
export class LiveStages {
  private readonly onAir = new Map<string, OnAir>();
  private shows = 0;

  constructor(private readonly options: LiveStageOptions) {}

  /** Ends the shows whose time is over, begins the next ones, and plans what they sell in the coming seconds. */
  async keepOnAir(): Promise<void> {
    for (const category of STAGE_CATEGORIES) {
      const show = await this.currentShow(category);
      if (this.nowMs() >= show.plannedUntilMs) this.planScene(show);
    }
  }

  async endAll(): Promise<void> {
    for (const show of this.onAir.values()) await this.end(show);
    this.onAir.clear();
  }

  /** A run that was killed could not end its sessions; they are given the length of a show. */
  async endForgotten(sessions: readonly Resource[]): Promise<void> {
    for (const { id, roomId, startedAt, endedAt } of sessions) {
      if (typeof id !== 'string' || typeof roomId !== 'string' || typeof startedAt !== 'string') continue;
      if (!roomId.startsWith(ROOM_PREFIX) || typeof endedAt === 'string') continue;
      const endsAt = new Date(Date.parse(startedAt) + SHOW_MINUTES[1] * MINUTE_MS);
      await this.options.client.write('PATCH', `/api/v1/live-sessions/${id}`, { endedAt: beijingIso(endsAt) });
    }
  }

  private async currentShow(category: string): Promise<OnAir> {
    const current = this.onAir.get(category);
    if (current !== undefined && this.nowMs() < current.endsAtMs) return current;
    if (current !== undefined) await this.end(current);
    const next = await this.begin(category);
    this.onAir.set(category, next);
    return next;
  }

  private async begin(category: string): Promise<OnAir> {
    const { client, seed, log } = this.options;
    const number = Math.floor(this.shows / STAGE_CATEGORIES.length) + 1;
    this.shows += 1;
    const label = `${category}/${number}`;
    const random = createRandom(seed, 'show', label);
    const placed = this.sellerOf(category, number);
    const { demo } = placed;
    const startedAtMs = this.nowMs();
    const endsAtMs = startedAtMs + random.int(...SHOW_MINUTES) * MINUTE_MS;
    const host = random.pick(demo.hosts);
    const roomId = `${ROOM_PREFIX}${startedAtMs}${String(demo.index).padStart(2, '0')}${random.int(10, 99)}`;
    const title = `${demo.sketch.shortName}·正在直播 第${number}场`;
    const content = this.sessionContent(placed, title, startedAtMs, roomId, placed.hostIds.get(host.key));
    const session = await client.write('POST', '/api/v1/live-sessions', content);
    log(`live: on air: ${title}`);
    const room = { roomId, hostId: host.platformHostId };
    const sessionId = requiredText(session, 'id', 'POST /api/v1/live-sessions');
    return { sessionId, title, label, placed, room, endsAtMs, plannedUntilMs: startedAtMs, scenes: 0 };
  }

  private planScene(show: OnAir): void {
    const { seed, ratePerSecond, duplicates, disorder, queue } = this.options;
    const { room, placed, plannedUntilMs: startedAtMs } = show;
    const durationMs = Math.min(SCENE_MS, show.endsAtMs - startedAtMs);
    const sending = { seed, duplicates, disorder, ratePerSecond: ratePerSecond / STAGE_CATEGORIES.length, maxOrders: null, paceScale: 1 };
    const label = `${show.label}/${show.scenes}`;
    queue.add(this.shopOf(placed), planShow({ ...sending, label, shop: placed.demo.shops[0], room, startedAtMs, durationMs }));
    show.plannedUntilMs += durationMs;
    show.scenes += 1;
  }

  private sessionContent(
    { demo, ...placed }: PlacedMerchant,
    title: string,
    startedAtMs: number,
    roomId: string,
    hostId: string | undefined,
  ) {
    const shopId = placed.shops.get(demo.shops[0].key)?.id;
    const startedAt = beijingIso(new Date(startedAtMs));
    return { merchantId: placed.id, title, startedAt, hostId, shopId, roomId, productIds: [...placed.productIds.values()] };
  }

  private async end({ sessionId, title }: OnAir): Promise<void> {
    const audience = audienceOf(createRandom(this.options.seed, 'audience', title), 60);
    await this.options.client.write('PATCH', `/api/v1/live-sessions/${sessionId}`, {
      endedAt: beijingIso(this.options.now()),
      ...audience,
    });
  }

  /** The merchants of a category take turns. */
  private sellerOf(category: string, number: number): PlacedMerchant {
    const sellers = this.options.placed.filter(({ demo }) => {
      return demo.products.some((product) => product.mapped && product.goods.category.startsWith(category));
    });
    const seller = sellers[(number - 1) % sellers.length];
    if (seller === undefined) throw new DemoError('simulate.unexpected-answer', `no merchant of the sample sells ${category}`);
    return seller;
  }

  private shopOf(placed: PlacedMerchant) {
    const shop = placed.shops.get(placed.demo.shops[0].key);
    if (shop === undefined) throw new DemoError('simulate.unexpected-answer', `${placed.demo.sketch.name} has no shop`);
    return shop;
  }

  private nowMs(): number {
    return this.options.now().getTime();
  }
}
