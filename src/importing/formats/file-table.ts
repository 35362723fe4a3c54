import { type Encoding, type Line, readLines, type Reading } from '../reading/lines';
import { InvalidCell, parseRating } from '../reading/parse-cells';
import { Dates } from '../reading/dates';
import type { ParquetFile } from '../reading/parquet';
import { RowReader } from '../reading/row-reader';
import {
  readDelimited,
  readNdjson,
  type Cells,
  type DelimitedSyntax,
  type Selection,
  type TextRecord,
} from '../reading/records';
import type { Accepted, Batch, Kind, Preview, Refused, Table } from '../reading/rows';
import type { Source } from '../reading/sources';
import { columnsOf, type FormatFile, type HeaderlessFile } from './format';

/** How a file writes its rows down. */
export type FileSyntax =
  | (DelimitedSyntax & {
      readonly hasHeader: boolean;
      readonly encoding?: Reading['encoding'];
      readonly rewrite?: HeaderlessFile['rewrite'];
    })
  | { readonly parquet: ParquetFile; readonly columns: readonly (string | null)[] }
  | {
      readonly ndjson: true;
      readonly only?: Selection;
      /** Other fields are left out, and what is no text comes as JSON. A map: our names of the fields. */
      readonly lenient?: boolean | ReadonlyMap<string, string>;
    };

/** What is known of a file beside its syntax. */
export interface FileNotes {
  readonly given?: Encoding;
  readonly dates?: Dates;
  readonly undecided?: boolean;
  readonly preview?: Preview;
}

/** The rows of a source that is such a file of a format. */
export function fileTable<K extends Kind>(
  source: Source,
  file: FormatFile<K>,
  syntax: FileSyntax,
  { given, dates = new Dates(null), undecided, preview }: FileNotes = {},
): Table<K> {
  const seen: { encoding: Encoding | null } = { encoding: null };
  const onEncoding = (encoding: Encoding) => void (seen.encoding = encoding);
  const { rating } = file;
  return {
    kind: file.kind,
    seen,
    dates,
    undecided,
    preview,
    companion: file.companion,
    filmNumbers: file.filmNumbers,
    tracked: file.tracked,
    unsigned: file.unsigned,
    scale: file.scale,
    file: source.name,
    size: source.size,
    createsUsers: file.createsUsers,
    read: async function* (onBytes) {
      const toRow = ('ndjson' in syntax && syntax.only ? file.ndjson?.toRow : undefined) ?? file.toRow;
      yield* toBatches(
        await recordsOf(source, columnsOf(file), syntax, { given, onBytes, onEncoding }),
        toRow,
        new RowReader(dates),
      );
    },
    // The order of dates is found out in the same reading.
    readRatings:
      rating === undefined || undecided || 'ndjson' in syntax
        ? undefined
        : async function* (onBytes) {
            const alone = { ...syntax, columns: syntax.columns.map((column) => (column === rating ? column : null)) };
            yield* toBatches(
              await recordsOf(source, columnsOf(file), alone, { given, onBytes }),
              (cells) => parseRating(cells[rating]),
              new RowReader(dates),
            );
          },
  };
}

async function recordsOf(
  source: Source,
  columns: readonly string[],
  syntax: FileSyntax,
  reading: Reading,
): Promise<AsyncIterable<(TextRecord | Refused)[]>> {
  if ('parquet' in syntax) {
    const read = syntax.parquet.names.flatMap((name, n) => {
      const column = syntax.columns[n];
      return column === null ? [] : [[name, column] as const];
    });
    return syntax.parquet.read(read, reading.onBytes);
  }
  const stream = await source.open();
  if ('ndjson' in syntax) return readNdjson(readLines(stream, reading), columns, syntax.only, syntax.lenient);
  const read = readLines(stream, { ...reading, encoding: syntax.encoding });
  const lines = syntax.rewrite ? rewritten(read, syntax.rewrite()) : read;
  return readDelimited(syntax.hasHeader ? withoutFirst(lines) : lines, syntax);
}

async function* rewritten(
  batches: AsyncIterable<Line[]>,
  rewrite: (line: string) => string | null,
): AsyncGenerator<Line[]> {
  for await (const batch of batches)
    yield batch.flatMap((line) => {
      const text = line.problem === undefined ? rewrite(line.text) : line.text;
      return text === null ? [] : [{ ...line, text }];
    });
}

async function* withoutFirst<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T[]> {
  let first = true;
  for await (const batch of batches) {
    yield first ? batch.slice(1) : batch;
    first = false;
  }
}

async function* toBatches<Row>(
  records: AsyncIterable<(TextRecord | Refused)[]>,
  toRow: (cells: Cells, reader: RowReader) => Row | null,
  reader: RowReader,
): AsyncGenerator<Batch<Row>> {
  for await (const some of records) {
    const accepted: Accepted<Row>[] = [];
    const refused: Refused[] = [];
    for (const record of some) {
      if ('reason' in record) {
        refused.push(record);
        continue;
      }
      const { line, text, cells } = record;
      try {
        const row = toRow(cells, reader);
        const lost = reader.take();
        if (row !== null) accepted.push({ line, text, row, lost });
      } catch (error) {
        if (!(error instanceof InvalidCell)) throw error;
        reader.take();
        refused.push({ line, text, reason: error.text });
      }
    }
    yield { accepted, refused };
  }
}
