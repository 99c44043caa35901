import { createRandom, digitsOf, poissonCount } from './random.js';

const draw = (seed: number, ...labels: string[]) => {
  const random = createRandom(seed, ...labels);
  return Array.from({ length: 5 }, () => random.next());
};

describe('repeatable randomness', () => {
  it('draws the same numbers for the same seed and labels, and others for any other', () => {
    expect(draw(1, 'orders', 'a')).toEqual(draw(1, 'orders', 'a'));
    expect(draw(1, 'orders', 'a')).not.toEqual(draw(2, 'orders', 'a'));
    expect(draw(1, 'orders', 'a')).not.toEqual(draw(1, 'orders', 'b'));
  });

  it('keeps its numbers from one release to the next', () => {
    const random = createRandom(1, 'pinned');
    expect([random.int(0, 999), random.int(0, 999), random.int(0, 999)]).toEqual([699, 986, 540]);
  });

  it('picks every choice and stays inside the bounds', () => {
    const random = createRandom(7, 'picks');
    const picked = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'])));
    const whole = Array.from({ length: 500 }, () => random.int(3, 5));
    expect(picked).toEqual(new Set(['a', 'b', 'c']));
    expect(new Set(whole)).toEqual(new Set([3, 4, 5]));
  });

  it('never counts more for a smaller mean with the same number', () => {
    for (const uniform of draw(3, 'uniform')) {
      const counts = [0, 0.3, 1, 2.5, 8, 30].map((mean) => poissonCount(uniform, mean));
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
    }
  });

  it('meets the mean of the counts', () => {
    const random = createRandom(5, 'poisson');
    const sum = Array.from({ length: 4_000 }, () => poissonCount(random.next(), 3)).reduce((a, b) => a + b, 0);
    expect(sum / 4_000).toBeCloseTo(3, 0);
  });

  it('writes ids in exactly the digits asked for', () => {
    expect(digitsOf('host', 16)).toMatch(/^[1-9]\d{15}$/);
    expect(digitsOf('host', 16)).toBe(digitsOf('host', 16));
  });
});
