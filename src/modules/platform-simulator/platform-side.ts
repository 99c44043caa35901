import type { SimulatedOrder, SimulatedRefund } from './simulated-order.js';

export const PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'tiktok', 'shopify', 'youzan', 'woocommerce'] as const;
export type SimulatedPlatform = (typeof PLATFORMS)[number];

export interface ShopDraft {
  readonly platform: SimulatedPlatform;
  /** As they are given to the receiver: field names as in its description of the platform's credentials. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly externalShopId: string;
  readonly webhookUrl?: string;
}

/** A request the platform sends to the receiver. */
export interface SimulatedPush {
  readonly platform: SimulatedPlatform;
  readonly method: 'GET' | 'POST';
  /** What the platform adds to the address of the receiver. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type ChangeKind =
  | 'created'
  | 'paid'
  | 'shipped'
  | 'completed'
  | 'closed'
  | 'address-changed'
  | 'refund-applied'
  | 'refund-agreed'
  | 'refund-succeeded'
  | 'refund-refused'
  | 'refund-withdrawn';

/** One thing that happened, with the order as it was right after it. */
export interface Change {
  readonly kind: ChangeKind;
  readonly at: Date;
  /** Counts the shop's changes from 1. */
  readonly serial: number;
  readonly order: SimulatedOrder;
  readonly refund: SimulatedRefund | null;
}

/** How a platform numbers things. */
export interface PlatformNumbering {
  orderNo(shopNumber: string, serial: number, at: Date): string;
  lineNo(orderNo: string, index: number, lineCount: number): string;
  refundNo(shopNumber: string, serial: number, at: Date): string;
}

/** How a platform tells the receiver of changes, and what it takes for an acknowledgement. */
export interface PlatformPushes {
  readonly numbering: PlatformNumbering;
  /** Changes that go out together; only platforms that batch get more than one. */
  readonly batches: boolean;
  pushesOf(shop: ShopDraft, changes: readonly Change[]): readonly SimulatedPush[];
  /** The handshake, heartbeat or test message with which the platform tries the address; `expected` is what must come back. */
  probe(shop: ShopDraft, at: Date): SimulatedPush;
  isAcknowledged(status: number, body: string, push: SimulatedPush): boolean;
  /** Waiting times before each repeat of a push that was not acknowledged. */
  readonly repeatAfterMs: readonly number[];
  readonly timeoutMs: number;
}
