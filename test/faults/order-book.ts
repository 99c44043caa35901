import type { Item, Seller } from './catalogue.ts';

export interface Line {
  readonly lineNo: string;
  readonly item: Item;
  readonly quantity: number;
  readonly paidFen: number;
}

export interface Refund {
  readonly refundNo: string;
  readonly lineNo: string;
  readonly amountFen: number;
  readonly succeededAt: string;
  readonly status: 'requested' | 'succeeded' | 'cancelled';
}

/** An order as it is in the end, whatever was said of it on the way. */
export interface Order {
  readonly orderNo: string;
  readonly seller: Seller;
  /** null: counts nothing. */
  readonly paidAt: string | null;
  readonly lines: readonly Line[];
  readonly refunds: readonly Refund[];
  /** Of the latest word. */
  readonly version: number;
}

/** The sender's own book: every order that has been told of, as the last word has it. */
export class OrderBook {
  private readonly orders = new Map<string, Order>();

  get size(): number {
    return this.orders.size;
  }

  enter(order: Order): void {
    this.orders.set(order.orderNo, order);
  }

  all(): Order[] {
    return [...this.orders.values()];
  }
}
