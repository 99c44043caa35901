import { pause } from '../demo/index.js';
import type { ServerApi } from './server-api.js';
import { readStandings, type ShopStanding, type SoughtShop } from './shop-standing.js';
import type { DayTotals } from './shop-totals.js';

export interface SoldShop extends SoughtShop {
  /** What the platform's books say. */
  readonly books: DayTotals;
}

export interface Settlement {
  readonly since: Date;
  readonly lastChangeAt: Date;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** The server leaves out what changed in the seconds before it asks: lists of real platforms lag behind. */
const SETTLED_AFTER_MS = 6_000;
const LOOK_EVERY_MS = 1_000;
const PULL_AGAIN_AFTER_MS = 10_000;
/** A platform that failed is left alone for up to some minutes; longer than that nothing is to be expected. */
const PATIENCE_MS = 120_000;
/** Not without end: a server that has all that the platform told it and yet says something else is wrong for good. */
const MOST_SECOND_LOOKS = 2;
const HOUR_MS = 3_600_000;
const LONGEST_PULL_HOURS = 168;

/** Has the server fetch what was lost, and waits until nothing is missing, or until nothing moves any more. */
export async function settle(api: ServerApi, shops: readonly SoldShop[], settlement: Settlement): Promise<ShopStanding[]> {
  const { lastChangeAt, since, signal, log } = settlement;
  await pause(Math.max(0, lastChangeAt.getTime() + SETTLED_AFTER_MS - Date.now()), signal);
  const pulls = new Pulls(new Date());
  const read = () => readStandings(api, shops, since);
  let [nextPullMs, movedMs, standings] = [0, Date.now(), await read()];
  for (;;) {
    const open = shops.flatMap((shop, index) => {
      const standing = standings[index];
      return standing === undefined || pulls.isSettled(shop, standing) ? [] : [{ shop, standing }];
    });
    if (open.length === 0 || signal.aborted || Date.now() - movedMs > PATIENCE_MS) return standings;
    if (Date.now() >= nextPullMs) {
      log(`Left to settle: ${open.map(({ shop }) => shop.platform).join(', ')}; ${awaitingIn(standings)} orders await their details.`);
      for (const { shop, standing } of open) if (pulls.take(shop, standing)) await pull(api, shop, since);
      nextPullMs = Date.now() + PULL_AGAIN_AFTER_MS;
    }
    await pause(LOOK_EVERY_MS, signal);
    const before = JSON.stringify(standings.map(withoutPull));
    standings = await read();
    if (JSON.stringify(standings.map(withoutPull)) !== before) movedMs = Date.now();
  }
}

/** Which shops' platforms are to be asked for what changed, and whether that is over. */
export class Pulls {
  private readonly secondLooks = new Map<string, number>();

  constructor(private readonly askedAt: Date) {}

  isSettled(shop: SoldShop, standing: ShopStanding): boolean {
    return this.isComplete(standing) && isEqual(shop.books, standing.totals);
  }

  /** Whether to ask now; it is counted if so. While the server fetches, asking would only make it begin anew. */
  take({ id }: SoldShop, standing: ShopStanding): boolean {
    if (this.isComplete(standing)) {
      const looks = (this.secondLooks.get(id) ?? 0) + 1;
      this.secondLooks.set(id, looks);
      return looks <= MOST_SECOND_LOOKS;
    }
    return standing.pulledAt === null || standing.pulledAt < this.askedAt;
  }

  /** All that the platform told of has been fetched. */
  private isComplete({ pulledAt, awaiting }: ShopStanding): boolean {
    return pulledAt !== null && pulledAt >= this.askedAt && awaiting === 0;
  }
}

export function isEqual(a: DayTotals, b: DayTotals): boolean {
  return a.paidFen === b.paidFen && a.refundedFen === b.refundedFen && a.orders === b.orders;
}

async function pull(api: ServerApi, { id }: SoughtShop, since: Date): Promise<void> {
  const hours = Math.min(LONGEST_PULL_HOURS, Math.ceil((Date.now() - since.getTime()) / HOUR_MS) + 1);
  await api.write('POST', `/api/v1/shops/${id}/pull`, { hours });
}

/** Pulling that brings nothing is no movement. */
function withoutPull({ totals, awaiting, quarantined }: ShopStanding): object {
  return { totals, awaiting, quarantined };
}

function awaitingIn(standings: readonly ShopStanding[]): number {
  return standings.reduce((sum, { awaiting }) => sum + awaiting, 0);
}
