import { setTimeout as sleep } from 'node:timers/promises';
import { JobSlots } from './job-slots.js';

interface Run {
  readonly done: number[];
  mostAtOnce: number;
}

/** Works off numbers, each taking so many milliseconds as `msOf` says. */
async function workOff(numbers: number[], count: number, msOf: (number: number) => number, stopAfter = Infinity): Promise<Run> {
  const due = [...numbers];
  const run: Run = { done: [], mostAtOnce: 0 };
  let running = 0;
  const slots = new JobSlots();
  await slots.workOff<number>({
    count,
    take: (free) => Promise.resolve(due.splice(0, free)),
    work: async (number) => {
      running += 1;
      run.mostAtOnce = Math.max(run.mostAtOnce, running);
      await sleep(msOf(number));
      running -= 1;
      run.done.push(number);
      if (run.done.length === stopAfter) slots.onModuleDestroy();
    },
  });
  return run;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('Work in slots', () => {
  it('does everything, never more at once than there are places', async () => {
    const { done, mostAtOnce } = await workOff(upTo(20), 3, () => 1);
    expect([...done].sort((a, b) => a - b)).toEqual(upTo(20));
    expect(mostAtOnce).toBe(3);
  });

  it('lets nobody wait behind one that is slow', async () => {
    const { done } = await workOff(upTo(10), 2, (number) => (number === 0 ? 300 : 1));
    expect(done.at(-1)).toBe(0);
  });

  it('finishes what is under way when it is to stop, and takes nothing more', async () => {
    const { done } = await workOff(upTo(50), 2, () => 1, 4);
    expect(done.length).toBeGreaterThanOrEqual(4);
    expect(done.length).toBeLessThanOrEqual(6);
  });

  it('fails with the first failure, after the others are done', async () => {
    const done: number[] = [];
    const work = async (number: number): Promise<void> => {
      if (number === 0) throw new Error('broken');
      await sleep(20);
      done.push(number);
    };
    const due = [0, 1];
    const working = new JobSlots().workOff({ count: 2, take: (free) => Promise.resolve(due.splice(0, free)), work });
    await expect(working).rejects.toThrow('broken');
    expect(done).toEqual([1]);
  });
});
