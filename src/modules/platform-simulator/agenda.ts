interface Entry<Item> {
  readonly atMs: number;
  readonly item: Item;
}

/** What is to happen, each thing at its time. Of two at one time the one noted first comes first. */
export class Agenda<Item> {
  private entries: Entry<Item>[] = [];

  get size(): number {
    return this.entries.length;
  }

  add(atMs: number, item: Item): void {
    const index = this.entries.findLastIndex((entry) => entry.atMs <= atMs) + 1;
    this.entries.splice(index, 0, { atMs, item });
  }

  /** At most `limit` of what is due; it is noted no more. */
  takeDue(nowMs: number, limit = Infinity): Item[] {
    const firstLater = this.entries.findIndex((entry) => entry.atMs > nowMs);
    const dueCount = firstLater === -1 ? this.entries.length : firstLater;
    return this.entries.splice(0, Math.min(dueCount, limit)).map(({ item }) => item);
  }

  clear(): void {
    this.entries = [];
  }
}
