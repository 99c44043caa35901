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
const HOUR_MS = 3_600_000;
const LONGEST_PULL_HOURS = 168;

/** Has the server fetch what was lost, and waits until nothing is missing, or until nothing moves any more. */
export async function settle(api: ServerApi, shops: readonly SoldShop[], settlement: Settlement): Promise<ShopStanding[]> {
  const { lastChangeAt, since, signal, log } = settlement;
  await pause(Math.max(0, lastChangeAt.getTime() + SETTLED_AFTER_MS - Date.now()), signal);
  const askedAt = new Date();
  const read = () => readStandings(api, shops, since);
  let [nextPullMs, movedMs, standings] = [0, Date.now(), await read()];
  for (;;) {
    const open = shops.filter((shop, index) => !isSettled(shop, standings[index], askedAt));
    if (open.length === 0 || signal.aborted || Date.now() - movedMs > PATIENCE_MS) return standings;
    if (Date.now() >= nextPullMs) {
      log(`Left to settle: ${open.map(({ platform }) => platform).join(', ')}; ${awaitingIn(standings)} orders await their details.`);
      await pull(
        api,
        open.filter((shop) => isForgotten(standings[shops.indexOf(shop)], askedAt)),
        since,
      );
      nextPullMs = Date.now() + PULL_AGAIN_AFTER_MS;
    }
    await pause(LOOK_EVERY_MS, signal);
    const before = JSON.stringify(standings.map(withoutPull));
    standings = await read();
    if (JSON.stringify(standings.map(withoutPull)) !== before) movedMs = Date.now();
  }
}

export function isEqual(a: DayTotals, b: DayTotals): boolean {
  return a.paidFen === b.paidFen && a.refundedFen === b.refundedFen && a.orders === b.orders;
}

async function pull(api: ServerApi, shops: readonly SoughtShop[], since: Date): Promise<void> {
  const hours = Math.min(LONGEST_PULL_HOURS, Math.ceil((Date.now() - since.getTime()) / HOUR_MS) + 1);
  for (const { id } of shops) await api.write('POST', `/api/v1/shops/${id}/pull`, { hours });
}

function isSettled(shop: SoldShop, standing: ShopStanding | undefined, askedAt: Date): boolean {
  if (standing === undefined || standing.pulledAt === null) return false;
  return standing.pulledAt >= askedAt && standing.awaiting === 0 && isEqual(shop.books, standing.totals);
}

/** Not asked for since, or all that was asked for is there and yet something is missing. While it fetches, asking would only make it begin anew. */
function isForgotten(standing: ShopStanding | undefined, askedAt: Date): boolean {
  return standing === undefined || standing.pulledAt === null || standing.pulledAt < askedAt || standing.awaiting === 0;
}

/** Pulling that brings nothing is no movement. */
function withoutPull({ totals, awaiting, quarantined }: ShopStanding): object {
  return { totals, awaiting, quarantined };
}

function awaitingIn(standings: readonly ShopStanding[]): number {
  return standings.reduce((sum, { awaiting }) => sum + awaiting, 0);
}
