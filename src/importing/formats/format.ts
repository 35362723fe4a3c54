import { readLines } from '../reading/lines';
import { InvalidCell } from '../reading/parse-cells';
import { readDelimited, readNdjson, type Cells, type Selection, type Shape, type TextRecord } from '../reading/records';
import type { Accepted, Batch, Kind, Refused, RowByKind, Table } from '../reading/rows';
import type { Source } from '../reading/sources';

/** How a file writes its rows down. */
export type Encoding = (Shape & { readonly latin1?: boolean }) | { readonly ndjson: true; readonly only?: Selection };

/** One kind of file: its columns, and what a row of it means. */
export interface Layout {
  readonly kind: Kind;
  /** What people call it. */
  readonly label: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The rows of a file that is laid out like this. */
  table(source: Source, encoding: Encoding): Table;
}

interface Description<K extends Kind> {
  readonly kind: K;
  readonly label: string;
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  readonly createsUsers?: boolean;
  /** The row that the values make. Throws InvalidCell. */
  readonly toRow: (cells: Cells) => RowByKind[K];
}

export function defineLayout<K extends Kind>(description: Description<K>): Layout {
  const { kind, label, required, optional = [], createsUsers, toRow } = description;
  const columns = [...required, ...optional];
  const table = (source: Source, encoding: Encoding): Table<K> => ({
    kind,
    file: source.name,
    size: source.size,
    createsUsers,
    read: (onBytes) => readTable(source, encoding, columns, toRow, onBytes),
  });
  return { kind, label, required, optional, table };
}

async function* readTable<Row>(
  source: Source,
  encoding: Encoding,
  columns: readonly string[],
  toRow: (cells: Cells) => Row,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Batch<Row>> {
  const stream = await source.open();
  if ('ndjson' in encoding) {
    yield* toBatches(readNdjson(readLines(stream, false, onBytes), columns, encoding.only), toRow);
  } else {
    // A header is not a row.
    const lines = readLines(stream, encoding.latin1, onBytes);
    yield* toBatches(readDelimited(encoding.quoted ? withoutFirst(lines) : lines, encoding), toRow);
  }
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
  toRow: (cells: Cells) => Row,
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
        accepted.push({ line, text, row: toRow(cells) });
      } catch (error) {
        if (!(error instanceof InvalidCell)) throw error;
        refused.push({ line, text, reason: error.message });
      }
    }
    yield { accepted, refused };
  }
}
