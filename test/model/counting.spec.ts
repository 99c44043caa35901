import { cells, DAY, line, message, NOTHING, ranking, refund, total, WORLD } from './examples.js';
import type { AttributionRule, Fact } from './facts.js';
import { expectedMoves } from './moves.js';

let count = 0;
function rule(effect: AttributionRule['effect'], to: string, more: Partial<AttributionRule>): Fact & { kind: 'create-rule' } {
  count += 1;
  return { kind: 'create-rule', rule: { key: `r${count}`, effect, to, ...more }, isSettled: false };
}

function merge(merged: string, into: string): Fact & { kind: 'merge-merchants' } {
  count += 1;
  return { kind: 'merge-merchants', merge: { key: `r${count}`, merged, into }, isSettled: false };
}

const withdraw = (key: string): Fact => ({ kind: 'withdraw-rule', key, isSettled: false });
const paidIn = (facts: Fact[], subject: 'cities' | 'villages' | 'merchants', scope = {}) =>
  new Map([...ranking(facts, subject, scope).members].map(([key, row]) => [key, row.paidFen]));

describe('what a line counts for', () => {
  const sale = message({
    lines: [line('1', 'bowl', 100, { lot: 'L' }), line('2', 'bowl', 20), line('3', 'plate', 3), line('4', 'nothing', 4000)],
  });

  it('is decided by the lot before the product, by the product before the merchant, by the merchant before the product’s own origin', () => {
    const ofMerchant = rule('origin', '140602100201', { merchant: 'm1' });
    const ofProduct = rule('origin', '140226101201', { product: 'bowl' });
    const ofLot = rule('origin', '140271400203', { product: 'bowl', lot: 'L' });
    expect(paidIn([sale, ofMerchant], 'villages')).toEqual(new Map([['140602100201', 4123]]));
    // Whatever is newer, the narrower scope wins.
    expect(paidIn([sale, ofLot, ofProduct, ofMerchant], 'villages')).toEqual(
      new Map([
        ['140271400203', 100],
        ['140226101201', 20],
        ['140602100201', 4003],
      ]),
    );
    expect(paidIn([sale, rule('origin', '1402', { merchant: 'm2' })], 'cities')).toEqual(new Map([['1406', 123]]));
    const ofMerchantsLot = rule('origin', '1402', { merchant: 'm1', lot: 'L' });
    expect(paidIn([sale, ofLot, ofMerchantsLot], 'villages').get('140271400203')).toBe(100);
    expect(paidIn([sale, ofMerchantsLot, ofProduct], 'cities').get('1402')).toBe(120);
  });

  it('is decided by the newest of two rules, and by the other again once that is withdrawn', () => {
    const older = rule('origin', '1402', { lot: 'L', product: 'bowl' });
    const newer = rule('origin', '', { lot: 'L', product: 'bowl' });
    expect(paidIn([sale, older, newer], 'cities')).toEqual(new Map([['1406', 23]]));
    expect(paidIn([sale, older, newer, withdraw(newer.rule.key)], 'cities').get('1402')).toBe(100);
    expect(paidIn([sale, older, newer, withdraw(newer.rule.key), withdraw(older.rule.key)], 'cities').get('1406')).toBe(123);
  });

  it('depends on the Beijing day of the payment, for refunds too, both days of a rule included', () => {
    const facts = [
      message({ lines: [line('1', 'bowl', 100)], refunds: [refund('R1', '1', 40)] }),
      message({ orderNo: 'A-2', paidAt: '2026-11-20T16:00:00Z', lines: [line('1', 'bowl', 7)] }),
    ];
    const cities = ranking([...facts, rule('origin', '1402', { product: 'bowl', validFrom: DAY, validTo: DAY })], 'cities').members;
    expect(cities.get('1402')).toEqual(cells(100, 40, 1, 1));
    expect(cities.get('1406')).toEqual(cells(7, 0, 1, 1));
    expect(paidIn([...facts, rule('origin', '1402', { product: 'bowl', validFrom: '2026-11-21' })], 'cities').get('1402')).toBe(7);
    expect(paidIn([...facts, rule('origin', '1402', { product: 'bowl', validTo: '2026-11-19' })], 'cities').get('1402')).toBeUndefined();
  });

  it('may be another merchant, who is at home elsewhere; one order is one order of each and one in all', () => {
    const facts = [sale, rule('merchant', 'm2', { product: 'plate' })];
    const { members, total: all } = ranking(facts, 'merchants');
    expect(members.get('m1')).toEqual(cells(4120, 0, 1, 3));
    expect(members.get('m2')).toEqual(cells(3, 0, 1, 1));
    expect(all).toEqual(cells(4123, 0, 1, 4));
    expect(total(facts, { basis: 'merchant', within: '1402' })).toEqual(cells(3, 0, 1, 1));
  });

  it('stays with the selling merchant’s rules whoever it counts for', () => {
    const facts = [
      sale,
      rule('merchant', 'm2', { merchant: 'm1' }),
      rule('origin', '1402', { merchant: 'm1' }),
      rule('origin', '14', { merchant: 'm2' }),
    ];
    expect(paidIn(facts, 'cities')).toEqual(new Map([['1402', 4123]]));
  });
});

describe('mergers', () => {
  const sale = message({ lines: [line('1', 'bowl', 100)] });

  it('are followed from one to the next, last of all, and are undone by withdrawing them', () => {
    const first = merge('m1', 'm2');
    const chained = [sale, first, merge('m2', 'm3')];
    const world = { ...WORLD, merchants: [...WORLD.merchants, { key: 'm3', home: '140602' }] };
    expect([...ranking(chained, 'merchants', {}, world).members.keys()]).toEqual(['m3']);
    expect(ranking(chained, 'counties', { basis: 'merchant' }, world).members).toEqual(new Map([['140602', cells(100, 0, 1, 1)]]));
    expect([...ranking([...chained, withdraw(first.merge.key)], 'merchants', {}, world).members.keys()]).toEqual(['m1']);
    const ruled = [sale, merge('m2', 'm3'), rule('merchant', 'm2', { product: 'bowl' })];
    expect([...ranking(ruled, 'merchants', {}, world).members.keys()]).toEqual(['m3']);
  });

  it('make one order of what was one order of two', () => {
    const both = message({ lines: [line('1', 'bowl', 100), line('2', 'plate', 10)] });
    const facts = [both, rule('merchant', 'm2', { product: 'plate' })];
    expect(ranking([...facts, merge('m2', 'm1')], 'merchants').members).toEqual(new Map([['m1', cells(110, 0, 1, 2)]]));
  });
});

describe('a merchant’s home', () => {
  const sale = message({ lines: [line('1', 'bowl', 100)] });
  const atHome = (facts: Fact[]) => paidIn(facts, 'cities', { basis: 'merchant' });

  it('is that of the day, for the merchant the line counts for', () => {
    expect(atHome([sale, rule('home', '1402', { merchant: 'm1', validFrom: DAY })])).toEqual(new Map([['1402', 100]]));
    expect(atHome([sale, rule('home', '1402', { merchant: 'm1', validTo: '2026-11-19' })])).toEqual(new Map([['1406', 100]]));
    expect(atHome([sale, merge('m1', 'm2'), rule('home', '1406', { merchant: 'm1' })])).toEqual(new Map([['1402', 100]]));
  });

  it('may change like a product’s origin: after sales as an undated rule, the newest of all', () => {
    const older = [sale, rule('home', '140602', { merchant: 'm1' }), rule('origin', '140602', { product: 'bowl' })];
    const moved: Fact[] = [
      ...older,
      { kind: 'change-home', merchant: 'm1', home: '1402', isAfterSales: true },
      { kind: 'change-origin', product: 'bowl', origin: '1402', isAfterSales: true },
    ];
    expect([atHome(moved), paidIn(moved, 'cities')]).toEqual([new Map([['1402', 100]]), new Map([['1402', 100]])]);
    const registered: Fact[] = [...older, { kind: 'change-origin', product: 'bowl', origin: '1402' }];
    expect(paidIn(registered, 'cities')).toEqual(new Map([['1406', 100]]));
  });
});

describe('what a rule moves', () => {
  it('is every booking that counts for another merchant, home or origin, by where it was and where it is', () => {
    const facts = [
      message({ lines: [line('1', 'bowl', 100), line('2', 'plate', 10)], refunds: [refund('R1', '1', 40)] }),
      message({ orderNo: 'A-2', lines: [line('1', 'plate', 5)] }),
    ];
    const bowls = { merchant: 'm1', home: '140681102201', origin: '140681102201', paidFen: 100, refundedFen: 40, lines: 1 };
    expect(expectedMoves(WORLD, facts, rule('origin', '', { product: 'bowl' }))).toEqual({
      ...{ orders: 1, lines: 1, paidFen: 100, refundedFen: 40 },
      from: [bowls],
      to: [{ ...bowls, origin: '' }],
    });
    expect(expectedMoves(WORLD, facts, rule('origin', '140681102201', { product: 'bowl' }))).toMatchObject({ orders: 0, from: [], to: [] });
  });

  it('is nothing once nothing is left', () => {
    expect(total([message({}), merge('m1', 'm2')], { basis: 'merchant', within: '1406' })).toEqual(NOTHING);
  });
});
