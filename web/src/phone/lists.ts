import { call } from '../api/client.js';
import type { Page } from '../api/intake.js';
import { addDays, type BusinessDay, todayInBeijing } from '../format/days.js';
import type { KnownDay, KnownOrder, KnownSession } from './known-day.js';

/** How far back orders are shown, to be corrected or refunded. */
export const ORDER_DAYS = 7;
const MOST = 500;
/** Of the newest orders of these days. */
const MOST_ORDERS = 200;

export interface Named {
  readonly id: string;
  readonly merchantId: string;
  readonly name: string;
}

export interface ListedProduct extends Named {
  readonly originDivisionCode: string | null;
  readonly entityTag: string | null;
}

export interface ListedMerchant {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
}

export interface ListedShop extends Named {
  readonly platform: string;
}

/** What a clerk chooses from, as the phone keeps it. */
export interface Lists {
  /** ISO 8601. */
  readonly readAt: string;
  readonly merchants: readonly ListedMerchant[];
  readonly products: readonly ListedProduct[];
  readonly hosts: readonly Named[];
  readonly shops: readonly ListedShop[];
}

export async function readLists(signal: AbortSignal): Promise<Lists> {
  const list = async <Item>(path: string): Promise<readonly Item[]> =>
    (await call<Page<Item>>(path, { query: { limit: MOST }, signal, mayBeSignedOut: true })).items;
  const [merchants, products, hosts, shops] = await Promise.all([
    list<ListedMerchant>('/merchants'),
    list<ListedProduct>('/products'),
    list<Named>('/hosts'),
    list<ListedShop>('/shops'),
  ]);
  return {
    readAt: new Date().toISOString(),
    merchants: merchants.map(({ id, name, divisionCode }) => ({ id, name, divisionCode })),
    products: products.map(keptProduct),
    hosts: hosts.map(named),
    shops: shops.map((shop) => ({ ...named(shop), platform: shop.platform })),
  };
}

export function keptProduct({ id, merchantId, name, originDivisionCode, entityTag }: ListedProduct): ListedProduct {
  return { id, merchantId, name, originDivisionCode, entityTag };
}

function named({ id, merchantId, name }: Named): Named {
  return { id, merchantId, name };
}

/**
 * Sessions of yesterday and today, which may have gone past midnight, and the merchant's hand orders of the last days.
 * Where there was no session in these days: the last one before them, which the next is like.
 */
export async function readDay(merchantId: string | null, manualShopId: string | null, signal: AbortSignal): Promise<KnownDay> {
  const today = todayInBeijing();
  const [sessions, orders] = await Promise.all([readSessions(merchantId, today, signal), readOrders(manualShopId, today, signal)]);
  return { readAt: new Date().toISOString(), sessions, orders };
}

async function readSessions(merchantId: string | null, today: BusinessDay, signal: AbortSignal): Promise<readonly KnownSession[]> {
  const ask = async (query: { from?: BusinessDay; limit: number }) =>
    (await call<Page<KnownSession>>('/live-sessions', { query: { merchantId, to: today, ...query }, signal, mayBeSignedOut: true })).items;
  const ofTheseDays = await ask({ from: addDays(today, -1), limit: 100 });
  const shown = merchantId === null || ofTheseDays.length > 0 ? ofTheseDays : await ask({ limit: 1 });
  return shown.map(keptSession);
}

async function readOrders(shopId: string | null, today: BusinessDay, signal: AbortSignal): Promise<readonly KnownOrder[]> {
  if (shopId === null) return [];
  const query = { shopId, paidFrom: addDays(today, 1 - ORDER_DAYS), paidTo: addDays(today, 1), limit: MOST_ORDERS };
  return (await call<Page<KnownOrder>>('/orders', { query, signal, mayBeSignedOut: true })).items.map(keptOrder);
}

/** Only what is shown lies on the phone. */
export function keptSession(session: KnownSession): KnownSession {
  const { id, merchantId, title, startedAt, endedAt, hostId, shopId, productIds, note, archivedAt, entityTag } = session;
  return { id, merchantId, title, startedAt, endedAt, hostId, shopId, productIds, note: note ?? null, archivedAt, entityTag };
}

export function keptOrder(order: KnownOrder): KnownOrder {
  const { id, merchantId, orderNo, source, paidAt, liveSessionId, voidReason, entityTag } = order;
  const lines = order.lines.map(({ lineNo, productId, title, quantity, paidFen }) => ({ lineNo, productId, title, quantity, paidFen }));
  const refunds = order.refunds.map(({ lineNo, amountFen, status, reason }) => ({ lineNo, amountFen, status, reason }));
  return { id, merchantId, orderNo, source, paidAt, liveSessionId, voidReason, lines, refunds, entityTag };
}
