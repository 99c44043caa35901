import type { SaidHeader } from '../../orders/index.js';
import { unlessFaulty } from './field-reader.js';
import type { ListedOrder } from './platform-api.js';

/** Where the list tells no more. */
export function numberOnly(orderNo: string): ListedOrder {
  return { orderNo, paidAt: null, paidFen: null };
}

/** The list is there to find what is missing; an order with a fault in it is found too. */
export function listedOrder(orderNo: string, readHeader: () => SaidHeader): ListedOrder {
  const header = unlessFaulty(readHeader);
  if (header === null) return numberOnly(orderNo);
  const paidFen = header.currency === 'CNY' ? header.lines.reduce((sum, line) => sum + line.paidFen, 0) : null;
  return { orderNo, paidAt: header.paidAt === null ? null : new Date(header.paidAt), paidFen };
}
