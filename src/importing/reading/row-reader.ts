import { Dates } from './dates';
import { InvalidCell } from './parse-cells';

/** Reads the rows of one file, and knows what each had to go without. */
export class RowReader {
  private lost: string[] = [];

  constructor(readonly dates = new Dates(null)) {}

  /** A value that a row can do without: where it cannot be read, `otherwise`. */
  optional<T>(field: string, read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InvalidCell)) throw error;
      this.lost.push(field);
      return otherwise;
    }
  }

  /** The fields that the row went without; from here on those of the next row. */
  take(): readonly string[] | undefined {
    if (this.lost.length === 0) return undefined;
    const { lost } = this;
    this.lost = [];
    return lost;
  }
}
