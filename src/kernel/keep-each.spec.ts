import { keepEach } from './keep-each.js';

async function* numbers(made: number[], count: number): AsyncGenerator<number> {
  for (let number = 1; number <= count; number += 1) {
    made.push(number);
    yield number;
  }
}

describe('keepEach', () => {
  it('keeps all in order, one at a time, and makes one ahead at most', async () => {
    const [made, kept]: [number[], number[]] = [[], []];
    let atOnce = 0;
    await keepEach(numbers(made, 5), async (number) => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      expect(made.length).toBeLessThanOrEqual(number + 1);
      kept.push(number);
      atOnce -= 1;
    });
    expect(kept).toEqual([1, 2, 3, 4, 5]);
  });

  it('ends with the fault of one that could not be kept, and makes no more than one after it', async () => {
    const made: number[] = [];
    const failing = (number: number): Promise<void> => (number === 2 ? Promise.reject(new Error('full')) : Promise.resolve());
    await expect(keepEach(numbers(made, 5), failing)).rejects.toThrow('full');
    expect(made).toEqual([1, 2, 3]);
  });

  it('has kept what came before when the source fails', async () => {
    const kept: number[] = [];
    async function* broken(): AsyncGenerator<number> {
      yield* numbers([], 2);
      throw new Error('torn');
    }
    await expect(
      keepEach(broken(), async (number) => {
        await Promise.resolve();
        kept.push(number);
      }),
    ).rejects.toThrow('torn');
    expect(kept).toEqual([1, 2]);
  });
});
