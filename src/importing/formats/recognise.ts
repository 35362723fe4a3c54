import { readLines } from '../reading/lines';
import { Dates } from '../reading/dates';
import type { ReadingOptions } from '../reading/reading-options';
import { parseObject, splitQuoted } from '../reading/records';
import type { Language, Text } from '../../http/language';
import { kinds, type Table } from '../reading/rows';
import { whatIsWrong, type Source, type SourceSet } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { exportTables } from './export-tables';
import { fileTable } from './file-table';
import { columnsIn, type FormatFile, type HeaderlessFile } from './format';
import { formats } from './formats';
import { traktTables } from './trakt';
import { namedFile, type NamedFile } from './named-columns';

/** The tables among some files, in the order of loading, and the names of the files that are none. */
export interface Recognised {
  readonly tables: Table[];
  readonly ignored: string[];
}

const files: readonly FormatFile[] = formats.flatMap((format) => format.files);
const headerless: ReadonlyMap<string, HeaderlessFile> = new Map(
  formats.flatMap((format) => [...(format.headerless?.files ?? [])]),
);
/** Files without a header that are known by their first lines, whatever they are called. */
const headerlessByLook = formats.flatMap((format) => format.headerless?.byLook ?? []);
const useless = new Set(formats.flatMap((format) => format.useless ?? []));

/** What may stand between the values of a file with a header. */
const delimiters = [',', ';', '\t', '|'];

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
  return { tables: tables.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)), ignored };
}

/** Whether a file must be usable even among others, by its name. */
function isExpected(name: string): boolean {
  const stem = /^(.*)\.(?:csv|ndjson|jsonl)$/.exec(name.toLowerCase())?.[1];
  return stem !== undefined && files.some(({ usualName }) => usualName === stem);
}

/** The tables in a file; none when it is a file that is not for us. A file that `must` be one throws instead. */
async function tablesOf(source: Source, must: boolean, options: ReadingOptions): Promise<Table[]> {
  if (isLeftOver(source.path ?? '')) return [];
  if (/\.json$/i.test(source.name)) return traktTables(source);
  const known = headerless.get(source.name.toLowerCase());
  const named = options.columns !== undefined || options.headerless === true;
  if (known && !named && (await looksLike(source, known)))
    return [fileTable(source, known.file, { ...known, quoted: false, hasHeader: false, encoding: 'each' })];
  const ndjson = isNdjson(source.name);
  if (!must && !ndjson && !named && !isCsv(source.name)) return [];
  const first = await firstLines(source, must, options);
  const blocks = headerlessByLook.find(({ looks }) => looks?.test(first.slice(0, 2).join('\n')));
  if (blocks) return [fileTable(source, blocks.file, { ...blocks, quoted: false, hasHeader: false, encoding: 'each' })];
  const header = first.at(0);
  if (header === undefined || useless.has(namesIn(header, ',').join(','))) return [];
  const tables = ndjson ? ndjsonTables(source, header) : csvTables(source, first, options);
  if (tables.length > 0 || !must) return tables;
  const found = printable(header);
  const told = ndjson ? { pt: '', en: '' } : option(header, options);
  throw new UnusableSource({
    pt: `${source.name}: ${ndjson ? 'primeira linha' : 'cabeçalho'} não reconhecido\n  encontrado: ${found}${obstacles(header, options, 'pt')}\n${accepted('pt')}\n${told.pt}`,
    en: `${source.name}: ${ndjson ? 'first line' : 'header'} not recognised\n  found: ${found}${obstacles(header, options, 'en')}\n${accepted('en')}\n${told.en}`,
  });
}

async function looksLike(source: Source, { looks }: HeaderlessFile): Promise<boolean> {
  return !looks || looks.test((await firstLines(source, false, {})).slice(0, 2).join('\n'));
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

/** What a person names comes first: other files beside theirs may be of the usual kinds. */
function candidatesOf({ separator }: ReadingOptions): readonly string[] {
  return separator === undefined ? delimiters : [separator, ...delimiters];
}

/** The columns' own names come before what others call them: our ratings are not taken for those of somebody else. */
function csvTables(source: Source, lines: readonly string[], options: ReadingOptions): Table[] {
  const candidates = candidatesOf(options);
  for (const delimiter of candidates) {
    const found = namedFile(namesIn(lines[0], delimiter), options, files);
    if (found) return [tableOf(source, lines, found, delimiter, options)];
  }
  for (const aliases of [false, true])
    for (const delimiter of candidates) {
      const given = namesIn(lines[0], delimiter);
      for (const file of files) {
        const { known, missing } = columnsIn(file, given, aliases);
        if (missing.length > 0 || (known.includes(null) && !file.leavesOthers)) continue;
        if (file.path && !file.path.test(source.path ?? source.name)) continue;
        return [file, ...(file.also ?? [])].map((one) =>
          tableOf(source, lines, { file: one, columns: known, hasHeader: true }, delimiter, options),
        );
      }
    }
  return [];
}

function tableOf(
  source: Source,
  lines: readonly string[],
  { file, columns, hasHeader }: NamedFile,
  delimiter: string,
  { encoding, dates: order }: ReadingOptions,
): Table {
  const dates = new Dates(order ?? null);
  const cells = lines.slice(0, SHOWN + 1).map((line) => namesIn(line, delimiter));
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

/** An export, or one file of a format: by its name, or else by the fields of its first row, since there is no header. */
function ndjsonTables(source: Source, first: string): Table[] {
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
  return file ? [fileTable(source, file, { ndjson: true })] : [];
}

/** What a Letterboxd export has of what its owner deleted. */
function isLeftOver(path: string): boolean {
  return /(^|\/)(deleted|orphaned)\//.test(path);
}

function isNdjson(name: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(name);
}

function isCsv(name: string): boolean {
  return /\.(csv|tsv|inter|item|user|dat|txt)$/i.test(name);
}

function namesIn(header: string, delimiter: string): string[] {
  const plain = header.split(delimiter);
  const cells = header.includes('"') ? (splitQuoted(header, delimiter) ?? plain) : plain;
  return cells.map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

/** Whether these are the fields of a file: all that it requires, nothing that it does not know. */
function fits(file: FormatFile, fields: readonly string[]): boolean {
  const { known, missing } = columnsIn(file, fields, false);
  return missing.length === 0 && !known.includes(null);
}

const nearest = { pt: 'mais parecido com', en: 'nearest to' };
const lacking = { pt: 'faltam', en: 'missing' };
const repeated = { pt: 'colunas repetidas', en: 'repeated columns' };
const unknown = { pt: 'colunas desconhecidas', en: 'unknown columns' };

interface Near {
  readonly file: FormatFile;
  readonly missing: readonly string[];
  readonly given: readonly string[];
  /** Columns that are not the file's. */
  readonly others: readonly string[];
  /** How many are. */
  readonly found: number;
}

/** The file that a header is nearest to. */
function nearestTo(header: string, options: ReadingOptions): Near {
  const near = candidatesOf(options).flatMap((delimiter) => {
    const given = namesIn(header, delimiter);
    return files.map((file) => {
      const { known, missing } = columnsIn(file, given, true);
      const others = given.filter((_, n) => known[n] === null);
      const exact = columnsIn(file, given, false).known.filter((name) => name !== null).length;
      return { file, missing, given, others, exact, found: given.length - others.length };
    });
  });
  return near.sort((a, b) => b.found - a.found || b.exact - a.exact || a.missing.length - b.missing.length)[0];
}

/** What stands in the way of taking a header for that of the file which it is nearest to. */
function obstacles(header: string, options: ReadingOptions, language: Language): string {
  const { file, missing, given, others, found } = nearestTo(header, options);
  if (found === 0) return '';
  const twice = others.filter((name, n) => given.indexOf(name) < given.lastIndexOf(name) || others.indexOf(name) < n);
  return (
    `\n  ${nearest[language]}: ${file.label[language]}` +
    named(lacking[language], missing) +
    named(repeated[language], twice) +
    named(
      unknown[language],
      others.filter((name) => !twice.includes(name)),
    )
  );
}

/** The option that would do: with it, columns that are not named are left out. */
function option(header: string, options: ReadingOptions): Text {
  const { missing, given, others, found } = nearestTo(header, options);
  const wanted = found > 0 && missing.length > 0 ? missing : ['avaliacao'];
  const from = found > 0 && missing.length > 0 && others.length > 0 ? others : given;
  const example = wanted.map((name, n) => `--coluna ${name}=${printable(from[n % from.length] ?? '1')}`).join(' ');
  const call = example.replaceAll('--coluna ', 'coluna=').replaceAll(' coluna', '&coluna');
  return {
    pt: `Diga que coluna é o quê, e as outras ficam de fora: ${example} (ou pelo número, a partir de 1); na API, ${call}`,
    en: `Say which column is what, and the others are left out: ${example} (or by number, from 1 on); in the API, ${call}`,
  };
}

function named(what: string, columns: readonly string[]): string {
  return columns.length > 0 ? `\n  ${what}: ${printable([...new Set(columns)].join(', '))}` : '';
}

function accepted(language: Language): string {
  const headers = files.map(
    ({ label, required, optional = [] }) =>
      `  ${label[language]}: ${required.join(',')}${optional.map((name) => `[,${name}]`).join('')}`,
  );
  const byName = formats.flatMap((format) =>
    format.headerless ? [`  ${language === 'pt' ? 'ou' : 'or'} ${format.headerless.label[language]}`] : [],
  );
  const taken = {
    pt: 'Aceitos (CSV com cabeçalho; os nossos também em NDJSON):',
    en: 'Taken (CSV with a header; ours in NDJSON as well):',
  };
  return [taken[language], ...headers, ...byName].join('\n');
}

/** A text that may be anything, fit for a terminal. */
function printable(text: string): string {
  return text.slice(0, 120).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}
