import fc from 'fast-check';
import { shareOut } from './share-out.js';

describe('Sharing a payment out over lines', () => {
  it('goes by weight', () => {
    expect(shareOut(1_000, [300, 700])).toEqual([300, 700]);
    expect(shareOut(100, [1, 1, 1])).toEqual([33, 33, 34]);
    expect(shareOut(0, [0, 0])).toEqual([0, 0]);
  });

  it('loses and invents no fen, and nobody gets more than a fen beyond the due part', () => {
    const weights = fc.array(fc.nat({ max: 9_999_999_999 }), { minLength: 1, maxLength: 20 }).filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), weights, (sum, all) => {
        const shares = shareOut(sum, all);
        expect(shares.reduce((total, share) => total + BigInt(share), 0n)).toBe(BigInt(sum));
        const total = all.reduce((whole, one) => whole + BigInt(one), 0n);
        shares.forEach((share, place) => {
          const due = (BigInt(sum) * BigInt(all[place]!)) / total;
          expect(share).toBeGreaterThanOrEqual(0);
          expect([due, due + 1n]).toContain(BigInt(share));
        });
      }),
    );
  });
});
