import { Allowance } from './allowance.js';
import { networkOf } from './network-of.js';

describe("A sender's allowance", () => {
  it('is ten seconds’ worth at once, and each has its own', () => {
    const allowance = new Allowance(2, 10);
    const taken = Array.from({ length: 25 }, () => allowance.take('a')).filter((passes) => passes).length;
    expect(taken).toBe(20);
    expect(allowance.take('b', 20)).toBe(true);
    expect(allowance.take('b')).toBe(false);
  });

  it('is not there where none is set', () => {
    const allowance = new Allowance(0, 10);
    expect(Array.from({ length: 1_000 }, () => allowance.take('a')).every((passes) => passes)).toBe(true);
  });

  it('keeps memory bounded, and forgets those it has not seen for the longest', () => {
    const allowance = new Allowance(1, 10);
    while (allowance.take('busy'));
    for (let sender = 0; sender < 30_000; sender += 1) {
      allowance.take(`sender ${sender}`);
      if (sender % 1_000 === 0) expect(allowance.take('busy')).toBe(false);
    }
    expect(allowance.size).toBe(10_000);
  });
});

describe('An address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s: whoever has one of IPv6 has 2^64 of them', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
