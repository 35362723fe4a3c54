import type { ReadingOptions } from '../reading/reading-options';
import { splitQuoted } from '../reading/records';

/** What may stand between the values of a file with a header. */
const delimiters = [',', ';', '\t', '|'];

/** The names of columns, as a header is read in one way. */
export interface Header {
  readonly names: readonly string[];
  /** null where nothing stands between them: it is no text. */
  readonly delimiter: string | null;
}

/** A header in all ways in which it may be read. What a person names comes first: other files beside theirs may be of the usual kinds. */
export function headersIn(line: string, { separator }: ReadingOptions): Header[] {
  const candidates = separator === undefined ? delimiters : [separator, ...delimiters];
  return candidates.map((delimiter) => ({ names: cellsIn(line, delimiter), delimiter }));
}

/** The values in a line. */
export function cellsIn(line: string, delimiter: string): string[] {
  const plain = line.split(delimiter);
  const cells = line.includes('"') ? (splitQuoted(line, delimiter) ?? plain) : plain;
  return cells.map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}
