/** Trouble that does not go away by trying again: somebody has to look. */
export type LastingTrouble = 'damaged' | 'unwritable';

/** How long a database whose disk or files have failed counts as damaged, in milliseconds: a mend needs no restart. */
const REMEMBERED_MS = 60_000;

/** Whether the disk or the files of the database have failed lately, in writing alone too: a server that has seen that is not ready. */
export class DatabaseDamage {
  private trouble: LastingTrouble = 'damaged';
  private until = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  note(trouble: LastingTrouble): void {
    this.trouble = trouble;
    this.until = this.now() + REMEMBERED_MS;
  }

  /** What was seen last; null when that is a minute ago. */
  get seenLately(): LastingTrouble | null {
    return this.now() < this.until ? this.trouble : null;
  }
}
