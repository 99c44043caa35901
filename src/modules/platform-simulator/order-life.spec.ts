import { seededRandom } from './faults.js';
import { planLife, type OrderLife } from './order-life.js';
import { PLATFORMS, type SimulatedPlatform } from './platform-side.js';

function lives(platform: SimulatedPlatform, seed = 1): OrderLife[] {
  const random = seededRandom(seed);
  return Array.from({ length: 300 }, () => planLife(platform, random));
}

describe('lives of orders', () => {
  it('are the same for the same seed', () => {
    expect(lives('douyin')).toEqual(lives('douyin'));
    expect(lives('douyin')).not.toEqual(lives('douyin', 2));
  });

  it('are paid before anything else, or closed unpaid', () => {
    const kinds = new Set(lives('douyin').map(({ steps }) => steps.map(({ step }) => step).join(' ')));
    expect([...kinds].sort()).toEqual([
      'close',
      'pay apply-for-refund pay-back ship',
      'pay ship',
      'pay ship apply-for-refund pay-back',
      'pay ship complete',
    ]);
  });

  it('leave more than a second between two changes of an order', () => {
    for (const { steps } of lives('shopify'))
      for (const [index, { afterMs }] of steps.entries()) expect(afterMs - (steps[index - 1]?.afterMs ?? 0)).toBeGreaterThan(1_000);
  });

  it.each(PLATFORMS)('give back no more than a piece of the first line cost on %s, and no freight that was not paid', (platform) => {
    for (const { order, refund } of lives(platform)) {
      const [{ paidFen, quantity }] = order.lines as [OrderLife['order']['lines'][number]];
      expect(refund.amountFen).toBeGreaterThan(0);
      expect(refund.amountFen * quantity).toBeLessThanOrEqual(paidFen);
      expect(refund.freightFen).toBeLessThanOrEqual(order.freightFen ?? 0);
    }
  });

  it.each(['kuaishou', 'weixin', 'youzan'] as const)('give back no freight on %s, which would not tell of it', (platform) => {
    expect(lives(platform).every(({ refund }) => refund.freightFen === 0)).toBe(true);
    expect(lives('douyin').some(({ refund }) => refund.freightFen !== 0)).toBe(true);
  });
});
