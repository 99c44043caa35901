import { onScopeDispose } from 'vue';

// What was asked for is done by the workers, usually within a second.
const LATER_MS = [1_500, 4_000, 10_000];

/** Looks again a few times after something was set going that ends a little later. */
export function useAgain(look: () => void): { lookAgain: () => void } {
  let waiting: ReturnType<typeof setTimeout>[] = [];
  const cancel = (): void => waiting.forEach((timer) => clearTimeout(timer));
  onScopeDispose(cancel);
  return {
    lookAgain: () => {
      cancel();
      look();
      waiting = LATER_MS.map((ms) => setTimeout(look, ms));
    },
  };
}
