import type { Fact, MessageFact, MessageLine, MessageRefund, OrderData, World } from './facts.js';
import { computeExpected, type Measures } from './reference.js';
import type { Scope, Subject } from './scopes.js';

/** Wholly computed by hand: what the model says here is what the contract says, not what any code says. */
export const WORLD: World = {
  merchants: [
    { key: 'm1', home: '140681102201' },
    { key: 'm2', home: '140226100' },
  ],
  products: [
    { key: 'bowl', merchant: 'm1', category: 'ceramics', origin: '140681102201' },
    { key: 'plate', merchant: 'm1', category: 'ceramics', origin: '140681102218' },
    { key: 'buckwheat', merchant: 'm1', category: 'grain.buckwheat', origin: '140602' },
    { key: 'hosted', merchant: 'm1', category: 'grain.buckwheat', origin: '140671400001' },
    { key: 'hostless', merchant: 'm1', category: 'grain.millet', origin: '140271400203' },
    { key: 'placeless', merchant: 'm1', category: 'ceramics', origin: '' },
  ],
  shops: [
    { key: 's1', merchant: 'm1', platform: 'standard' },
    { key: 's2', merchant: 'm2', platform: 'standard' },
  ],
  hosts: [
    { key: 'h1', merchant: 'm1', platformHostId: 'ph1' },
    { key: 'h2', merchant: 'm1' },
  ],
  sessions: [],
  mappings: ['bowl', 'plate', 'buckwheat', 'hosted', 'hostless', 'placeless'].map((product) => ({ shop: 's1', itemId: product, product })),
};

export const DAY = '2026-11-20';
export const WHOLE: Scope = { from: '2026-11-01', to: '2026-11-30', basis: 'origin', refundView: 'cash' };

export function line(lineNo: string, itemId: string, paidFen: number, more: Partial<MessageLine> = {}): MessageLine {
  return { lineNo, itemId, quantity: 1, paidFen, ...more };
}

export function refund(refundNo: string, lineNo: string, amountFen: number, more: Partial<MessageRefund> = {}): MessageRefund {
  return { refundNo, lineNo, amountFen, succeededAt: '2026-11-22T09:00:00+08:00', ...more };
}

export interface Said extends Partial<OrderData> {
  id?: string;
  sentAt?: string;
  shop?: string;
}

let sent = 0;
/** A message about order A-1 of shop s1, paid on DAY at noon, unless it says otherwise. Later calls are sent a minute later. */
export function message({ id, sentAt, shop = 's1', ...data }: Said): MessageFact {
  sent += 1;
  const defaults: OrderData = {
    orderNo: 'A-1',
    status: 'paid',
    createdAt: `${DAY}T11:59:00+08:00`,
    paidAt: `${DAY}T12:00:00+08:00`,
    lines: [line('1', 'bowl', 1000)],
  };
  const timestamp = sentAt ?? new Date(Date.parse(`${DAY}T12:00:00+08:00`) + sent * 60_000).toISOString();
  return {
    kind: 'message',
    shop,
    messageId: id ?? `msg-${sent}`,
    body: { type: 'order.changed', timestamp, data: { ...defaults, ...data } },
  };
}

export function ranking(facts: readonly Fact[], subject: Subject, scope: Partial<Scope> = {}, world = WORLD) {
  return computeExpected(world, facts).ranking(subject, { ...WHOLE, ...scope });
}

export function total(facts: readonly Fact[], scope: Partial<Scope> = {}, world = WORLD): Measures {
  return ranking(facts, 'cities', scope, world).total;
}

export function cells(paidFen: number, refundedFen: number, orders: number | null, lines: number, quantity = lines): Measures {
  return { paidFen, refundedFen, netFen: paidFen - refundedFen, orders, lines, quantity };
}

export const NOTHING = cells(0, 0, 0, 0);
