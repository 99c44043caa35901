const INTERVAL_MS = 2_000;
const COUNT = new Intl.NumberFormat('en-US');

/** A line such as `history: 3,200 of 7,400 orders` every couple of seconds, and one at the end. */
export class Progress {
  private done = 0;
  private saidAtMs: number;

  constructor(
    private readonly what: string,
    private readonly total: number,
    private readonly unit: string,
    private readonly log: (line: string) => void,
    private readonly now: () => Date,
  ) {
    this.saidAtMs = now().getTime();
  }

  advance(): void {
    this.done += 1;
    const nowMs = this.now().getTime();
    if (this.done < this.total && nowMs - this.saidAtMs < INTERVAL_MS) return;
    this.saidAtMs = nowMs;
    this.log(`${this.what}: ${COUNT.format(this.done)} of ${COUNT.format(this.total)} ${this.unit}`);
  }
}
