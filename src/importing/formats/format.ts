import type { Text } from '../../http/language';
import { fold } from '../../database/fold';
import type { Cells } from '../reading/records';
import type { RowReader } from '../reading/row-reader';
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
    /** Those that are known by their first two lines instead. */
    readonly byLook?: readonly HeaderlessFile[];
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
  /** Other columns may be there, and are left out: it is known by those that it must have. */
  readonly leavesOthers?: boolean;
  /** Of several files with one header, the one whose path is like this; without, all others. */
  readonly path?: RegExp;
  /** It belongs to one person. */
  readonly tracked?: boolean;
  /** … but nothing in it says so: it may be a catalogue with what people thought of it, so somebody must say whose it is. */
  readonly unsigned?: boolean;
  /** Top of its scale, from 0, where that is known. */
  readonly scale?: number | { readonly from: number; readonly to: number };
  /** What it is where a column that is to hold ids of films holds titles. */
  readonly titled?: {
    readonly column: string;
    readonly file: FormatFile;
    /** What that file calls columns which it calls otherwise. */
    readonly names: Readonly<Record<string, string>>;
  };
  /** The column that `parseRating` reads: to find out the scale, it is read alone. */
  readonly rating?: string;
  /** Whose the numbers of its films are, where it is known. */
  readonly filmNumbers?: 'tmdb' | 'movielens';
  /** It says nothing without files beside it. */
  readonly companion?: boolean;
  /** It holds more than one kind of rows: the others. */
  readonly also?: readonly FormatFile[];
  /** It is NDJSON whose objects have these fields. */
  readonly jsonLines?: boolean;
  /** Other names of a column, as programs and people write them. Case, accents, spaces, `_` and `-` make no difference. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** Ratings of users who are not there make them: there is no file of users. */
  readonly createsUsers?: boolean;
  /** It comes as NDJSON too. In a file that mixes several kinds, its lines call themselves this in `tipo`. */
  readonly ndjson?: {
    readonly tipo: string;
    /** The row of such a line, where it differs: what an export says is taken as it is. */
    readonly toRow?: (cells: Cells, reader: RowReader) => RowByKind[K];
  };
  /** The row that the values make; null when it says nothing of this kind. Throws InvalidCell. */
  readonly toRow: (cells: Cells, reader: RowReader) => RowByKind[K] | null;
}

/** A file whose values are never quoted; a line that is not UTF-8 is Latin-1. */
export interface HeaderlessFile {
  /** What its first line looks like; it is another file of the same name where that does not fit. */
  readonly looks?: RegExp;
  /** Makes of each line, one after the other, one with all columns; null for one that is no row. */
  readonly rewrite?: () => (line: string) => string | null;
  readonly file: FormatFile;
  readonly delimiter: string;
  /** All of its columns, in their order. */
  readonly columns: readonly string[];
}

/** The names of all columns that a file may have. */
export function columnsOf({ required, optional = [] }: FormatFile): string[] {
  return [...required, ...optional];
}

/** What a file with a header calls its columns. */
export interface Columns {
  /** In the order of the file, by our names; null for one that is not ours. */
  readonly known: readonly (string | null)[];
  readonly missing: readonly string[];
}

/**
 * Which columns of a file these are: by their own names, or with `aliases` by all that they are called. What is given twice is
 * known once.
 */
export function columnsIn(file: FormatFile, given: readonly string[], aliases: boolean): Columns {
  const names = columnsOf(file);
  const called = new Map(
    aliases
      ? names.flatMap((name) =>
          [name, ...(file.aliases?.[name] ?? [])].map((other) => [bareName(other), name] as const),
        )
      : names.map((name) => [name, name] as const),
  );
  const taken = new Set<string>();
  const known = given.map((text) => {
    const name = called.get(aliases ? bareName(text) : text) ?? null;
    if (name === null || taken.has(name)) return null;
    taken.add(name);
    return name;
  });
  return { known, missing: file.required.filter((name) => !taken.has(name)) };
}

/** `User_ID:token` is `userid`: RecBole writes the type of a column behind its name. */
export function bareName(name: string): string {
  return fold(name)
    .replace(/:(token|token_seq|float|float_seq)$/, '')
    .replace(/[\s_-]/g, '');
}
