import { Dates } from '../reading/dates';
import { ParquetFile } from '../reading/parquet';
import type { ReadingOptions } from '../reading/reading-options';
import type { Table } from '../reading/rows';
import type { Source } from '../reading/sources';
import { fileByHeader } from './by-header';
import { fileTable } from './file-table';
import { notRecognised } from './not-recognised';

/** The tables in a Parquet file; none when it is of other things. One that `must` have some throws instead. */
export async function parquetTables(
  source: Source,
  must: boolean,
  shown: number,
  options: ReadingOptions,
): Promise<Table[]> {
  const parquet = await ParquetFile.open(source);
  const headers = [{ names: parquet.names, delimiter: null }];
  const told = { ...options, headerless: false };
  const fitting = fileByHeader(headers, source.path ?? source.name, told);
  if (!fitting) {
    if (!must) return [];
    throw notRecognised(source.name, parquet.names.join(', '), headers, told);
  }
  const rows = await parquet.firstRows(shown);
  const read = parquet.names.filter((_, n) => fitting.found.some(({ columns }) => columns[n] !== null));
  await parquet.check(read);
  return fitting.found.map(({ file, columns }) => {
    const dates = new Dates(options.dates ?? null);
    return fileTable(
      source,
      file,
      { parquet, columns },
      {
        dates,
        undecided: dates.mustLook(rows.flat()),
        preview: {
          label: file.label,
          separator: null,
          header: true,
          columns: columns.map((campo, n) => ({ coluna: parquet.names[n], campo })),
          rows,
        },
      },
    );
  });
}
