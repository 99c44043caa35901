/**
 * The world of the model and what can happen in it. Every thing has a short key of the model's own (`m1`, `p2`); the play-back
 * maps keys to the ids the server hands out. Times are written as the outside writes them: ISO 8601 with any offset.
 */
export interface Merchant {
  readonly key: string;
  readonly home: string;
}

export interface Product {
  readonly key: string;
  readonly merchant: string;
  readonly category: string;
  /** Division code, or '' for none. */
  readonly origin: string;
}

/** Orders recorded by hand without a shop belong to the merchant's own `manual` shop, which is not listed here. */
export interface Shop {
  readonly key: string;
  readonly merchant: string;
  readonly platform: string;
}

export interface Host {
  readonly key: string;
  readonly merchant: string;
  readonly platformHostId?: string;
}

export interface Session {
  /** Ascends in order of creation, as the server's ids do. */
  readonly id: number;
  readonly merchant: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly shop?: string;
  readonly roomId?: string;
  readonly host?: string;
}

export interface ItemMapping {
  readonly shop: string;
  readonly itemId: string;
  readonly skuId?: string;
  readonly product: string;
}

export interface World {
  readonly merchants: readonly Merchant[];
  readonly products: readonly Product[];
  readonly shops: readonly Shop[];
  readonly hosts: readonly Host[];
  readonly sessions: readonly Session[];
  readonly mappings: readonly ItemMapping[];
}

export interface MessageLine {
  lineNo: string;
  itemId: string;
  skuId?: string | null;
  quantity: number;
  paidFen: number;
  isGift?: boolean;
  title?: string;
  lot?: string | null;
  /** Of the line alone; without it the line is shipped when the order is. */
  shippedAt?: string | null;
}

export const REFUND_STATUSES = ['succeeded', 'requested', 'refused', 'cancelled'] as const;
export const REFUND_KINDS = ['refund', 'return', 'exchange', 'resend'] as const;
export const ORDER_STATUSES = ['created', 'paid', 'shipped', 'completed', 'closed'] as const;

export interface MessageRefund {
  refundNo: string;
  lineNo: string;
  amountFen: number;
  succeededAt: string;
  status?: (typeof REFUND_STATUSES)[number];
  freightFen?: number;
  quantity?: number;
  /** What it is called moves no money: the amount counts as said. */
  kind?: (typeof REFUND_KINDS)[number];
  reason?: string | null;
}

export interface OrderData {
  orderNo: string;
  version?: number | null;
  status: (typeof ORDER_STATUSES)[number];
  createdAt: string;
  paidAt?: string | null;
  shippedAt?: string | null;
  roomId?: string | null;
  hostId?: string | null;
  freightFen?: number;
  depositFen?: number;
  currency?: string;
  lines: MessageLine[];
  refunds?: MessageRefund[];
}

/** A body that can be understood. A body on the way may be anything. */
export interface OrderChanged {
  type: 'order.changed';
  timestamp: string;
  data: OrderData;
}

export interface HandLine {
  readonly product: string;
  readonly quantity: number;
  readonly paidFen: number;
}

export interface HandWord {
  readonly session?: number;
  readonly paidAt: string;
  readonly lines: readonly HandLine[];
}

/** With a platform shop and that platform's order number, or without both. */
export interface HandOrder extends HandWord {
  readonly key: string;
  readonly merchant: string;
  readonly shop?: string;
  readonly orderNo?: string;
}

export interface SessionChange {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly shop?: string;
  readonly roomId?: string;
  readonly host?: string;
}

/** What a line counts for. Scope: a lot of a product or of a selling merchant, a product, or a merchant; both days inclusive. */
export interface AttributionRule {
  readonly key: string;
  readonly effect: 'origin' | 'merchant' | 'home';
  readonly lot?: string;
  readonly product?: string;
  readonly merchant?: string;
  /** A division ('' for no origin), or a merchant's key where the effect is `merchant`. */
  readonly to: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** Undone by withdrawing it like a rule, under its key. */
export interface Merge {
  readonly key: string;
  readonly merged: string;
  readonly into: string;
}

export interface MessageFact {
  readonly kind: 'message';
  readonly shop: string;
  readonly messageId: string;
  readonly body: unknown;
}

/**
 * Once there are sales such a change is an undated rule, before that it changes the register. Which of both it was cannot be told
 * while workers lag: `isAfterSales` is said only where everything is settled and sales are certain, and where it is not said both
 * come to the same (see RuleBuilder). What `isSoAlready` today, by the register or by a rule, is no change.
 */
export interface ChangeOrigin {
  readonly kind: 'change-origin';
  readonly product: string;
  readonly origin: string;
  readonly isAfterSales?: boolean;
  readonly isSoAlready?: boolean;
}

export interface ChangeHome {
  readonly kind: 'change-home';
  readonly merchant: string;
  readonly home: string;
  readonly isAfterSales?: boolean;
  readonly isSoAlready?: boolean;
}

/** With `isSettled` nothing is pending when it is carried out, so what it says it moves can be foretold. */
export type Action =
  | ({ readonly kind: 'map-item' } & ItemMapping)
  | { readonly kind: 'unmap-item'; readonly shop: string; readonly itemId: string; readonly skuId?: string }
  | { readonly kind: 'register-host'; readonly host: Host }
  | { readonly kind: 'add-session'; readonly session: Session }
  | { readonly kind: 'change-session'; readonly id: number; readonly change: SessionChange }
  | { readonly kind: 'archive-session'; readonly id: number }
  | ChangeOrigin
  | ChangeHome
  | { readonly kind: 'create-rule'; readonly rule: AttributionRule; readonly isSettled: boolean }
  | { readonly kind: 'merge-merchants'; readonly merge: Merge; readonly isSettled: boolean }
  | { readonly kind: 'withdraw-rule'; readonly key: string; readonly isSettled: boolean }
  | { readonly kind: 'hand-order'; readonly order: HandOrder }
  | { readonly kind: 'correct-order'; readonly key: string; readonly word: HandWord }
  | { readonly kind: 'void-order'; readonly key: string }
  | {
      readonly kind: 'hand-refund';
      readonly key: string;
      readonly lineIndex: number;
      readonly amountFen: number;
      readonly refundedAt: string;
      readonly reason?: string;
    };

/** Facts stand in the order in which they were accepted. For messages it decides only between two bodies under one id. */
export type Fact = MessageFact | Action;

/** A group is sent at once; the next step waits until all of it is answered. `crash` ends the workers while the group is on its way. */
export type Step =
  | { readonly kind: 'group'; readonly facts: readonly Fact[]; readonly crash: boolean }
  | { readonly kind: 'stop-workers' }
  | { readonly kind: 'start-workers' }
  | { readonly kind: 'settle' };

export interface History {
  readonly world: World;
  readonly steps: readonly Step[];
}

export function factsOf(history: History): Fact[] {
  return history.steps.flatMap((step) => (step.kind === 'group' ? step.facts : []));
}
