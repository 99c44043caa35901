import type { ApiClient } from './api-client.js';

export const SHOP_SECRET = `whsec_${Buffer.from('a-secret-of-thirty-two-bytes-099').toString('base64')}`;
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];
const RANGE = `from=${DAYS[0]}&to=${DAYS.at(-1)}&compare=none`;

export interface Message {
  readonly id: string;
  readonly body: string;
}

/** The additive measures, and orders, as a ranking's total states them. */
export interface Totals {
  paidFen: number;
  refundedFen: number;
  orders: number;
  lines: number;
  quantity: number;
}

/** A cooperative with a shop that pushes; answers the shop's id. */
export async function openShop(api: ApiClient): Promise<string> {
  const merchantId = await api.create('/api/v1/merchants', { name: '怀仁陶瓷合作社', kind: 'cooperative', divisionCode: '140681' });
  return api.create('/api/v1/shops', { merchantId, platform: 'standard', name: '直播店', credentials: { secret: SHOP_SECRET } });
}

/** Orders of two lines each; every fifth is refunded in part by a second message. No two amounts are alike. */
export function makeOrders(count: number, first = 0): Message[] {
  return Array.from({ length: count }, (_, offset) => messagesOf(first + offset)).flat();
}

/** What `makeOrders` with the same arguments comes to, each message counted once. */
export function totalsOf(count: number, first = 0): Totals {
  const totals: Totals = { paidFen: 0, refundedFen: 0, orders: 0, lines: 0, quantity: 0 };
  for (let order = first; order < first + count; order += 1) {
    totals.paidFen += amountOf(order, 1) + amountOf(order, 2);
    totals.refundedFen += isRefunded(order) ? refundOf(order) : 0;
    totals.orders += 1;
    totals.lines += 2;
    totals.quantity += 3;
  }
  return totals;
}

/** Both bases must state the same; the ranking's own total is exact for every measure. */
export async function readTotals(api: ApiClient): Promise<Totals[]> {
  const subjects = ['merchants?basis=merchant', 'counties?basis=merchant', 'counties?basis=origin'];
  return Promise.all(subjects.map((subject) => readTotal(api, subject)));
}

async function readTotal(api: ApiClient, subject: string): Promise<Totals> {
  const { status, body } = await api.request('GET', `/api/v1/rankings/${subject}&${RANGE}`);
  if (status !== 200) throw new Error(`${subject}: ${status} ${JSON.stringify(body)}`);
  const { paidFen, refundedFen, orders, lines, quantity } = body.total as Totals;
  return { paidFen, refundedFen, orders, lines, quantity };
}

const isRefunded = (order: number): boolean => order % 5 === 0;
const amountOf = (order: number, line: number): number => 1_000 + order * 7 + line;
const refundOf = (order: number): number => 100 + order;

function messagesOf(order: number): Message[] {
  const day = DAYS[order % DAYS.length]!;
  const time = `${day}T20:15:30+08:00`;
  const lines = [1, 2].map((line) => ({ lineNo: `${line}`, itemId: `3600${order % 40}`, quantity: line, paidFen: amountOf(order, line) }));
  const data = {
    orderNo: `69201520026${order}`,
    version: 1,
    status: 'paid',
    createdAt: time,
    paidAt: time,
    channel: 'live',
    lines,
    refunds: [],
  };
  const refund = {
    refundNo: `R${order}`,
    lineNo: '1',
    amountFen: refundOf(order),
    status: 'succeeded',
    succeededAt: `${day}T22:00:00+08:00`,
  };
  const paid = toMessage(`paid-${order}`, time, data);
  return isRefunded(order)
    ? [paid, toMessage(`refunded-${order}`, refund.succeededAt, { ...data, version: 2, refunds: [refund] })]
    : [paid];
}

function toMessage(id: string, timestamp: string, data: object): Message {
  return { id, body: JSON.stringify({ type: 'order.changed', timestamp, data }) };
}
