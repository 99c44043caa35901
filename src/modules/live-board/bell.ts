/** Rung when there is news. Waiting ends at once where it was rung since the last time, and after a while in any case. */
export class Bell {
  private isRung = false;
  private wake = (): void => undefined;

  ring(): void {
    this.isRung = true;
    this.wake();
  }

  async wait(longestMs: number): Promise<void> {
    if (!this.isRung)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.isRung = false;
  }
}
