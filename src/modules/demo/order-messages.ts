import { beijingIso } from '../../kernel/business-day.js';
import { paidFactOf, refundFactOf, type DemoLine, type DemoOrder, type DemoRefund, type SalesFact } from './demo-order.js';

/** One canonical event, ready to be signed. Its id and its bytes depend on the order alone, so sending it again is sending the same message. */
export interface OrderMessage {
  readonly id: string;
  readonly orderNo: string;
  readonly eventAtMs: number;
  readonly body: string;
  /** What acceptance of this message adds to the totals; only the message that says it first carries it. */
  readonly facts: readonly SalesFact[];
}

interface Happening {
  readonly atMs: number;
  readonly refunds: readonly RefundWord[];
  readonly facts: readonly SalesFact[];
}

type RefundWord = Readonly<Record<string, string | number>>;

export function messagesOf(order: DemoOrder): readonly OrderMessage[] {
  return spaced(happeningsOf(order)).map((happening, index) => {
    const body = { type: 'order.changed', timestamp: isoOf(happening.atMs), data: dataOf(order, happening, index + 1) };
    const { orderNo } = order;
    return { id: `msg_${orderNo}_${index + 1}`, orderNo, eventAtMs: happening.atMs, body: JSON.stringify(body), facts: happening.facts };
  });
}

function happeningsOf(order: DemoOrder): readonly Happening[] {
  const paid = paidFactOf(order);
  const own: readonly (readonly [number | null, readonly SalesFact[]])[] = [
    [order.announcesCreation ? order.createdAtMs : null, []],
    [order.paidAtMs, paid === null ? [] : [paid]],
    [order.shippedAtMs, []],
    [order.completedAtMs, []],
    [order.paidAtMs === null ? order.closedAtMs : null, []],
  ];
  const happenings = own.flatMap(([atMs, facts]) => (atMs === null ? [] : [{ atMs, refunds: [], facts }]));
  return [...happenings, ...refundHappenings(order.refunds)].sort((a, b) => a.atMs - b.atMs);
}

/** Refunds decided in one moment (a cancelled order) are told in one message. */
function refundHappenings(refunds: readonly DemoRefund[]): readonly Happening[] {
  const requests = refunds.flatMap((refund) => {
    if (refund.requestedAtMs === null) return [];
    return [{ atMs: refund.requestedAtMs, refunds: [wordOf(refund, 'requested', refund.requestedAtMs)], facts: [] }];
  });
  const decisions = [...new Set(refunds.map((refund) => refund.decidedAtMs))].map((atMs) => {
    const decided = refunds.filter((refund) => refund.decidedAtMs === atMs);
    const facts = decided.map(refundFactOf).filter((fact) => fact !== null);
    return { atMs, refunds: decided.map((refund) => wordOf(refund, refund.outcome, atMs)), facts };
  });
  return [...requests, ...decisions];
}

/** `succeededAt` is required of every refund word; before success it carries the time of the word itself. */
function wordOf(refund: DemoRefund, status: string, atMs: number): RefundWord {
  const { refundNo, amountFen, freightFen, quantity, reason } = refund;
  return { refundNo, lineNo: refund.line.lineNo, amountFen, freightFen, quantity, status, succeededAt: isoOf(atMs), reason };
}

/** Without versions only time tells which message is later, so no two of one order may share a moment. */
function spaced(happenings: readonly Happening[]): readonly Happening[] {
  let previousMs = 0;
  return happenings.map((happening) => {
    previousMs = Math.max(happening.atMs, previousMs + 1);
    return { ...happening, atMs: previousMs };
  });
}

function dataOf(order: DemoOrder, happening: Happening, version: number): object {
  const known = (atMs: number | null) => (atMs !== null && atMs <= happening.atMs ? isoOf(atMs) : null);
  return {
    orderNo: order.orderNo,
    ...(order.shop.versioned ? { version } : {}),
    status: statusAt(order, happening.atMs),
    createdAt: isoOf(order.createdAtMs),
    paidAt: known(order.paidAtMs),
    shippedAt: known(order.shippedAtMs),
    ...order.room,
    buyerId: order.buyerId,
    channel: order.channel,
    freightFen: order.freightFen,
    currency: 'CNY',
    lines: order.lines.map(lineWordOf),
    refunds: happening.refunds,
  };
}

function statusAt(order: DemoOrder, atMs: number): string {
  const states = [
    ['closed', order.closedAtMs],
    ['completed', order.completedAtMs],
    ['shipped', order.shippedAtMs],
    ['paid', order.paidAtMs],
  ] as const;
  return states.find(([, sinceMs]) => sinceMs !== null && sinceMs <= atMs)?.[0] ?? 'created';
}

function lineWordOf(line: DemoLine): object {
  const { itemId, skuId, title } = line.item;
  return { lineNo: line.lineNo, itemId, skuId, title, quantity: line.quantity, paidFen: line.paidFen, isGift: line.isGift };
}

function isoOf(instantMs: number): string {
  return beijingIso(new Date(instantMs));
}
