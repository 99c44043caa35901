import { compareText } from '../../kernel/text-order.js';
import type { SimulatedOrder, SimulatedRefund } from './simulated-order.js';
import type { SimulatedShop } from './simulated-shop.js';

export interface RefundOfOrder {
  readonly order: SimulatedOrder;
  readonly refund: SimulatedRefund;
}

/** Times in milliseconds, both included. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Changed in the stretch, the oldest change first. */
export function ordersChanged(shop: SimulatedShop, stretch: Stretch): SimulatedOrder[] {
  const changed = shop.orders.filter((order) => isWithin(order.updatedAt, stretch));
  return changed.sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime() || compareText(a.orderNo, b.orderNo));
}

export function refundsChanged(shop: SimulatedShop, stretch: Stretch): RefundOfOrder[] {
  const changed = refundsOf(shop).filter(({ refund }) => isWithin(refund.updatedAt, stretch));
  return changed.sort(
    (a, b) => a.refund.updatedAt.getTime() - b.refund.updatedAt.getTime() || compareText(a.refund.refundNo, b.refund.refundNo),
  );
}

export function refundsOf(shop: SimulatedShop): RefundOfOrder[] {
  return shop.orders.flatMap((order) => order.refunds.map((refund) => ({ order, refund })));
}

/** Pages are counted from 0. */
export function pageOf<Item>(items: readonly Item[], page: number, size: number): Item[] {
  return items.slice(page * size, (page + 1) * size);
}

function isWithin(at: Date, { fromMs, untilMs }: Stretch): boolean {
  return at.getTime() >= fromMs && at.getTime() <= untilMs;
}
