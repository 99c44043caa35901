// What the room of sources asks of the server: messages, deliveries, unmapped items, reconciliation.
import { FIRST_DAY, type BusinessDay, type DayRange } from '../../../src/kernel/business-day.js';
import { call } from './client.js';

export type MessageState = 'received' | 'awaiting-detail' | 'applied' | 'ignored' | 'quarantined' | 'conflict';
export type ReplayableState = 'quarantined' | 'ignored' | 'awaiting-detail';
export type MessageOrigin = 'push' | 'bridge' | 'pull' | 'file';
export type FieldVerdict = 'unclassified' | 'harmless' | 'personal';

/** As many messages as can be named for a replay, or items for a mapping. */
export const MOST_AT_ONCE = 500;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface Reason {
  readonly code: string;
  readonly detail: string | null;
}

interface OfShop {
  readonly shopId: string;
  readonly shopName: string;
  readonly platform: string;
}

export interface Message extends OfShop {
  readonly id: string;
  readonly key: string;
  readonly origin: MessageOrigin;
  readonly state: MessageState;
  readonly reason: Reason | null;
  readonly type: string | null;
  readonly orderNo: string | null;
  readonly receivedAt: string;
  readonly decidedAt: string | null;
}

export interface MessageWithBody extends Message {
  readonly body: unknown;
  /** The bytes could not be parsed and are kept encrypted. */
  readonly isSealed: boolean;
}

export interface MessageCount extends OfShop {
  readonly state: MessageState;
  readonly reason: string | null;
  readonly count: number;
  readonly latestAt: string;
}

/** Null: not filtered by it. */
export interface MessageFilter {
  readonly shopId: string | null;
  readonly state: MessageState | null;
  readonly reason: string | null;
}

/** Either the messages ticked, or all that match. */
export type ReplayTarget =
  { readonly ids: readonly string[] } | { readonly shopId?: string; readonly state: ReplayableState; readonly reason?: string };

export interface ReplayedOrder {
  readonly shopId: string;
  readonly orderNo: string;
  readonly paidFenBefore: number;
  readonly paidFenAfter: number;
  readonly refundedFenBefore: number;
  readonly refundedFenAfter: number;
}

export interface Replay {
  readonly messages: number;
  /** Of a dry run, like the change. */
  readonly willBe: {
    readonly applied: number;
    readonly ignored: number;
    readonly quarantined: number;
    readonly awaitingDetail: number;
  } | null;
  readonly change: {
    readonly paidFen: number;
    readonly refundedFen: number;
    readonly netFen: number;
    readonly orders: number;
    readonly lines: number;
  } | null;
  readonly orders: readonly ReplayedOrder[];
  /** False: more match than are taken at once. */
  readonly isComplete: boolean;
}

export interface MessageField {
  readonly platform: string;
  readonly name: string;
  readonly seenAs: string;
  readonly messageType: string;
  readonly firstSeenAt: string;
  readonly verdict: FieldVerdict;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
}

export interface AwaitingOrder extends OfShop {
  readonly orderNo: string;
  readonly firstWantedAt: string;
  readonly attempts: number;
  readonly dueAt: string;
  readonly reason: Reason | null;
}

export interface UnmappedItem {
  readonly shopId: string;
  readonly itemId: string;
  readonly skuId: string | null;
  readonly title: string;
  readonly paidFen: number;
  readonly lines: number;
  readonly quantity: number;
  readonly lastPaidAt: string;
}

export interface ItemMapping {
  readonly shopId: string;
  readonly itemId: string;
  readonly skuId?: string;
  readonly productId: string;
}

export interface Shop {
  readonly id: string;
  readonly merchantId: string;
  readonly platform: string;
  readonly name: string;
}

export interface Product {
  readonly id: string;
  readonly name: string;
}

export interface DeliveryNumbers {
  readonly accepted: number;
  readonly repeated: number;
  readonly conflicting: number;
  readonly unreadable: number;
  readonly refused: number;
  readonly busy: number;
  readonly applied: number;
  readonly ignored: number;
  readonly quarantined: number;
}

export interface Delivery {
  readonly shopId: string;
  readonly name: string;
  readonly platform: string;
  readonly merchantId: string;
  readonly lastMessageAt: string | null;
  readonly last24Hours: DeliveryNumbers;
  readonly duplicateRate: number | null;
  readonly failureRate: number | null;
  readonly lagMs: { readonly average: number; readonly longest: number } | null;
  readonly clockSkewMs: number | null;
  readonly silence: { readonly isSilent: boolean; readonly since: string; readonly expected: number } | null;
  readonly awaiting: number;
  readonly quarantined: number;
  readonly isAskable: boolean;
  readonly pull: { readonly succeededAt: string | null; readonly reason: Reason | null } | null;
}

export interface DeliveryHour extends DeliveryNumbers {
  readonly hour: string;
  readonly lagMs: number | null;
}

export interface TestAnswer {
  readonly isAccepted: boolean;
  readonly status: number;
  readonly answer: string;
  readonly milliseconds: number;
}

export interface DayTotal {
  readonly paidFen: number;
  readonly orders: number;
}

export interface PlatformTotal extends DayTotal {
  readonly source: 'typed' | 'pulled';
  readonly note: string | null;
  /** Listed by the platform without an amount: counted as orders, left out of every amount. */
  readonly ordersWithoutAmount: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

export interface ReconciledDay {
  readonly day: BusinessDay;
  readonly counted: DayTotal;
  readonly platform: PlatformTotal | null;
  readonly differenceFen: number | null;
  readonly differenceOrders: number | null;
  /** Whether the platform is still to be asked. */
  readonly pull: { readonly dueAt: string | null; readonly attempts: number; readonly reason: Reason | null } | null;
}

export interface DifferingOrder {
  readonly orderNo: string;
  readonly countedFen: number | null;
  readonly platformFen: number | null;
  readonly differenceFen: number | null;
  readonly kind: 'missing-here' | 'missing-there' | 'other-amount';
}

export interface ReconciledOrders extends ReconciledDay {
  /** The largest differences. */
  readonly items: readonly DifferingOrder[];
  readonly itemCount: number;
  /** Whether the platform's total came with its orders; without them nobody can say which ones differ. */
  readonly hasOrders: boolean;
}

export interface OrderAmount {
  readonly orderNo: string;
  readonly paidFen: number;
}

export interface TypedTotal extends DayTotal {
  readonly note?: string;
  readonly orderAmounts?: readonly OrderAmount[];
}

const LARGEST_PAGE = 500;
const id = encodeURIComponent;

export const intake = {
  messages: (
    filter: MessageFilter & { from: string | null; to: string | null },
    page: { limit: number; cursor: string | null },
    signal?: AbortSignal,
  ): Promise<Page<Message>> => call('/messages', { query: { ...filter, ...page }, signal }),
  message: (messageId: string): Promise<MessageWithBody> => call(`/messages/${id(messageId)}`),
  /** Of all times: what was not counted a month ago is still not counted. */
  messageCounts: (shopId: string | null): Promise<{ readonly items: readonly MessageCount[] }> =>
    call('/message-counts', { query: { shopId, from: `${FIRST_DAY}T00:00:00+08:00` } }),
  replay: (target: ReplayTarget, dryRun: boolean): Promise<Replay> =>
    call('/messages/replay', { method: 'POST', body: { ...target, dryRun } }),

  messageFields: (verdict: FieldVerdict, cursor: string | null): Promise<Page<MessageField>> =>
    call('/message-fields', { query: { verdict, cursor } }),
  classifyField: ({ platform, name }: MessageField, verdict: FieldVerdict): Promise<MessageField> =>
    call(`/message-fields/${id(platform)}/${id(name)}`, { method: 'PUT', body: { verdict } }),

  awaitingOrders: (shopId: string | null, cursor: string | null, signal?: AbortSignal): Promise<Page<AwaitingOrder>> =>
    call('/awaiting-orders', { query: { shopId, cursor }, signal }),

  unmappedItems: (cursor: string | null, signal?: AbortSignal): Promise<Page<UnmappedItem>> =>
    call('/unmapped-items', { query: { limit: LARGEST_PAGE, cursor }, signal }),
  mapItems: (
    mappings: readonly ItemMapping[],
  ): Promise<{ readonly items: readonly (ItemMapping & { readonly affectedLines: number })[] }> =>
    call('/item-mappings', { method: 'PUT', body: { mappings } }),
  shop: (shopId: string): Promise<Shop> => call(`/shops/${id(shopId)}`),
  shops: (cursor: string | null): Promise<Page<Shop>> => call('/shops', { query: { limit: LARGEST_PAGE, cursor } }),
  productsOf: (merchantId: string, cursor: string | null): Promise<Page<Product>> =>
    call('/products', { query: { merchantId, limit: LARGEST_PAGE, cursor } }),

  deliveries: (cursor: string | null): Promise<Page<Delivery>> => call('/deliveries', { query: { limit: LARGEST_PAGE, cursor } }),
  deliveryHours: (shopId: string, from: string, to: string): Promise<{ readonly items: readonly DeliveryHour[] }> =>
    call(`/shops/${id(shopId)}/deliveries`, { query: { from, to } }),
  sendTestMessage: (shopId: string): Promise<TestAnswer> => call(`/shops/${id(shopId)}/test-message`, { method: 'POST' }),
  pull: (shopId: string, hours: number): Promise<{ readonly since: string }> =>
    call(`/shops/${id(shopId)}/pull`, { method: 'POST', body: { hours } }),

  reconciliation: (shopId: string, range: DayRange): Promise<{ readonly items: readonly ReconciledDay[] }> =>
    call(`/shops/${id(shopId)}/reconciliation`, { query: { from: range.from, to: range.to } }),
  reconciledOrders: (shopId: string, day: BusinessDay): Promise<ReconciledOrders> => call(`/shops/${id(shopId)}/reconciliation/${day}`),
  recordPlatformTotal: (shopId: string, day: BusinessDay, total: TypedTotal): Promise<ReconciledDay> =>
    call(`/shops/${id(shopId)}/platform-totals/${day}`, { method: 'PUT', body: total }),
  pullPlatformTotal: (shopId: string, day: BusinessDay): Promise<{ readonly dueAt: string }> =>
    call(`/shops/${id(shopId)}/platform-totals/${day}/pull`, { method: 'POST' }),
};
