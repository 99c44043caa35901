import { businessDayOf, type DayRange } from '../../kernel/business-day.js';
import { isEqual } from './platform-settlement.js';
import type { SimulatedPlatform } from './platform-side.js';
import type { PushCounts } from './shop-selling.js';
import type { ShopStanding } from './shop-standing.js';
import type { DayTotals } from './shop-totals.js';

export interface PlatformReport {
  readonly platform: SimulatedPlatform;
  readonly shopId: string;
  /** Made on the platform, unpaid ones included. */
  readonly orders: number;
  readonly pushes: {
    readonly made: number;
    readonly lost: number;
    readonly repeated: number;
    /** Requests, with those that were sent again for want of an acknowledgement. */
    readonly sent: number;
    readonly refused: number;
    /** What was answered to the last of them. */
    readonly refusals: readonly string[];
  };
  /** Questions to the platform's API. */
  readonly apiCalls: number;
  readonly awaiting: number;
  readonly awaitingReason: string | null;
  readonly quarantined: number;
  readonly books: DayTotals;
  readonly server: DayTotals;
  readonly isEqual: boolean;
}

export interface PlatformRunReport {
  readonly merchant: { readonly id: string; readonly name: string };
  readonly range: DayRange;
  readonly platforms: readonly PlatformReport[];
  readonly isEqual: boolean;
}

export interface ReportedShop {
  readonly platform: SimulatedPlatform;
  readonly shopId: string;
  readonly orders: number;
  readonly pushes: PushCounts;
  readonly apiCalls: number;
  readonly books: DayTotals;
}

const SHOWN_REFUSALS = 3;

export function reportOf(shop: ReportedShop, standing: ShopStanding): PlatformReport {
  const { made, lost, repeated, delivery } = shop.pushes;
  const { attempts: sent, refused, refusals } = delivery;
  const { totals: server, awaiting, awaitingReason, quarantined } = standing;
  return {
    ...shop,
    pushes: { made, lost, repeated, sent, refused, refusals: refusals.slice(-SHOWN_REFUSALS) },
    ...{ awaiting, awaitingReason, quarantined, server },
    isEqual: isEqual(shop.books, server) && awaiting === 0,
  };
}

export function wholeReport(merchant: PlatformRunReport['merchant'], since: Date, platforms: readonly PlatformReport[]): PlatformRunReport {
  const range = { from: businessDayOf(since), to: businessDayOf(new Date()) };
  return { merchant, range, platforms, isEqual: platforms.every((platform) => platform.isEqual) };
}
