/** Runs the task over all items with a bounded number under way, in order of start. The first failure stops the starting of others and is thrown. */
export async function forEachBounded<T>(
  items: Iterable<T>,
  limit: number,
  signal: AbortSignal,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const iterator: Iterator<T, unknown> = items[Symbol.iterator]();
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    while (!hasFailed && !signal.aborted) {
      const next = iterator.next();
      if (next.done === true) return;
      await task(next.value).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
}
