import type { Readable } from 'node:stream';
import { asyncBufferFromFile, parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData, ParquetScan } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { TextRecord } from './records';
import type { Source } from './sources';
import { UnusableSource } from './unusable-source';

/** How a file begins. */
const MAGIC = 'PAR1';

/** A file inside of an archive is held as a whole: it is read from its end. In bytes. */
const MOST_HELD = 200_000_000;

/** What is read of a group of rows is held as well. In bytes, as they are written down. */
const MOST_OF_GROUP = 500_000_000;

/** Rows in a batch. */
const BATCH = 2_000;

/** The column that pandas adds for the numbers of rows. */
const INDEX = /^__index_level_\d+__$/;

export async function isParquet(source: Source): Promise<boolean> {
  try {
    for await (const chunk of (await source.open()) as AsyncIterable<Buffer>)
      return chunk.subarray(0, MAGIC.length).toString('latin1') === MAGIC;
  } catch {
    // What cannot be read is told by whoever reads it as something else.
  }
  return false;
}

/**
 * A Parquet file. Its values come as the text that they would have in CSV: a moment in ISO 8601, a list with bars between its
 * values, an object as JSON. What is wrong with it is an UnusableSource.
 */
export class ParquetFile {
  /** Of columns, in their order. */
  readonly names: readonly string[];
  /** Of columns whose numbers have seven digits, as they were written. */
  private readonly single: ReadonlySet<string>;

  private constructor(
    private readonly source: Source,
    private readonly buffer: AsyncBuffer,
    private readonly metadata: FileMetaData,
  ) {
    const columns = parquetSchema(metadata).children.map(({ element }) => element);
    this.names = columns.map(({ name }) => name).filter((name) => !INDEX.test(name));
    this.single = new Set(columns.filter(({ type }) => type === 'FLOAT').map(({ name }) => name));
  }

  static async open(source: Source): Promise<ParquetFile> {
    const buffer = source.location === undefined ? await held(source) : await asyncBufferFromFile(source.location);
    return reading(
      source,
      async () => new ParquetFile(source, buffer, await parquetMetadataAsync(buffer, { geoparquet: false })),
    );
  }

  /** The first rows, as texts in the order of `names`. */
  async firstRows(count: number): Promise<string[][]> {
    const scan = await this.scan(this.names);
    const range = scan.ranges.at(0);
    if (!range) return [];
    const rowEnd = Math.min(range.rowEnd, range.rowStart + count);
    const columns = await this.columnsIn(scan, this.names, { ...range, rowEnd });
    return Array.from({ length: rowEnd - range.rowStart }, (_, n) => columns.map((column) => column(n)));
  }

  /** Read these columns to the end. Throws where they are damaged. */
  async check(names: readonly string[]): Promise<void> {
    const scan = await this.scan(names);
    for (const range of scan.ranges) await this.columnsIn(scan, names, range);
  }

  /** The rows, a group held at a time. columns: names in the file, and what their values are called. */
  async *read(
    columns: readonly (readonly [string, string])[],
    onBytes?: (bytes: number) => void,
  ): AsyncGenerator<TextRecord[]> {
    const names = columns.map(([name]) => name);
    const scan = await this.scan(names);
    const bytesPerRow = this.source.size / Math.max(1, Number(this.metadata.num_rows));
    for (const range of scan.ranges) {
      const values = await this.columnsIn(scan, names, range);
      const size = range.rowEnd - range.rowStart;
      for (let from = 0; from < size; from += BATCH) {
        const count = Math.min(BATCH, size - from);
        onBytes?.(Math.round(bytesPerRow * count));
        yield Array.from({ length: count }, (_, n) => {
          const texts = values.map((column) => column(from + n));
          const cells: Record<string, string> = {};
          for (const [place, [, called]] of columns.entries()) cells[called] = texts[place];
          return { line: range.rowStart + from + n + 1, text: texts.join(','), cells };
        });
      }
    }
  }

  private async scan(columns: readonly string[]): Promise<ParquetScan> {
    const { buffer: file, metadata } = this;
    for (const group of metadata.row_groups) {
      const sizes = group.columns.map(({ meta_data: column }) =>
        column && columns.includes(column.path_in_schema[0]) ? Number(column.total_uncompressed_size) : 0,
      );
      if (sizes.reduce((sum, size) => sum + size, 0) > MOST_OF_GROUP)
        throw new UnusableSource({
          pt: `${this.source.name}: grupos de linhas com mais de ${MOST_OF_GROUP} bytes; grave de novo com grupos menores (row_group_size)`,
          en: `${this.source.name}: groups of rows of more than ${MOST_OF_GROUP} bytes; write it anew with smaller ones (row_group_size)`,
        });
    }
    const options = { file, metadata, columns: [...columns], compressors, geoparquet: false };
    return reading(this.source, () => parquetScan(options));
  }

  /** The values of each column in some rows, as texts. */
  private columnsIn(
    scan: ParquetScan,
    names: readonly string[],
    range: { readonly rowStart: number; readonly rowEnd: number },
  ): Promise<((row: number) => string)[]> {
    const size = range.rowEnd - range.rowStart;
    return reading(this.source, async () => {
      const columns: ((row: number) => string)[] = [];
      for (const name of names) {
        const values = await scan.readColumn({ column: name, ...range });
        if (values.length !== size) throw new Error(`${name}: ${values.length} of ${size} values`);
        const single = this.single.has(name);
        columns.push((row) => textOf(values[row], single));
      }
      return columns;
    });
  }
}

async function held(source: Source): Promise<AsyncBuffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (await source.open()) as Readable & AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_HELD)
      throw new UnusableSource({
        pt: `${source.name}: Parquet com mais de ${MOST_HELD} bytes dentro de um zip ou gz; importe-o fora dele`,
        en: `${source.name}: Parquet of more than ${MOST_HELD} bytes inside of a zip or gz; import it outside of that`,
      });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(Buffer.concat(chunks));
  return { byteLength: size, slice: (start, end) => bytes.slice(start, end).buffer };
}

/** Whatever the library throws is about the file. */
async function reading<Result>({ name }: Source, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnusableSource) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UnusableSource({
      pt: `${name} não pode ser lido como Parquet (truncado ou danificado?): ${message}`,
      en: `${name} cannot be read as Parquet (cut off or damaged?): ${message}`,
    });
  }
}

/** single: a number of single precision, whose digits beyond the seventh nobody has written. */
function textOf(value: unknown, single = false): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(single && value % 0.5 !== 0 ? Number(value.toPrecision(7)) : value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null))
    return value.map((one) => textOf(one)).join('|');
  if (typeof value === 'bigint' || typeof value === 'boolean') return value.toString();
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
}
