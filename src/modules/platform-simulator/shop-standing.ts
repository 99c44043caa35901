import { businessDayOf } from '../../kernel/business-day.js';
import { type Resource, resourceOf } from '../demo/index.js';
import type { SimulatedPlatform } from './platform-side.js';
import type { ServerApi } from './server-api.js';
import { HOME_DIVISION } from './shop-registration.js';
import type { DayTotals } from './shop-totals.js';

/** What the server knows of one shop. */
export interface ShopStanding {
  readonly totals: DayTotals;
  /** When it last asked the shop's platform for all that changed. */
  readonly pulledAt: Date | null;
  readonly quarantined: number;
  /** Orders whose details it has not got yet, and why the first of them has none. */
  readonly awaiting: number;
  readonly awaitingReason: string | null;
}

export interface SoughtShop {
  readonly id: string;
  readonly platform: SimulatedPlatform;
  readonly merchantId: string;
}

const NOTHING: DayTotals = { paidFen: 0, refundedFen: 0, orders: 0 };

/** How the shops stand since that day, in the order given. */
export async function readStandings(api: ServerApi, shops: readonly SoughtShop[], since: Date): Promise<ShopStanding[]> {
  const deliveries = await api.listAll('/api/v1/deliveries');
  const standings: ShopStanding[] = [];
  for (const shop of shops) {
    const delivery = deliveries.find(({ shopId }) => shopId === shop.id) ?? {};
    const awaiting = await api.listAll('/api/v1/awaiting-orders', { shopId: shop.id });
    standings.push({
      totals: await readTotals(api, shop, since),
      pulledAt: timeIn(resourceOf(delivery.pull), 'succeededAt'),
      quarantined: numberIn(delivery, 'quarantined'),
      awaiting: awaiting.length,
      awaitingReason: awaiting.map(({ reason }) => resourceOf(reason).detail).find((detail) => typeof detail === 'string') ?? null,
    });
  }
  return standings;
}

/** Of the merchant on one platform: of that shop, since a run opens one shop on each. */
async function readTotals(api: ServerApi, { platform, merchantId }: SoughtShop, since: Date): Promise<DayTotals> {
  const days = { from: businessDayOf(since), to: businessDayOf(new Date()) };
  const query = { ...days, platform, basis: 'merchant', within: HOME_DIVISION, measure: 'paid', compare: 'none' };
  const item = (await api.listAll('/api/v1/rankings/merchants', query)).find(({ id }) => id === merchantId);
  if (item === undefined) return NOTHING;
  return { paidFen: numberIn(item, 'paidFen'), refundedFen: numberIn(item, 'refundedFen'), orders: numberIn(item, 'orders') };
}

function numberIn(resource: Resource, field: string): number {
  const value = resource[field];
  return typeof value === 'number' ? value : 0;
}

function timeIn(resource: Resource, field: string): Date | null {
  const value = resource[field];
  return typeof value === 'string' ? new Date(value) : null;
}
