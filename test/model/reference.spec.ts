import { cells, DAY, line, message, NOTHING, ranking, refund, total, WHOLE, WORLD } from './examples.js';
import type { Fact } from './facts.js';
import { computeExpected } from './reference.js';

describe('areas', () => {
  it('counts two lines from two villages of one county as one order of the county and one of each village', () => {
    const facts = [message({ lines: [line('1', 'bowl', 1000, { quantity: 2 }), line('2', 'plate', 300)] })];
    expect(ranking(facts, 'counties').members).toEqual(new Map([['140681', cells(1300, 0, 1, 2, 3)]]));
    expect(ranking(facts, 'townships').members).toEqual(new Map([['140681102', cells(1300, 0, 1, 2, 3)]]));
    const villages = ranking(facts, 'villages');
    expect(villages.members.get('140681102201')).toEqual(cells(1000, 0, 1, 1, 2));
    expect(villages.members.get('140681102218')).toEqual(cells(300, 0, 1, 1));
    expect(villages.total).toEqual(cells(1300, 0, 1, 2, 3));
  });

  it('counts a zone with a host county in the host county, and shows the zone beside it', () => {
    const facts = [message({ lines: [line('1', 'hosted', 700)] }), message({ orderNo: 'A-2', lines: [line('1', 'buckwheat', 50)] })];
    const counties = ranking(facts, 'counties');
    expect(counties.members).toEqual(new Map([['140602', cells(750, 0, 2, 2)]]));
    expect(counties.zones).toEqual(new Map([['140671', cells(700, 0, 1, 1)]]));
    expect(counties.total).toEqual(cells(750, 0, 2, 2));
    expect(counties.unallocated).toEqual(NOTHING);
    expect(ranking(facts, 'townships', { within: '140602' }).members).toEqual(new Map([['140671400', cells(700, 0, 1, 1)]]));
    expect(ranking(facts, 'townships', { within: '140602' }).unallocated).toEqual(cells(50, 0, 1, 1));
  });

  it('leaves a zone without a host county unallocated among the counties of its city', () => {
    const facts = [message({ lines: [line('1', 'hostless', 700)] })];
    const counties = ranking(facts, 'counties', { within: '1402' });
    expect(counties.members.size).toBe(0);
    expect(counties.zones).toEqual(new Map([['140271', cells(700, 0, 1, 1)]]));
    expect(counties.unallocated).toEqual(cells(700, 0, 1, 1));
    expect(ranking(facts, 'cities').members).toEqual(new Map([['1402', cells(700, 0, 1, 1)]]));
    expect(ranking(facts, 'villages').members).toEqual(new Map([['140271400203', cells(700, 0, 1, 1)]]));
  });

  it('leaves a sale coded to a county unallocated below it', () => {
    const facts = [message({ lines: [line('1', 'buckwheat', 500)] })];
    expect(ranking(facts, 'villages').unallocated).toEqual(cells(500, 0, 1, 1));
    expect(ranking(facts, 'counties').unallocated).toEqual(NOTHING);
  });

  it('counts a product without origin as unallocated everywhere, nowhere inside an area, and at home on the merchant basis', () => {
    const facts = [message({ lines: [line('1', 'placeless', 400), line('2', 'never-mapped', 60)] })];
    expect(ranking(facts, 'cities').unallocated).toEqual(cells(460, 0, 1, 2));
    expect(ranking(facts, 'cities', { within: '14' }).total).toEqual(NOTHING);
    expect(ranking(facts, 'villages', { basis: 'merchant', within: '140681' }).members).toEqual(
      new Map([['140681102201', cells(460, 0, 1, 2)]]),
    );
    expect(ranking(facts, 'villages', { basis: 'merchant', within: '1402' }).total).toEqual(NOTHING);
  });

  it('moves past sales with the product when its origin changes', () => {
    const facts: Fact[] = [message({}), { kind: 'change-origin', product: 'bowl', origin: '1402' }];
    expect(ranking(facts, 'cities').members).toEqual(new Map([['1402', cells(1000, 0, 1, 1)]]));
    expect(ranking(facts, 'counties').unallocated).toEqual(cells(1000, 0, 1, 1));
  });
});

describe('refunds', () => {
  const facts = [
    message({ lines: [line('1', 'bowl', 1000, { quantity: 2 })] }),
    message({ lines: [line('1', 'bowl', 1000, { quantity: 2 })], refunds: [refund('R1', '1', 400, { freightFen: 90 })] }),
  ];

  it('are booked on the day they succeed in the cash view and on the payment day in the cohort view, freight left out', () => {
    const cash = computeExpected(WORLD, facts).byDay({ ...WHOLE, from: DAY, to: '2026-11-22' });
    expect([...cash]).toEqual([
      ['2026-11-20', cells(1000, 0, 1, 1, 2)],
      ['2026-11-21', NOTHING],
      ['2026-11-22', cells(0, 400, 0, 0)],
    ]);
    const cohort = computeExpected(WORLD, facts).byDay({ ...WHOLE, refundView: 'cohort', from: DAY, to: '2026-11-22' });
    expect([...cohort.values()]).toEqual([cells(1000, 400, 1, 1, 2), NOTHING, NOTHING]);
  });

  it('are taken back by naming them with another status, and stay when they are not mentioned', () => {
    expect(total([...facts, message({})]).refundedFen).toBe(400);
    expect(total([...facts, message({ refunds: [refund('R1', '1', 400, { status: 'cancelled' })] })]).refundedFen).toBe(0);
  });

  it('count nothing while the order is not paid, and count before the payment once it is', () => {
    const early = message({ paidAt: null, refunds: [refund('R1', '1', 400, { succeededAt: '2026-11-19T09:00:00+08:00' })] });
    expect(total([early])).toEqual(NOTHING);
    expect(total([early, message({})], { to: '2026-11-19' })).toEqual(cells(0, 400, 0, 0));
  });

  it('may exceed the payment across messages', () => {
    const more = message({ refunds: [refund('R2', '1', 1000)] });
    expect(total([...facts, more])).toEqual(cells(1000, 1400, 1, 1));
  });

  it('stay on a line the latest word no longer has, where the message that told of them places them', () => {
    const withTwo = message({ lines: [line('1', 'bowl', 1000), line('2', 'hostless', 500)], refunds: [refund('R1', '2', 500)] });
    const cities = ranking([withTwo, message({})], 'cities');
    expect(cities.members.get('1406')).toEqual(cells(1000, 0, 1, 1));
    expect(cities.members.get('1402')).toEqual(cells(0, 500, 0, 0));
    expect(cities.total.orders).toBe(1);
  });

  it('follow the item that the latest word of the order shows on their line', () => {
    const was = message({ lines: [line('1', 'hostless', 500)], refunds: [refund('R1', '1', 500)] });
    expect(ranking([was, message({})], 'products').members).toEqual(new Map([['bowl', cells(1000, 500, null, 1)]]));
  });
});

describe('lines and orders', () => {
  it('count gifts as lines that make the order present', () => {
    const facts = [message({ lines: [line('1', 'bowl', 100), line('2', 'hostless', 0, { isGift: true, quantity: 3 })] })];
    expect(ranking(facts, 'cities').members.get('1402')).toEqual(cells(0, 0, 1, 1, 3));
  });

  it('have no order count by product, by category and under a category filter', () => {
    const facts = [message({ lines: [line('1', 'buckwheat', 100), line('2', 'hosted', 20), line('3', 'hostless', 3)] })];
    expect(ranking(facts, 'categories').members.get('grain.buckwheat')).toEqual(cells(120, 0, null, 2));
    expect(ranking(facts, 'merchants', { category: 'grain' }).members.get('m1')).toEqual(cells(123, 0, null, 3));
    expect(ranking(facts, 'merchants', { category: 'gra' }).members.size).toBe(0);
  });

  it('are not listed when all their measures are zero', () => {
    const facts = [message({}), message({ orderNo: 'A-2', lines: [line('1', 'plate', 5)], refunds: [refund('R1', '1', 0)] })];
    expect([...ranking(facts, 'products', { from: '2026-11-21' }).members]).toEqual([]);
  });

  it('find the product of the SKU before that of the item, past sales included', () => {
    const facts: Fact[] = [
      message({ lines: [line('1', 'i', 1, { skuId: 'x' }), line('2', 'i', 20, { skuId: 'y' }), line('3', 'i', 300)] }),
      { kind: 'map-item', shop: 's1', itemId: 'i', product: 'bowl' },
      { kind: 'map-item', shop: 's1', itemId: 'i', skuId: 'x', product: 'plate' },
    ];
    const products = ranking(facts, 'products');
    expect([products.members.get('plate')?.paidFen, products.members.get('bowl')?.paidFen]).toEqual([1, 320]);
    const unmapped = ranking([...facts, { kind: 'unmap-item', shop: 's1', itemId: 'i' }], 'products');
    expect([unmapped.members.get('plate')?.paidFen, unmapped.unallocated.paidFen]).toEqual([1, 320]);
  });
});
