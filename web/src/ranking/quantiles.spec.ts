import { quantileScale } from './quantiles.js';

describe('the seven steps of a map', () => {
  it('have equally many members each, whatever lies between them', () => {
    const values = Array.from({ length: 21 }, (_, index) => 2 ** index);
    const { stepOf, legend } = quantileScale(values);
    expect(values.map(stepOf)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7]);
    expect(legend.map(({ step, from, to }) => [step, from, to])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((step) => [step, 2 ** (3 * step - 3), 2 ** (3 * step - 1)]),
    );
  });

  it('are shared by equal values, and the greatest is the darkest even of a few', () => {
    expect([5, 5, 5, 9].map(quantileScale([5, 9, 5, 5]).stepOf)).toEqual([6, 6, 6, 7]);
    expect([1, 2, 3].map(quantileScale([3, 1, 2]).stepOf)).toEqual([3, 5, 7]);
    expect(quantileScale([4]).stepOf(4)).toBe(7);
  });

  it('leave out what is zero or below, which stays paper', () => {
    const { stepOf, legend } = quantileScale([-7, 0, 0, 10]);
    expect([-7, 0, 10].map(stepOf)).toEqual([0, 0, 7]);
    expect(legend).toEqual([{ step: 7, from: 10, to: 10 }]);
    expect(quantileScale([]).legend).toEqual([]);
  });
});
