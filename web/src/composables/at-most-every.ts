/**
 * Runs the task at once, then not again before the pause that began with it is over, and never twice at a time.
 * Calls in between are answered by one later run, so the last news is never missed.
 */
export function atMostEvery(pause: () => Promise<void>, task: () => Promise<void>): { run: () => void; cancel: () => void } {
  let isBusy = false;
  let isAskedAgain = false;
  let isCancelled = false;

  async function work(): Promise<void> {
    isBusy = true;
    try {
      do {
        isAskedAgain = false;
        await Promise.all([task(), pause()]);
      } while (isAskedAgain && !isCancelled);
    } finally {
      isBusy = false;
    }
  }

  return {
    run: () => {
      if (isBusy) isAskedAgain = true;
      else if (!isCancelled) void work();
    },
    cancel: () => (isCancelled = true),
  };
}
