/**
 * Histories with a name: each is one that the system once got wrong, or the smallest that has in it what is easily got wrong. They
 * are played and looked at like drawn ones, wholly.
 */
import { addDays } from './calendar.js';
import { line, refund, WORLD } from './examples.js';
import type { AttributionRule, Fact, History, MessageLine, OrderData, World } from './facts.js';

export const NAMED: Readonly<Record<string, (firstDay: string) => History>> = {
  'a refund on a line that the latest word dropped counts where its lot says': (day) =>
    settled([
      said(day, { lines: [line('1', 'bowl', 500), withLot('2', 'bowl', 300)], refunds: [refundOn(day, 'R1', '2', 200)] }),
      said(day, { lines: [line('1', 'bowl', 500)] }),
      rule({ effect: 'origin', lot: 'L-1', product: 'bowl', to: '1402' }),
      rule({ effect: 'merchant', lot: 'L-1', merchant: 'm1', to: 'm2' }),
    ]),
  'an order of three merchants and three places is one order wherever they meet': (day) =>
    settled([
      said(day, { lines: [line('1', 'bowl', 1), line('2', 'plate', 20), line('3', 'hosted', 300), line('4', 'placeless', 4000)] }),
      rule({ effect: 'merchant', product: 'plate', to: 'm2' }),
      rule({ effect: 'merchant', product: 'hosted', to: 'm3' }),
      rule({ effect: 'home', merchant: 'm3', to: '140671400001' }),
    ]),
  'merchants merged one into the other count for the last, and for themselves once the first merger is undone': (day) =>
    settled([
      said(day, { lines: [line('1', 'bowl', 100), line('2', 'plate', 20)], refunds: [refundOn(day, 'R1', '1', 30)] }),
      said(day, { orderNo: 'A-2', lines: [line('1', 'bowl', 7)] }),
      rule({ effect: 'merchant', product: 'plate', to: 'm2' }),
      { kind: 'merge-merchants', merge: { key: 'first', merged: 'm1', into: 'm2' }, isSettled: true },
      { kind: 'merge-merchants', merge: { key: 'second', merged: 'm2', into: 'm3' }, isSettled: true },
      { kind: 'withdraw-rule', key: 'first', isSettled: true },
    ]),
  'an origin moved after sales beats the rules before it and gives way to those after': (day) =>
    settled([
      said(day, { lines: [line('1', 'bowl', 100)] }),
      said(day, { orderNo: 'A-2', paidAt: `${addDays(day, 1)}T00:00:00+08:00`, lines: [line('1', 'bowl', 20)] }),
      rule({ effect: 'origin', product: 'bowl', to: '140226' }),
      { kind: 'change-origin', product: 'bowl', origin: '1402', isAfterSales: true },
      { kind: 'change-home', merchant: 'm1', home: '140226100', isAfterSales: true },
      rule({ effect: 'origin', product: 'bowl', to: '140602100201', validFrom: addDays(day, 1), validTo: addDays(day, 1) }),
    ]),
  'a home and an origin told to be what a rule makes them already are no change, and go with the rule': (day) =>
    settled([
      said(day, { lines: [line('1', 'bowl', 100)] }),
      { kind: 'create-rule', rule: { key: 'home', effect: 'home', merchant: 'm1', to: '140226' }, isSettled: true },
      { kind: 'create-rule', rule: { key: 'origin', effect: 'origin', product: 'bowl', to: '140226' }, isSettled: true },
      { kind: 'change-home', merchant: 'm1', home: '140226', isSoAlready: true },
      { kind: 'change-origin', product: 'bowl', origin: '140226', isSoAlready: true },
      { kind: 'withdraw-rule', key: 'home', isSettled: true },
      { kind: 'withdraw-rule', key: 'origin', isSettled: true },
    ]),
};

const THREE_MERCHANTS: World = { ...WORLD, merchants: [...WORLD.merchants, { key: 'm3', home: '140602' }] };

/** One after the other, with nothing pending in between. */
function settled(facts: readonly Fact[]): History {
  const steps = facts.flatMap((fact) => [{ kind: 'group', facts: [fact], crash: false } as const, { kind: 'settle' } as const]);
  return { world: THREE_MERCHANTS, steps };
}

let count = 0;
function said(day: string, data: Partial<OrderData> & { lines: MessageLine[] }): Fact {
  count += 1;
  const noon = `${day}T12:00:00+08:00`;
  const timestamp = new Date(Date.parse(noon) + count * 1000).toISOString();
  const order = { orderNo: 'A-1', status: 'paid' as const, createdAt: noon, paidAt: noon, ...data };
  return { kind: 'message', shop: 's1', messageId: `named-${count}`, body: { type: 'order.changed', timestamp, data: order } };
}

function withLot(lineNo: string, itemId: string, paidFen: number): MessageLine {
  return line(lineNo, itemId, paidFen, { lot: 'L-1' });
}

function refundOn(day: string, refundNo: string, lineNo: string, amountFen: number): ReturnType<typeof refund> {
  return refund(refundNo, lineNo, amountFen, { succeededAt: `${addDays(day, 2)}T09:00:00+08:00`, reason: '破损' });
}

function rule(said: Omit<AttributionRule, 'key'>): Fact {
  count += 1;
  return { kind: 'create-rule', rule: { key: `rule-${count}`, ...said }, isSettled: true };
}
