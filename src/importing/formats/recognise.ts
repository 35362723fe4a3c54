import { readLines } from '../reading/lines';
import { parseObject } from '../reading/records';
import type { Language } from '../../http/language';
import { kinds, type Table } from '../reading/rows';
import { whatIsWrong, type Source, type SourceSet } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { exportTables } from './export-tables';
import { fileTable } from './file-table';
import { columnsIn, type FormatFile, type HeaderlessFile } from './format';
import { formats } from './formats';

/** The tables among some files, in the order of loading, and the names of the files that are none. */
export interface Recognised {
  readonly tables: Table[];
  readonly ignored: string[];
}

const files: readonly FormatFile[] = formats.flatMap((format) => format.files);
const headerless: ReadonlyMap<string, HeaderlessFile> = new Map(
  formats.flatMap((format) => [...(format.headerless?.files ?? [])]),
);
const useless = new Set(formats.flatMap((format) => format.useless ?? []));

/** What may stand between the values of a file with a header. */
const delimiters = [',', ';', '\t'];

/** Find out what each file is. Nothing has been written when this throws UnusableSource. */
export async function recognise({ sources, single }: SourceSet): Promise<Recognised> {
  const tables: Table[] = [];
  const ignored: string[] = [];
  for (const source of sources) {
    const found = await tablesOf(source, single || isExpected(source.name));
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
  if (tables.length === 0) {
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
async function tablesOf(source: Source, must: boolean): Promise<Table[]> {
  const known = headerless.get(source.name.toLowerCase());
  if (known) return [fileTable(source, known.file, { ...known, quoted: false, hasHeader: false, encoding: 'each' })];
  const ndjson = isNdjson(source.name);
  if (!must && !ndjson && !isCsv(source.name)) return [];
  const first = await firstLine(source, must);
  if (first === null || useless.has(namesIn(first, ',').join(','))) return [];
  const tables = ndjson ? ndjsonTables(source, first) : csvTables(source, first);
  if (tables.length > 0 || !must) return tables;
  const found = printable(first);
  throw new UnusableSource({
    pt: `${source.name}: ${ndjson ? 'primeira linha' : 'cabeçalho'} não reconhecido\n  encontrado: ${found}${obstacles(first, 'pt')}\n${accepted('pt')}`,
    en: `${source.name}: ${ndjson ? 'first line' : 'header'} not recognised\n  found: ${found}${obstacles(first, 'en')}\n${accepted('en')}`,
  });
}

async function firstLine(source: Source, must: boolean): Promise<string | null> {
  for await (const lines of readLines(await source.open())) {
    const line = lines.at(0);
    if (!line) continue;
    if (line.problem === undefined) return line.text;
    if (!must) return null;
    throw new UnusableSource({
      pt: `${source.name}: linha ${line.number}: ${line.problem.pt}`,
      en: `${source.name}: line ${line.number}: ${line.problem.en}`,
    });
  }
  if (must) throw new UnusableSource({ pt: `${source.name} está vazio`, en: `${source.name} is empty` });
  return null;
}

/** The columns' own names come before what others call them: our ratings are not taken for those of somebody else. */
function csvTables(source: Source, header: string): Table[] {
  for (const aliases of [false, true])
    for (const delimiter of delimiters) {
      const given = namesIn(header, delimiter);
      for (const file of files) {
        const { known, missing } = columnsIn(file, given, aliases);
        const columns = known.filter((name) => name !== null);
        if (missing.length === 0 && columns.length === known.length)
          return [fileTable(source, file, { columns, delimiter, quoted: true, hasHeader: true })];
      }
    }
  return [];
}

/** An export, or one file of a format: by its name, or else by the fields of its first row, since there is no header. */
function ndjsonTables(source: Source, first: string): Table[] {
  const mixed = exportTables(source, first, files);
  if (mixed.length > 0) return mixed;
  const fields = Object.keys(parseObject(first) ?? {});
  const stem = source.name.toLowerCase().split('.')[0];
  const candidates = files.filter(({ ndjson }) => ndjson);
  const file = candidates.find(({ usualName }) => usualName === stem) ?? candidates.find((one) => fits(one, fields));
  return file ? [fileTable(source, file, { ndjson: true })] : [];
}

function isNdjson(name: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(name);
}

function isCsv(name: string): boolean {
  return /\.(csv|tsv|inter|item)$/i.test(name);
}

function namesIn(header: string, delimiter: string): string[] {
  return header.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
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

/** What stands in the way of taking a header for that of the file which it is nearest to. */
function obstacles(header: string, language: Language): string {
  const near = delimiters.flatMap((delimiter) => {
    const given = namesIn(header, delimiter);
    return files.map((file) => {
      const { known, missing } = columnsIn(file, given, true);
      const others = given.filter((_, n) => known[n] === null);
      const exact = columnsIn(file, given, false).known.filter((name) => name !== null).length;
      return { file, missing, given, others, exact, found: given.length - others.length };
    });
  });
  const [{ file, missing, given, others, found }] = near.sort(
    (a, b) => b.found - a.found || b.exact - a.exact || a.missing.length - b.missing.length,
  );
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
