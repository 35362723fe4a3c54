import type { ReadingOptions } from '../reading/reading-options';
import { splitQuoted } from '../reading/records';

/** What may stand between the values of a file with a header. */
const delimiters = [',', ';', '\t', '|'];

/** What a person names comes first: other files beside theirs may be of the usual kinds. */
export function candidatesOf({ separator }: ReadingOptions): readonly string[] {
  return separator === undefined ? delimiters : [separator, ...delimiters];
}

/** The names of columns in a header. */
export function namesIn(header: string, delimiter: string): string[] {
  const plain = header.split(delimiter);
  const cells = header.includes('"') ? (splitQuoted(header, delimiter) ?? plain) : plain;
  return cells.map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}
