import { type BusinessDay, businessDayOf } from '../../kernel/business-day.js';
import type { ListedOrder } from '../intake/index.js';
import type { TotalOrder } from './platform-total.repository.js';

/** The orders of one day out of the platform's list, each once, however often it is listed. */
export class ListedDay {
  private readonly amounts = new Map<string, number | null>();

  constructor(private readonly day: BusinessDay) {}

  add(page: readonly ListedOrder[]): void {
    for (const { orderNo, paidAt, paidFen } of page) {
      if (paidAt === null || businessDayOf(paidAt) !== this.day) continue;
      this.amounts.set(orderNo, paidFen ?? this.amounts.get(orderNo) ?? null);
    }
  }

  get orders(): TotalOrder[] {
    return [...this.amounts].map(([orderNo, paidFen]) => ({ orderNo, paidFen }));
  }

  get paidFen(): number {
    return [...this.amounts.values()].reduce<number>((sum, fen) => sum + (fen ?? 0), 0);
  }

  /** What must be known of the total; null: nothing. */
  get note(): string | null {
    const unpriced = [...this.amounts.values()].filter((fen) => fen === null).length;
    return unpriced === 0 ? null : `其中 ${unpriced} 个订单平台没有给出人民币金额，未计入金额。`;
  }
}
