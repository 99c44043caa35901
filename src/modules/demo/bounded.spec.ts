import { forEachBounded } from './bounded.js';

const never = new AbortController().signal;

describe('bounded work', () => {
  it('does every item once and never more at a time than allowed', async () => {
    const done: number[] = [];
    let underWay = 0;
    let most = 0;
    await forEachBounded([1, 2, 3, 4, 5, 6, 7], 3, never, async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      done.push(item);
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('starts nothing more after a failure, and throws it', async () => {
    const started: number[] = [];
    const work = forEachBounded([1, 2, 3, 4, 5, 6], 2, never, async (item) => {
      started.push(item);
      await new Promise(setImmediate);
      if (item === 2) throw new Error('item 2 failed');
    });
    await expect(work).rejects.toThrow('item 2 failed');
    expect(started.length).toBeLessThan(5);
  });

  it('starts nothing more once it is stopped', async () => {
    const stop = new AbortController();
    const started: number[] = [];
    await forEachBounded([1, 2, 3, 4], 1, stop.signal, async (item) => {
      started.push(item);
      if (item === 2) stop.abort();
    });
    expect(started).toEqual([1, 2]);
  });
});
