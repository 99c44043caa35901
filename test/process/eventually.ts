import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;

/** Looks until the condition holds; fails by name when the time is over. */
export async function eventually(
  condition: string,
  limitMs: number,
  holds: () => boolean | Promise<boolean>,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${condition}.`);
    await pause(lookEveryMs);
  }
}
