import type { Credentials } from '../../shops/index.js';
import type { MessageFault, Reading, StoredMessage } from './reading.js';

/** A question to the platform, before it is signed. */
export interface ApiCall {
  /** The platform's name of it: a method or a path. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Beginning with /, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What opens the API for a while; `refreshToken` gets the next one, and may itself change with each use. */
export interface ApiTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: Date;
}

/** The shop as its API knows it. */
export interface ApiShop {
  readonly credentials: Credentials;
  readonly externalShopId: string | null;
  readonly tokens: ApiTokens | null;
}

/** What an answer means. `busy`: come back later. `not-found`: the platform does not know what was asked for. */
export type Verdict =
  | { readonly kind: 'answer'; readonly data: unknown }
  | { readonly kind: 'token-expired' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly fault: MessageFault };

/** Sends a signed call within the shop's limits and answers its data; null: `not-found`. Everything else is an error for the caller of the caller. */
export type Ask = (call: ApiCall) => Promise<unknown>;

/** An order in the platform's own list: enough to know that it is missing here, and to compare a day's sum. */
export interface ListedOrder {
  readonly orderNo: string;
  readonly paidAt: Date | null;
  /** What the buyer paid for the goods, in fen; null where the list does not tell, or in another currency. */
  readonly paidFen: number | null;
}

/** How a platform's API is asked. Pure: makes requests and reads answers. Sending, limits, repeating and tokens are the caller's (api-caller). */
export interface PlatformApi {
  /** Where the platform answers; configuration may name another place. null: the shop's own address, see `shopUrl`. */
  readonly baseUrl: string | null;
  /** For platforms where each shop has an address of its own; null if the shop does not say it. */
  shopUrl?(shop: ApiShop): string | null;
  readonly callsPerSecond: number;
  /** The longest stretch of time that `listChanged` may ask for at once. */
  readonly longestRangeMs: number;
  /** `listChanged` tells no payments: whatever is to be known of an order must be fetched. */
  readonly listsNumbersOnly?: true;
  /** null: this shop's credentials do not open the API (they are enough to receive, not to ask). */
  request(call: ApiCall, shop: ApiShop, now: Date): ApiRequest | null;
  judge(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict;
  /** The call that gets new tokens; null where nothing expires, or there is nothing to get them with. It is sent through `request` like others. */
  renewal(shop: ApiShop): ApiCall | null;
  /** The tokens in the answer to `renewal`; null if there are none. */
  tokensIn(data: unknown, now: Date): ApiTokens | null;
  /** The order with everything that is known of its refunds, as one JSON object that `read` understands; null if the platform does not know it. */
  fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null>;
  /** Orders that were changed, or whose refunds were, from `from` (inclusive) until `until` (exclusive), page by page. */
  listChanged(from: Date, until: Date, ask: Ask): AsyncIterable<readonly ListedOrder[]>;
  /** What `fetchOrder` brought, after it was stored: the same judgement as of a message. */
  read(message: StoredMessage): Reading;
}
