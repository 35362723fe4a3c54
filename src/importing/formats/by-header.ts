import type { ReadingOptions } from '../reading/reading-options';
import { columnsIn } from './format';
import { files } from './formats';
import type { Header } from './header-cells';
import { namedFile, type NamedFile } from './named-columns';

/** What a file is by its columns, and how they are told apart. */
interface Fitting {
  /** Several where its rows are of several kinds; they have the same columns. */
  readonly found: readonly NamedFile[];
  readonly header: Header;
}

/**
 * What a file is by its header, read in one way or another, and what a person says of its columns; null where it is nothing that
 * we know. The columns' own names come before what others call them: our ratings are not taken for those of somebody else.
 */
export function fileByHeader(headers: readonly Header[], path: string, options: ReadingOptions): Fitting | null {
  for (const header of headers) {
    const found = namedFile(header.names, options, files);
    if (found) return { found: [found], header };
  }
  for (const aliases of [false, true])
    for (const header of headers)
      for (const file of files) {
        const { known, missing } = columnsIn(file, header.names, aliases);
        if (missing.length > 0 || (known.includes(null) && !file.leavesOthers)) continue;
        if (file.path && !file.path.test(path)) continue;
        const found = [file, ...(file.also ?? [])].map((one) => ({ file: one, columns: known, hasHeader: true }));
        return { found, header };
      }
  return null;
}
