import { AddressLimit } from './address-limit.js';
import { InputError } from './input-error.js';

const MINUTE_MS = 60_000;
let now = 0;
const limitOf = (most: number): AddressLimit => new AddressLimit(most, MINUTE_MS, { now: () => new Date(now) });

function isLetIn(limit: AddressLimit, address: string): boolean {
  try {
    limit.take(address);
    return true;
  } catch (error) {
    if (error instanceof InputError && error.code === 'http.too-many') return false;
    throw error;
  }
}

describe('The limit of an address', () => {
  it('lets in as many as it says within its window, and again as the window slides on', () => {
    const limit = limitOf(2);
    expect(isLetIn(limit, '203.0.113.1')).toBe(true);
    now += 30_000;
    expect([isLetIn(limit, '203.0.113.1'), isLetIn(limit, '203.0.113.1')]).toEqual([true, false]);
    expect(isLetIn(limit, '203.0.113.2')).toBe(true);
    now += 30_000;
    expect([isLetIn(limit, '203.0.113.1'), isLetIn(limit, '203.0.113.1')]).toEqual([true, false]);
  });

  it('says how long to wait', () => {
    const limit = limitOf(1);
    limit.take('203.0.113.1');
    now += 20_500;
    expect(() => limit.take('203.0.113.1')).toThrow('"retryAfterSeconds":40');
  });

  it('does not count what was given back', () => {
    const limit = limitOf(1);
    for (let times = 0; times < 5; times += 1) {
      expect(isLetIn(limit, '203.0.113.1')).toBe(true);
      limit.giveBack('203.0.113.1');
    }
    expect(limit.size).toBe(0);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', false],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['::ffff:203.0.113.1', '203.0.113.1', false],
    ['::1', '::2', false],
  ])('takes %s and %s for neighbours of one network or not', (first, second, isAnother) => {
    const limit = limitOf(1);
    limit.take(first);
    expect(isLetIn(limit, second)).toBe(isAnother);
  });

  it('remembers only so many addresses', () => {
    const limit = limitOf(1);
    for (let n = 0; n < 20_500; n += 1) limit.take(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    expect(limit.size).toBe(20_000);
  });
});
