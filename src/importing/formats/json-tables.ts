import { Readable } from 'node:stream';
import { Dates } from '../reading/dates';
import type { ReadingOptions } from '../reading/reading-options';
import { parseObject } from '../reading/records';
import type { Table } from '../reading/rows';
import type { Source } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { fileByHeader } from './by-header';
import { exportTables } from './export-tables';
import { fileTable } from './file-table';
import { columnsIn, type FormatFile } from './format';
import { files } from './formats';
import { titledFile } from './named-columns';
import { notRecognised } from './not-recognised';
import { traktFile } from './trakt';

/** JSON is read as a whole, and what is one person's or a spreadsheet's is not larger. In bytes. */
const MOST = 200_000_000;

/** How many objects show what fields there are. */
const LOOKED_AT = 200;

type Entry = Readonly<Record<string, unknown>>;

/** What is in an array of JSON, be it Trakt's or one of objects whose fields are called as columns are; none when it is something else. */
export async function jsonTables(source: Source, must: boolean, options: ReadingOptions): Promise<Table[]> {
  if (source.size > MOST)
    throw new UnusableSource({
      pt: `${source.name}: JSON com mais de ${MOST} bytes; em NDJSON, uma linha por registro, pode ser maior`,
      en: `${source.name}: JSON of more than ${MOST} bytes; as NDJSON, a line a row, it may be larger`,
    });
  const value = await valueOf(source);
  if (value === undefined && must)
    throw new UnusableSource({
      pt: `${source.name} não é JSON válido: está inteiro?`,
      en: `${source.name} is not valid JSON: is it whole?`,
    });
  const entries = entriesOf(value);
  const trakt = traktFile(entries);
  if (trakt) return [fileTable(inLines(source, trakt.entries), trakt.file, { ndjson: true, lenient: true })];
  const first = entries.slice(0, LOOKED_AT);
  const tables = tablesByFields(inLines(source, entries), first, options);
  if (tables.length > 0 || !must || first.length === 0) return tables;
  const names = fieldsOf(first);
  throw notRecognised(source.name, names.join(','), [{ names, delimiter: null }], options);
}

/** An export, or one file of a format: by its name, or else by the fields of its first rows, since there is no header. */
export function ndjsonTables(source: Source, lines: readonly string[], options: ReadingOptions): Table[] {
  const [first] = lines;
  const mixed = exportTables(source, first, files);
  if (mixed.length > 0) return mixed;
  const fields = Object.keys(parseObject(first) ?? {});
  const stem = source.name.toLowerCase().split('.')[0];
  const candidates = files.filter(({ ndjson }) => ndjson);
  const lenient = files.filter(
    ({ jsonLines, required }) => jsonLines && required.every((name) => fields.includes(name)),
  );
  if (lenient.length > 0)
    return [lenient[0], ...(lenient[0].also ?? [])].map((one) =>
      fileTable(source, one, { ndjson: true, lenient: true }),
    );
  const file = candidates.find(({ usualName }) => usualName === stem) ?? candidates.find((one) => fits(one, fields));
  if (file) return [fileTable(source, file, { ndjson: true })];
  return tablesByFields(
    source,
    lines.map(parseObject).filter((one) => one !== null),
    options,
  );
}

/** What objects are whose fields are called as the columns of some file are. */
function tablesByFields(source: Source, first: readonly Entry[], options: ReadingOptions): Table[] {
  const names = fieldsOf(first);
  const fitting = fileByHeader([{ names, delimiter: null }], source.path ?? source.name, options);
  const cells = first.map((entry) => names.map((name) => (typeof entry[name] === 'string' ? entry[name] : '')));
  return (fitting?.found ?? []).map((found) => {
    const { file, columns } = titledFile(found, cells);
    const called = names.flatMap((name, n) => {
      const column = columns[n];
      return column === null ? [] : [[name, column] as const];
    });
    const dates = new Dates(options.dates ?? null);
    const undecided = dates.mustLook(first.map((entry) => JSON.stringify(entry)));
    return fileTable(source, file, { ndjson: true, lenient: new Map(called) }, { dates, undecided });
  });
}

/** What is neither an object nor an array: of what is, nothing is known. */
function fieldsOf(entries: readonly Entry[]): string[] {
  const fields = entries.flatMap((entry) => Object.keys(entry).filter((name) => typeof entry[name] !== 'object'));
  return [...new Set(fields)];
}

function inLines(source: Source, entries: readonly Entry[]): Source {
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  return { ...source, open: () => Promise.resolve(Readable.from([Buffer.from(text)])) };
}

/** What is in it; undefined where that is no JSON. */
async function valueOf(source: Source): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await source.open()) as AsyncIterable<Buffer>) chunks.push(chunk);
  try {
    return JSON.parse(
      Buffer.concat(chunks)
        .toString()
        .replace(/^\ufeff/, ''),
    );
  } catch {
    return undefined;
  }
}

/** The objects of an array, also of the one array in an object. */
function entriesOf(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isEntry) : isEntry(value) ? entriesIn(value) : [];
}

function entriesIn(value: Entry): Entry[] {
  const arrays = Object.values(value).filter((one): one is unknown[] => Array.isArray(one) && one.some(isEntry));
  return arrays.length === 1 ? arrays[0].filter(isEntry) : [];
}

function isEntry(one: unknown): one is Entry {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}

/** Whether these are the fields of a file: all that it requires, nothing that it does not know. */
function fits(file: FormatFile, fields: readonly string[]): boolean {
  const { known, missing } = columnsIn(file, fields, false);
  return missing.length === 0 && !known.includes(null);
}
