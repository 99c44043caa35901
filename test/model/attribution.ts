import { HOUR_MS } from './calendar.js';
import type { Host, Session } from './facts.js';
import { mappingKey, type Standing } from './standing.js';

interface PlatformOrder {
  readonly shop: string;
  readonly merchant: string;
  readonly paidAt: string;
  readonly roomId: string | null;
}

const OPEN_SESSION_MS = 12 * HOUR_MS;
const GRACE_MS = HOUR_MS / 2;

const startOf = (session: Session) => Date.parse(session.startedAt);
const latestFirst = (a: Session, b: Session) => startOf(b) - startOf(a) || a.id - b.id;
const earliestFirst = (a: Session, b: Session) => startOf(a) - startOf(b) || a.id - b.id;

export function sessionOfPlatformOrder(order: PlatformOrder, standing: Standing): Session | null {
  const sessions = [...standing.sessions.values()].filter((session) => session.merchant === order.merchant);
  const paidMs = Date.parse(order.paidAt);
  const inRoom = sessions.filter((session) => order.roomId !== null && session.roomId === order.roomId);
  if (inRoom.length > 0) {
    const begun = inRoom.filter((session) => startOf(session) <= paidMs).sort(latestFirst);
    return begun[0] ?? inRoom.sort(earliestFirst)[0] ?? null;
  }
  const ofShop = sessions.filter((session) => session.shop === order.shop && startOf(session) <= paidMs && endOfGrace(session) >= paidMs);
  return ofShop.sort(latestFirst)[0] ?? null;
}

function endOfGrace(session: Session): number {
  const end = session.endedAt === undefined ? startOf(session) + OPEN_SESSION_MS : Date.parse(session.endedAt);
  return end + GRACE_MS;
}

export function hostOf(merchant: string, platformHostId: string | null, session: Session | null, hosts: readonly Host[]): string | null {
  const named = hosts.find((host) => host.merchant === merchant && platformHostId !== null && host.platformHostId === platformHostId);
  return named?.key ?? session?.host ?? null;
}

/** A SKU's mapping beats the item's. */
export function productOf(shop: string, item: { itemId: string; skuId?: string | null }, standing: Standing): string | null {
  const ofItem = standing.mappings.get(mappingKey({ shop, itemId: item.itemId }));
  if (item.skuId === undefined || item.skuId === null) return ofItem ?? null;
  return standing.mappings.get(mappingKey({ shop, itemId: item.itemId, skuId: item.skuId })) ?? ofItem ?? null;
}
