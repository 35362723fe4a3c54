/** How long a database whose disk or files have failed counts as damaged, in milliseconds: a mend needs no restart. */
const REMEMBERED_MS = 60_000;

/** Whether the disk or the files of the database have failed lately: a server that has seen that is not ready. */
export class DatabaseDamage {
  private until = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  note(): void {
    this.until = this.now() + REMEMBERED_MS;
  }

  get seenLately(): boolean {
    return this.now() < this.until;
  }
}
