import type { Text } from '../../http/language';
import type { Cells } from '../reading/records';
import type { Kind, RowByKind } from '../reading/rows';

/**
 * The files that one program or data set writes: how each is recognised, and what its columns mean. A format is one file
 * of this folder, and an entry in the list of `formats.ts`.
 */
export interface Format {
  /** Its files with a header, each recognised by its columns. */
  readonly files: readonly FormatFile[];
  /** Its files without a header, recognised by their names. */
  readonly headerless?: {
    /** For the list of what is taken. */
    readonly label: Text;
    /** By name, in lower case. */
    readonly files: ReadonlyMap<string, HeaderlessFile>;
  };
  /** Headers of its files that hold nothing to import. */
  readonly useless?: readonly string[];
}

/** One kind of file: its columns, and what a row of it means. */
export interface FormatFile<K extends Kind = Kind> {
  readonly kind: K;
  /** For the list of what is taken. */
  readonly label: Text;
  /** Its usual name, without an ending: a file of that name must be usable when it is there. */
  readonly usualName?: string;
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Ratings of users who are not there make them: there is no file of users. */
  readonly createsUsers?: boolean;
  /** It comes as NDJSON too. In a file that mixes several kinds, its lines call themselves this in `tipo`. */
  readonly ndjson?: { readonly tipo: string };
  /** The row that the values make. Throws InvalidCell. */
  readonly toRow: (cells: Cells) => RowByKind[K];
}

/** A file whose values are never quoted; a line that is not UTF-8 is Latin-1. */
export interface HeaderlessFile {
  readonly file: FormatFile;
  readonly delimiter: string;
  /** All of its columns, in their order. */
  readonly columns: readonly string[];
}

/** The names of all columns that a file may have. */
export function columnsOf({ required, optional = [] }: FormatFile): string[] {
  return [...required, ...optional];
}
