import fc from 'fast-check';
import { shareFen } from './share-fen.js';

describe('A sum in parts', () => {
  it('gives what rounding leaves to the largest remainders, the earlier part first', () => {
    expect(shareFen(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareFen(10_001, [1_000, 1_000, 1_000])).toEqual([3_334, 3_334, 3_333]);
    expect(shareFen(10, [1, 2, 4])).toEqual([1, 3, 6]);
  });

  it('is shared alike where nothing has a price', () => {
    expect(shareFen(3, [0, 0])).toEqual([2, 1]);
  });

  it('comes to the sum exactly, and no part is a fen away from its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), weights, (sumFen, parts) => {
        const shares = shareFen(sumFen, parts);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(sumFen);
        const total = BigInt(parts.reduce((sum, part) => sum + part, 0));
        parts.forEach((part, place) => {
          if (total === 0n) return;
          const beyond = BigInt(shares[place]!) * total - BigInt(sumFen) * BigInt(part);
          expect(beyond < total && beyond > -total).toBe(true);
        });
      }),
    );
  });
});
