import { businessDayOf, type BusinessDay } from '../../kernel/business-day.js';
import type { DemoShop, ShopItem } from './demo-catalogue.js';

/** An order with its whole life ahead of it; messages and expected totals are both read off this one description. */
export interface DemoOrder {
  readonly orderNo: string;
  readonly shop: DemoShop;
  readonly room: RoomOfOrder | null;
  readonly channel: 'live' | 'video' | 'shelf';
  readonly buyerId: string;
  readonly freightFen: number;
  readonly createdAtMs: number;
  /** Null: never paid, closed instead. */
  readonly paidAtMs: number | null;
  readonly shippedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly closedAtMs: number | null;
  readonly lines: readonly [DemoLine, ...DemoLine[]];
  readonly refunds: readonly DemoRefund[];
  /** The platform reports the unpaid order too, not only from payment on. */
  readonly announcesCreation: boolean;
}

/** What the platform says of the live room an order was placed in. */
export interface RoomOfOrder {
  readonly roomId?: string;
  readonly hostId: string;
}

export interface DemoLine {
  readonly lineNo: string;
  readonly item: ShopItem;
  readonly quantity: number;
  readonly paidFen: number;
  readonly isGift: boolean;
}

export interface DemoRefund {
  readonly refundNo: string;
  readonly line: DemoLine;
  readonly amountFen: number;
  readonly freightFen: number;
  readonly quantity: number;
  readonly reason: string;
  readonly requestedAtMs: number | null;
  readonly decidedAtMs: number;
  readonly outcome: 'succeeded' | 'refused';
}

/** What an accepted message or form adds to the totals, for comparison with the rankings. */
export type SalesFact = PaidFact | RefundFact;

export interface PaidFact {
  readonly kind: 'paid';
  readonly day: BusinessDay;
  readonly lines: readonly { readonly originCode: string; readonly paidFen: number; readonly quantity: number }[];
}

export interface RefundFact {
  readonly kind: 'refund';
  readonly day: BusinessDay;
  readonly originCode: string;
  readonly amountFen: number;
}

/** An unmapped item has no product and with it no origin, whatever the product it ought to be mapped to says. */
export function originOf(line: DemoLine): string {
  return line.item.product.mapped ? (line.item.product.originCode ?? '') : '';
}

export function paidFactOf(order: DemoOrder): PaidFact | null {
  if (order.paidAtMs === null) return null;
  const lines = order.lines.map((line) => ({ originCode: originOf(line), paidFen: line.paidFen, quantity: line.quantity }));
  return { kind: 'paid', day: dayOf(order.paidAtMs), lines };
}

export function refundFactOf(refund: DemoRefund): RefundFact | null {
  if (refund.outcome !== 'succeeded') return null;
  return { kind: 'refund', day: dayOf(refund.decidedAtMs), originCode: originOf(refund.line), amountFen: refund.amountFen };
}

function dayOf(instantMs: number): BusinessDay {
  return businessDayOf(new Date(instantMs));
}
