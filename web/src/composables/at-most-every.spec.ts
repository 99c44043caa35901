import { atMostEvery } from './at-most-every.js';

/** Promises the test resolves one by one. */
function gates(): { open: () => void; next: () => Promise<void>; count: () => number } {
  const waiting: (() => void)[] = [];
  let count = 0;
  return {
    next: () => new Promise((resolve) => (waiting.push(resolve), (count += 1))),
    open: () => waiting.shift()?.(),
    count: () => count,
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('at most every', () => {
  it('runs at once, and once more for everything asked meanwhile', async () => {
    const [pause, task] = [gates(), gates()];
    const { run } = atMostEvery(pause.next, task.next);
    run();
    run();
    run();
    expect(task.count()).toBe(1);
    task.open();
    await settled();
    expect(task.count()).toBe(1);
    pause.open();
    await settled();
    expect(task.count()).toBe(2);
  });

  it('waits for a slow run to end even when the pause is over', async () => {
    const [pause, task] = [gates(), gates()];
    const { run } = atMostEvery(pause.next, task.next);
    run();
    pause.open();
    run();
    await settled();
    expect(task.count()).toBe(1);
    task.open();
    await settled();
    expect(task.count()).toBe(2);
  });

  it('rests when nothing was asked meanwhile, and never runs again once cancelled', async () => {
    const [pause, task] = [gates(), gates()];
    const { run, cancel } = atMostEvery(pause.next, task.next);
    run();
    task.open();
    pause.open();
    await settled();
    expect(task.count()).toBe(1);
    run();
    run();
    cancel();
    task.open();
    pause.open();
    await settled();
    expect(task.count()).toBe(2);
  });
});
