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
  let nextPullMs = 0;
  let movedMs = Date.now();
  let standings = await readStandings(api, shops, since);
  while (!signal.aborted && Date.now() - movedMs < PATIENCE_MS) {
    const open = shops.filter((shop, index) => !isSettled(shop, standings[index], askedAt));
    if (open.length === 0) break;
    if (Date.now() >= nextPullMs) {
      log(
        `Asking the server to pull: ${open.map(({ platform }) => platform).join(', ')}; ${awaitingIn(standings)} orders await their details.`,
      );
      await pull(api, open, since);
      nextPullMs = Date.now() + PULL_AGAIN_AFTER_MS;
    }
    await pause(LOOK_EVERY_MS, signal);
    const before = JSON.stringify(standings.map(withoutPull));
    standings = await readStandings(api, shops, since);
    if (JSON.stringify(standings.map(withoutPull)) !== before) movedMs = Date.now();
  }
  return standings;
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

/** Pulling that brings nothing is no movement. */
function withoutPull({ totals, awaiting, quarantined }: ShopStanding): object {
  return { totals, awaiting, quarantined };
}

function awaitingIn(standings: readonly ShopStanding[]): number {
  return standings.reduce((sum, { awaiting }) => sum + awaiting, 0);
}
