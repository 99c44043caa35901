import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

const LOOK_AGAIN_MS = 1_000;

export interface SlotWork<Item> {
  /** So many at once. */
  readonly count: number;
  /** Takes at most so many of what is due. */
  readonly take: (count: number) => Promise<readonly Item[]>;
  readonly work: (item: Item) => Promise<void>;
}

/**
 * For jobs that wait for others: each place is taken anew as soon as it is free, so that one that is slow holds up nobody else. A process that
 * is to stop takes nothing more and finishes what is under way.
 */
@Injectable()
export class JobSlots implements OnModuleDestroy {
  private isStopping = false;

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Until nothing is due and all are done; fails with the first failure, after the others are done. */
  async workOff<Item>({ count, take, work }: SlotWork<Item>): Promise<void> {
    const running = new Set<Promise<void>>();
    const failures: unknown[] = [];
    const note = (error: unknown): void => void failures.push(error);
    for (;;) {
      const free = this.isStopping || failures.length > 0 ? 0 : count - running.size;
      const taken = free > 0 ? await take(free).catch((error: unknown) => (note(error), [])) : [];
      for (const item of taken) {
        const one: Promise<void> = work(item)
          .catch(note)
          .finally(() => running.delete(one));
        running.add(one);
      }
      if (running.size === 0) break;
      await Promise.race([...running, sleep(LOOK_AGAIN_MS, undefined, { ref: false })]);
    }
    if (failures.length > 0) throw failures[0];
  }
}
