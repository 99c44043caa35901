import { Pulls, type SoldShop } from './platform-settlement.js';
import type { ShopStanding } from './shop-standing.js';

const ASKED_AT = new Date('2026-11-20T12:00:00+08:00');
const BEFORE = new Date(ASKED_AT.getTime() - 1);
const BOOKS = { paidFen: 1_000, refundedFen: 100, orders: 2 };
const SHOP: SoldShop = { id: '1', platform: 'douyin', merchantId: '7', books: BOOKS };
const COMPLETE: ShopStanding = { totals: BOOKS, pulledAt: ASKED_AT, quarantined: 0, awaiting: 0, awaitingReason: null };

describe('settling a shop', () => {
  it('is over once its platform was asked, nothing awaits and the totals are those of the books', () => {
    const pulls = new Pulls(ASKED_AT);
    expect(pulls.isSettled(SHOP, COMPLETE)).toBe(true);
    for (const change of [{ pulledAt: BEFORE }, { pulledAt: null }, { awaiting: 1 }, { totals: { ...BOOKS, refundedFen: 99 } }])
      expect(pulls.isSettled(SHOP, { ...COMPLETE, ...change })).toBe(false);
  });

  it('asks as often as it takes until the platform was asked, and not while its orders are being fetched', () => {
    const pulls = new Pulls(ASKED_AT);
    for (let count = 0; count < 5; count += 1) expect(pulls.take(SHOP, { ...COMPLETE, pulledAt: BEFORE, awaiting: 3 })).toBe(true);
    expect(pulls.take(SHOP, { ...COMPLETE, awaiting: 3 })).toBe(false);
  });

  it('looks a second and a third time where all is there and something else comes out, and then no more', () => {
    const pulls = new Pulls(ASKED_AT);
    const wrong = { ...COMPLETE, totals: { ...BOOKS, paidFen: 999 } };
    expect([1, 2, 3, 4].map(() => pulls.take(SHOP, wrong))).toEqual([true, true, false, false]);
  });
});
