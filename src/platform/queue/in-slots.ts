import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 1_000;

export interface Slots<Item> {
  readonly count: number;
  /** Takes at most so many of what is due. */
  readonly take: (count: number) => Promise<readonly Item[]>;
  readonly work: (item: Item) => Promise<void>;
  /** Then nothing more is taken; what is under way is finished. */
  readonly isStopping: () => boolean;
}

/** So many at once, each place taken anew as soon as it is free: one that is slow holds up nobody else. Until nothing is due and all are done. */
export async function inSlots<Item>({ count, take, work, isStopping }: Slots<Item>): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for (;;) {
    const free = isStopping() || failures.length > 0 ? 0 : count - running.size;
    const taken = free > 0 ? await take(free) : [];
    for (const item of taken) {
      const one: Promise<void> = work(item)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size === 0) break;
    await Promise.race([...running, sleep(LOOK_AGAIN_MS, undefined, { ref: false })]);
  }
  if (failures.length > 0) throw failures[0];
}
