import { seededRandom } from './faults.js';
import { journeyOf } from './push-journey.js';

const NONE = { lost: 0, duplicates: 0, disorder: 0 };

function journeys(disturbance: Partial<typeof NONE>): (readonly number[])[] {
  const random = seededRandom(1);
  return Array.from({ length: 1_000 }, () => journeyOf({ ...NONE, ...disturbance }, random));
}

describe('the journey of a push', () => {
  it('is straight where nothing disturbs it', () => {
    expect(journeys({})).toEqual(Array(1_000).fill([0]));
  });

  it('never begins for those that are lost', () => {
    const lost = journeys({ lost: 0.1, duplicates: 1 }).filter((times) => times.length === 0).length;
    expect(Math.abs(lost - 100)).toBeLessThan(40);
  });

  it('is made twice by about as many as asked, the second time later', () => {
    const twice = journeys({ duplicates: 0.2 }).filter((times) => times.length === 2);
    expect(Math.abs(twice.length - 200)).toBeLessThan(50);
    for (const [first = 0, second = 0] of twice) expect(second).toBeGreaterThan(first);
  });

  it('begins late for about as many as asked, late enough to be overtaken', () => {
    const late = journeys({ disorder: 0.3 }).filter(([first = 0]) => first >= 500);
    expect(Math.abs(late.length - 300)).toBeLessThan(60);
  });
});
