import { untilDone } from './until-done.js';

async function callsFor(answers: readonly number[]): Promise<number> {
  let calls = 0;
  await untilDone(10, async () => {
    calls += 1;
    return Promise.resolve(answers[calls - 1] ?? 0);
  });
  return calls;
}

describe('Work in batches', () => {
  it('goes on until a batch finds nothing', async () => {
    expect(await callsFor([10, 10, 3, 1, 0, 5])).toBe(5);
  });

  it('is over at once where there is nothing', async () => {
    expect(await callsFor([])).toBe(1);
  });

  it('stops at a batch that fails', async () => {
    let calls = 0;
    const failing = untilDone(10, () => {
      calls += 1;
      return calls < 3 ? Promise.resolve(10) : Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    expect(calls).toBe(3);
  });
});
