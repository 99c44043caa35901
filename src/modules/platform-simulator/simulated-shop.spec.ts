import { SimulatorError } from './platform-simulator.errors.js';
import { PlatformSimulator } from './platform-simulator.js';
import type { LineDraft } from './simulated-order.js';
import type { SimulatedShop } from './simulated-shop.js';

const FRIDAY = new Date('2026-11-20T23:59:59+08:00');
const SATURDAY = new Date('2026-11-21T00:00:00+08:00');

function openShop(): SimulatedShop {
  return new PlatformSimulator().openShop({ platform: 'douyin', credentials: { appKey: '1', appSecret: 's' }, externalShopId: '12345678' });
}

function line(paidFen: number): LineDraft {
  return { itemId: '3456789012345678901', skuId: '17', title: '怀仁陶瓷碗', quantity: 2, paidFen };
}

function paidOrder(shop: SimulatedShop, ...lines: LineDraft[]): string {
  const { orderNo } = shop.createOrder({ at: FRIDAY, freightFen: 800, lines });
  shop.pay(orderNo, FRIDAY);
  return orderNo;
}

describe('the book of a simulated shop', () => {
  it('counts goods without freight, on the day in Beijing', () => {
    const shop = openShop();
    paidOrder(shop, line(2_990), line(1_010));
    shop.pay(shop.createOrder({ at: FRIDAY, lines: [line(500)] }).orderNo, SATURDAY);
    expect(shop.totals()).toMatchObject({ paidFen: 4_500, refundedFen: 0, orders: 2 });
    expect(shop.totals().days.get('2026-11-20')).toEqual({ paidFen: 4_000, refundedFen: 0, orders: 1 });
    expect(shop.totals().days.get('2026-11-21')).toEqual({ paidFen: 500, refundedFen: 0, orders: 1 });
  });

  it('adds up partial refunds once the money is back, and leaves refunded freight out', () => {
    const shop = openShop();
    const orderNo = paidOrder(shop, line(2_990), line(1_010));
    shop.refundAtOnce(orderNo, 0, 1_000, { at: SATURDAY, freightFen: 800 });
    shop.refundAtOnce(orderNo, 0, 500, { at: SATURDAY });
    const { refundNo } = shop.refund(orderNo, 1, 1_010, { at: SATURDAY, kind: 'return' });
    shop.moveRefund(refundNo, 'agreed', SATURDAY);
    expect(shop.totals()).toMatchObject({ paidFen: 4_000, refundedFen: 1_500 });
    shop.moveRefund(refundNo, 'succeeded', SATURDAY);
    expect(shop.totals().days.get('2026-11-21')).toEqual({ paidFen: 0, refundedFen: 2_510, orders: 0 });
  });

  it('counts no refund that was refused or withdrawn', () => {
    const shop = openShop();
    const orderNo = paidOrder(shop, line(2_990));
    shop.moveRefund(shop.refund(orderNo, 0, 100, { at: SATURDAY }).refundNo, 'refused', SATURDAY);
    shop.moveRefund(shop.refund(orderNo, 0, 100, { at: SATURDAY }).refundNo, 'withdrawn', SATURDAY);
    expect(shop.totals().refundedFen).toBe(0);
  });

  it('moves no money for an exchange, and takes no amount for one', () => {
    const shop = openShop();
    const orderNo = paidOrder(shop, line(2_990));
    shop.refundAtOnce(orderNo, 0, 0, { at: SATURDAY, kind: 'exchange' });
    expect(shop.totals()).toMatchObject({ paidFen: 2_990, refundedFen: 0 });
    expect(() => shop.refund(orderNo, 0, 1, { at: SATURDAY, kind: 'resend' })).toThrow(SimulatorError);
  });

  it('counts nothing of an order closed before it was paid', () => {
    const shop = openShop();
    const { orderNo } = shop.createOrder({ at: FRIDAY, lines: [line(2_990)] });
    shop.close(orderNo, SATURDAY);
    expect(shop.totals()).toMatchObject({ paidFen: 0, refundedFen: 0, orders: 0 });
    expect(() => shop.pay(orderNo, SATURDAY)).toThrow('closed');
  });

  it('keeps each currency by itself', () => {
    const shop = openShop();
    const { orderNo } = shop.createOrder({ at: FRIDAY, currency: 'USD', lines: [line(1_999)] });
    shop.pay(orderNo, FRIDAY);
    expect(shop.totals().paidFen).toBe(0);
    expect(shop.totals('USD').paidFen).toBe(1_999);
  });

  it('tells of each change once', () => {
    const shop = openShop();
    paidOrder(shop, line(2_990));
    expect(shop.takePushes()).toHaveLength(2);
    expect(shop.takePushes()).toEqual([]);
  });
});
