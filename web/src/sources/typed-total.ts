import { fenFromYuan } from '../../../src/kernel/money.js';
import type { OrderAmount } from '../api/intake.js';

export const MOST_ORDERS = 5_000;

/** Yuan as a person types it; null where it is no amount of a day's sales. */
export function fenOfTyped(text: string): number | null {
  try {
    const fen = fenFromYuan(text);
    return fen < 0 ? null : fen;
  } catch {
    return null;
  }
}

/** A whole number as a person types it; null where it is none. */
export function countOfTyped(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}

export type PastedOrders =
  | { readonly kind: 'read'; readonly amounts: readonly OrderAmount[]; readonly paidFen: number }
  | { readonly kind: 'unreadable'; readonly line: number; readonly text: string }
  | { readonly kind: 'too-many'; readonly count: number };

/**
 * Two columns copied out of a table: the order number, then the amount in yuan, apart by a tab, a comma or blanks. An order that stands in several
 * lines, as exports by item have it, is added up.
 */
export function ordersOfPasted(text: string): PastedOrders {
  const amounts = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const order = orderOf(line);
    if (order !== null) amounts.set(order.orderNo, (amounts.get(order.orderNo) ?? 0) + order.paidFen);
    // The first line may be the head of the table.
    else if (index > 0) return { kind: 'unreadable', line: index + 1, text: line.trim().slice(0, 40) };
  }
  if (amounts.size > MOST_ORDERS) return { kind: 'too-many', count: amounts.size };
  const list = [...amounts].map(([orderNo, paidFen]) => ({ orderNo, paidFen }));
  return { kind: 'read', amounts: list, paidFen: list.reduce((sum, { paidFen }) => sum + paidFen, 0) };
}

function orderOf(line: string): OrderAmount | null {
  const [, orderNo = '', yuan = ''] = /^\s*["']?([^\s,，;；"']+)["']?[\s,，;；]+["']?(.+?)["']?\s*$/.exec(line) ?? [];
  const paidFen = fenOfTyped(yuan);
  return orderNo === '' || paidFen === null ? null : { orderNo, paidFen };
}
