import type { OrderStatus } from '../../orders/index.js';
import type { CanonicalLine, CanonicalRefund } from './canonical-order.js';
import { isPaidLater, orderStatusOf } from './order-words.js';
import { rowFault } from './row-cells.js';
import type { Combined, OrderFlag, ToldLine, ToldOrder } from './told-order.js';

const MAX_TITLE = 500;

/**
 * The canonical order of what rows told. Platforms' own rules, common to all families: an order counts from its time of payment, an order
 * without one that says it is paid is refused, and what a line got back beyond its goods is freight, as far as the order had any.
 */
export function orderOf(told: ToldOrder): Combined {
  const status = statusOf(told);
  const paidAt = paidAtOf(told, status);
  const createdAt = told.createdAt ?? paidAt ?? told.saidAt;
  const saidAt = told.saidAt ?? createdAt;
  if (createdAt === null || saidAt === null) return { kind: 'nothing', reason: 'no-time' };
  const { refunds, flags } = refundsOf(told, paidAt, saidAt);
  const data = {
    orderNo: told.orderNo,
    status,
    createdAt: iso(createdAt),
    paidAt: paidAt === null ? null : iso(paidAt),
    shippedAt: told.shippedAt === null ? null : iso(told.shippedAt),
    roomId: told.roomId,
    hostId: told.hostId,
    channel: told.channel,
    freightFen: told.freightFen,
    currency: 'CNY' as const,
    lines: told.lines.map(lineOf),
    refunds,
  };
  return { kind: 'order', data, saidAt: iso(saidAt), flags: [...unknownStatus(told), ...flags] };
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** The latest of times, as far as any is told. */
export function latest(times: readonly (number | null)[]): number | null {
  let last: number | null = null;
  for (const time of times) if (time !== null && (last === null || time > last)) last = time;
  return last;
}

/** A word that nobody knows says nothing against the times, which do. */
function statusOf(told: ToldOrder): OrderStatus {
  const status = orderStatusOf(told.statusWord);
  if (status !== null) return status;
  if (told.completedAt !== null) return 'completed';
  if (told.shippedAt !== null) return 'shipped';
  return told.paidAt === null ? 'created' : 'paid';
}

function unknownStatus({ statusWord }: ToldOrder): OrderFlag[] {
  if (statusWord === '' || orderStatusOf(statusWord) !== null) return [];
  return [{ code: 'status-unknown', lineNo: null, value: statusWord.slice(0, 60) }];
}

function paidAtOf(told: ToldOrder, status: OrderStatus): number | null {
  if (isPaidLater(told.payWay)) return status === 'completed' ? (told.completedAt ?? told.saidAt) : null;
  if (status === 'created') return null;
  const [first] = told.lines;
  const isSold = told.lines.some(({ paidFen }) => paidFen > 0) && status !== 'closed';
  if (told.paidAt === null && isSold && first !== undefined) throw rowFault(first.row, 'no-pay-time', told.payColumn);
  return told.paidAt;
}

function lineOf({ lineNo, itemId, skuId, title, quantity, paidFen }: ToldLine): CanonicalLine {
  return { lineNo, itemId, skuId, title: title.slice(0, MAX_TITLE).toWellFormed(), quantity, paidFen, isGift: false };
}

/** Without payment nothing can have come back. */
function refundsOf(told: ToldOrder, paidAt: number | null, saidAt: number): { refunds: CanonicalRefund[]; flags: OrderFlag[] } {
  const refunds: CanonicalRefund[] = [];
  const flags: OrderFlag[] = [];
  let freightLeft = told.freightFen;
  const succeededAt = iso(told.refundedAt ?? saidAt);
  for (const line of paidAt === null ? [] : told.lines) {
    const { refund, lineNo } = line;
    if (refund === null) continue;
    if ('unknown' in refund) {
      flags.push({ code: 'refund-amount-unknown', lineNo, value: refund.unknown });
      refunds.push({ ...refundOf(line, 0, 0), status: 'requested', reason: '平台已退款，文件里没有金额' });
      continue;
    }
    if ('whole' in refund) flags.push({ code: 'refund-assumed-whole', lineNo, value: refund.whole });
    const backFen = 'whole' in refund ? line.paidFen + freightLeft : refund.fen;
    const freightFen = Math.min(Math.max(backFen - line.paidFen, 0), freightLeft);
    if (backFen - freightFen > line.paidFen) throw rowFault(line.row, 'refund-exceeds-paid', '退款金额');
    freightLeft -= freightFen;
    if (backFen > 0) refunds.push({ ...refundOf(line, backFen - freightFen, freightFen), succeededAt });
  }
  return { refunds, flags };
}

function refundOf({ lineNo }: ToldLine, amountFen: number, freightFen: number): CanonicalRefund {
  const common = { quantity: null, kind: 'refund', status: 'succeeded', succeededAt: null, reason: null } as const;
  return { refundNo: `file:${lineNo}`, lineNo, amountFen, freightFen, ...common };
}
