import { readLines } from '../reading/lines';
import { Dates } from '../reading/dates';
import type { ReadingOptions } from '../reading/reading-options';
import { parseObject } from '../reading/records';
import { kinds, type Table } from '../reading/rows';
import { whatIsWrong, type Source, type SourceSet } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { fileTable } from './file-table';
import type { HeaderlessFile } from './format';
import { files, formats } from './formats';
import { fileByHeader } from './by-header';
import { cellsIn, headersIn } from './header-cells';
import { jsonTables, ndjsonTables } from './json-tables';
import { joinedByLinks } from './joined-by-links';
import { titledFile, type NamedFile } from './named-columns';
import { accepted, lineNotRecognised, notRecognised } from './not-recognised';
import { parquetTables } from './parquet-tables';
import { isParquet } from '../reading/parquet';

/** The tables among some files, in the order of loading, and the names of the files that are none. */
export interface Recognised {
  readonly tables: Table[];
  readonly ignored: string[];
}

const headerless: ReadonlyMap<string, HeaderlessFile> = new Map(
  formats.flatMap((format) => [...(format.headerless?.files ?? [])]),
);
/** Files without a header that are known by their first lines, whatever they are called. */
const headerlessByLook = formats.flatMap((format) => format.headerless?.byLook ?? []);
const useless = new Set(formats.flatMap((format) => format.useless ?? []));

/** How many of a file's first rows are shown. */
const SHOWN = 5;

/** How many of a file's first lines are looked at. */
const LOOKED_AT = 200;

/** Find out what each file is, with what a person says of them. Nothing has been written when this throws UnusableSource. */
export async function recognise({ sources, single }: SourceSet, options: ReadingOptions = {}): Promise<Recognised> {
  const tables: Table[] = [];
  const ignored: string[] = [];
  for (const source of sources) {
    const found = await tablesOf(source, single || isExpected(source.name), options);
    if (found.length === 0) {
      ignored.push(source.name);
      continue;
    }
    await source.check?.().catch((error: unknown) => {
      const told = whatIsWrong(error);
      throw new UnusableSource({
        pt: `${source.name} está danificado: ${told.pt}`,
        en: `${source.name} is damaged: ${told.en}`,
      });
    });
    tables.push(...found);
  }
  if (tables.every(({ companion }) => companion)) {
    ignored.push(...tables.map(({ file }) => file));
    const names = ignored.join(', ');
    throw new UnusableSource({
      pt: `nada para importar${names ? ` em: ${names}` : ''}\n${accepted('pt')}`,
      en: `nothing to import${names ? ` in: ${names}` : ''}\n${accepted('en')}`,
    });
  }
  const inOrder = tables.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  return { tables: joinedByLinks(inOrder), ignored };
}

/** Whether a file must be usable even among others, by its name. */
function isExpected(name: string): boolean {
  const stem = /^(.*)\.(?:csv|ndjson|jsonl)$/.exec(name.toLowerCase())?.[1];
  return stem !== undefined && files.some(({ usualName }) => usualName === stem);
}

/** The tables in a file; none when it is a file that is not for us. A file that `must` be one throws instead. */
async function tablesOf(source: Source, must: boolean, options: ReadingOptions): Promise<Table[]> {
  if (isLeftOver(source.path ?? '')) return [];
  const ndjson = await isByLine(source, options);
  if (!ndjson && isJson(source.name)) return jsonTables(source, must, options);
  const known = headerless.get(source.name.toLowerCase());
  if ((must || isNamedParquet(source.name)) && (await isParquet(source)))
    return parquetTables(source, must, SHOWN, options);
  const named = options.columns !== undefined || options.headerless === true;
  if (!must && !ndjson && !named && !known && !isCsv(source.name)) return [];
  const first = await firstLines(source, must, options);
  const beginning = first.slice(0, 2).join('\n');
  const bare = (named ? [] : [...headerlessByLook, ...(known ? [known] : [])]).find(
    ({ looks }) => !looks || looks.test(beginning),
  );
  if (bare) return [fileTable(source, bare.file, { ...bare, quoted: false, hasHeader: false, encoding: 'each' })];
  const header = first.at(0);
  if (header === undefined || useless.has(cellsIn(header, ',').join(','))) return [];
  const tables = ndjson ? ndjsonTables(source, first, options) : csvTables(source, first, options);
  if (tables.length > 0 || !must) return tables;
  if (!ndjson) throw notRecognised(source.name, header, headersIn(header, options), options);
  const names = Object.keys(parseObject(header) ?? {});
  throw names.length === 0
    ? lineNotRecognised(source.name, header)
    : notRecognised(source.name, header, [{ names, delimiter: null }], options);
}

/** The lines of a file's beginning: none when it has none that can be read. */
async function firstLines(source: Source, must: boolean, { encoding }: ReadingOptions): Promise<string[]> {
  for await (const lines of readLines(await source.open(), { given: encoding })) {
    const line = lines.at(0);
    if (!line) continue;
    if (line.problem === undefined)
      return lines.flatMap(({ text, problem }) => (problem === undefined ? [text] : [])).slice(0, LOOKED_AT);
    if (!must) return [];
    throw new UnusableSource({
      pt: `${source.name}: linha ${line.number}: ${line.problem.pt}`,
      en: `${source.name}: line ${line.number}: ${line.problem.en}`,
    });
  }
  if (must) throw new UnusableSource({ pt: `${source.name} está vazio`, en: `${source.name} is empty` });
  return [];
}

function csvTables(source: Source, lines: readonly string[], options: ReadingOptions): Table[] {
  const fitting = fileByHeader(headersIn(lines[0], options), source.path ?? source.name, options);
  return (fitting?.found ?? []).map((found) =>
    tableOf(source, lines, found, fitting?.header.delimiter ?? ',', options),
  );
}

function tableOf(
  source: Source,
  lines: readonly string[],
  named: NamedFile,
  delimiter: string,
  { encoding, dates: order }: ReadingOptions,
): Table {
  const dates = new Dates(order ?? null);
  const cells = lines.map((line) => cellsIn(line, delimiter));
  const { file, columns, hasHeader } = titledFile(named, cells.slice(named.hasHeader ? 1 : 0));
  return fileTable(
    source,
    file,
    { columns, delimiter, quoted: true, hasHeader },
    {
      given: encoding,
      dates,
      undecided: dates.mustLook(lines),
      preview: {
        label: file.label,
        separator: delimiter,
        header: hasHeader,
        columns: columns.map((campo, n) => ({ coluna: hasHeader ? (cells[0][n] ?? '') : String(n + 1), campo })),
        rows: cells.slice(hasHeader ? 1 : 0).slice(0, SHOWN),
      },
    },
  );
}

/** What a Letterboxd export has of what its owner deleted. */
function isLeftOver(path: string): boolean {
  return /(^|\/)(deleted|orphaned)\//.test(path);
}

function isJson(name: string): boolean {
  return /\.(json|ndjson|jsonl)$/i.test(name);
}

/** Whether it is JSON with an object a line, whatever its name says: databases write that as `.json`, too, and an array is none. */
async function isByLine(source: Source, options: ReadingOptions): Promise<boolean> {
  if (!isJson(source.name)) return false;
  const lines = (await firstLines(source, false, options)).slice(0, 2);
  if (!/\.json$/i.test(source.name)) return lines.length === 0 || !lines[0].trimStart().startsWith('[');
  return lines.length > 1 && lines.every((line) => parseObject(line) !== null);
}

function isNamedParquet(name: string): boolean {
  return /\.(parquet|parq|pq)$/i.test(name);
}

function isCsv(name: string): boolean {
  return /\.(csv|tsv|inter|item|user|dat|txt)$/i.test(name);
}
