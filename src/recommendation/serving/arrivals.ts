/** How many requests are answered together at most; the first of more would wait for the last. */
const MOST = 16;

/**
 * Lets requests that have arrived go on together: each step is then done for one after the other, and the answers leave one right after the
 * other, so that whoever waits for several is woken for them once.
 */
export class Arrivals {
  private waiting = 0;
  private together = Promise.resolve();
  private go = (): void => undefined;

  /** Resolves when what has arrived by now has been read, or `MOST` requests of it. */
  all(): Promise<void> {
    if (this.waiting === 0) {
      this.together = new Promise((resolve) => (this.go = resolve));
      setImmediate(() => this.release());
    }
    this.waiting++;
    const { together } = this;
    if (this.waiting === MOST) this.release();
    return together;
  }

  private release(): void {
    this.waiting = 0;
    this.go();
  }
}
