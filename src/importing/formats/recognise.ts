import type { Layout } from './format';
import { readLines } from '../reading/lines';
import { isMixed, mixedTables } from './export-tables';
import { movieLensFiles, movieLensLayouts } from './movielens';
import { ownLayouts } from './centroide';
import { parseObject } from '../reading/records';
import { kinds, type Table } from '../reading/rows';
import { UnusableSource } from '../reading/unusable-source';
import type { Source, SourceSet } from '../reading/sources';

/** The tables among some files, in the order of loading, and the names of the files that are none. */
export interface Recognised {
  readonly tables: Table[];
  readonly ignored: string[];
}

const layouts: readonly Layout[] = [...movieLensLayouts, ...ownLayouts];

/** Headers of MovieLens files that hold nothing for us: links to other catalogues, tags, the tag genome. */
const uselessHeaders = new Set(
  ['movieId,imdbId,tmdbId', 'userId,movieId,tag,timestamp', 'movieId,tagId,relevance', 'tagId,tag'].map(canonical),
);

/** Names of files that must be usable when they are there, even among others. */
const expectedNames = /^(movies|ratings|filmes|usuarios|avaliacoes|films)\.(csv|ndjson|jsonl)$/i;

/** Find out what each file is. Nothing has been written when this throws UnusableSource. */
export async function recognise({ sources, single }: SourceSet): Promise<Recognised> {
  const tables: Table[] = [];
  const ignored: string[] = [];
  for (const source of sources) {
    const found = await tablesOf(source, single || expectedNames.test(source.name));
    if (found.length === 0) {
      ignored.push(source.name);
      continue;
    }
    await source.check?.().catch((error: unknown) => {
      throw new UnusableSource(
        `${source.name} está danificado: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    tables.push(...found);
  }
  if (tables.length === 0)
    throw new UnusableSource(`nada para importar${ignored.length ? ` em: ${ignored.join(', ')}` : ''}\n${accepted()}`);
  return { tables: tables.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)), ignored };
}

/** The tables in a file; none when it is a file that is not for us. A file that `must` be one throws instead. */
async function tablesOf(source: Source, must: boolean): Promise<Table[]> {
  const known = movieLensFiles.get(source.name.toLowerCase());
  if (known) return [known.layout.table(source, known.encoding)];
  const ndjson = /\.(ndjson|jsonl)$/i.test(source.name);
  if (!must && !ndjson && !/\.csv$/i.test(source.name)) return [];
  const first = await firstLine(source, must);
  if (first === null) return [];
  if (uselessHeaders.has(canonical(first))) return [];
  if (ndjson && isMixed(first)) return mixedTables(source);
  const table = ndjson ? ndjsonTable(source, first) : csvTable(source, first);
  if (table) return [table];
  if (!must) return [];
  throw new UnusableSource(
    `${source.name}: ${ndjson ? 'primeira linha' : 'cabeçalho'} não reconhecido\n  encontrado: ${printable(first)}${unknownColumns(first)}\n${accepted()}`,
  );
}

async function firstLine(source: Source, must: boolean): Promise<string | null> {
  for await (const lines of readLines(await source.open())) {
    const line = lines.at(0);
    if (!line) continue;
    if (line.problem === undefined) return line.text;
    if (!must) return null;
    throw new UnusableSource(`${source.name}: linha ${line.number}: ${line.problem}`);
  }
  if (must) throw new UnusableSource(`${source.name} está vazio`);
  return null;
}

function csvTable(source: Source, header: string): Table | null {
  for (const delimiter of [',', ';', '\t']) {
    const columns = columnsOf(header, delimiter);
    const layout = layouts.find((one) => fits(one, columns));
    if (layout) return layout.table(source, { columns, delimiter, quoted: true });
  }
  return null;
}

/** By its name, or else by the fields of its first row: there is no header. */
function ndjsonTable(source: Source, first: string): Table | null {
  const fields = Object.keys(parseObject(first) ?? {});
  const name = source.name.toLowerCase().split('.')[0];
  const layout = ownLayouts.find((one) => one.kind === name) ?? ownLayouts.find((one) => fits(one, fields));
  return layout?.table(source, { ndjson: true }) ?? null;
}

function columnsOf(header: string, delimiter: string): string[] {
  return header.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

/** All that a layout requires, nothing that it does not know, nothing twice. */
function fits({ required, optional }: Layout, columns: string[]): boolean {
  const given = new Set(columns);
  return (
    given.size === columns.length &&
    required.every((name) => given.has(name)) &&
    columns.every((name) => required.includes(name) || optional.includes(name))
  );
}

/** What stands in the way when a header has all that a layout requires, and more. */
function unknownColumns(header: string): string {
  const columns = columnsOf(header, ',');
  const close = layouts.find(({ required }) => required.every((name) => columns.includes(name)));
  const unknown = columns.filter((name) => close && !close.required.includes(name) && !close.optional.includes(name));
  return unknown.length > 0 ? `\n  colunas desconhecidas: ${printable(unknown.join(', '))}` : '';
}

function accepted(): string {
  const headers = layouts.map(
    ({ label, required, optional }) =>
      `  ${label}: ${required.join(',')}${optional.map((name) => `[,${name}]`).join('')}`,
  );
  return `Aceitos (CSV com cabeçalho; os nossos também em NDJSON):\n${headers.join('\n')}\n  ou movies.dat, ratings.dat (MovieLens 1M e 10M), u.item, u.data (100K)`;
}

function canonical(header: string): string {
  return columnsOf(header, ',').join(',');
}

/** A text that may be anything, fit for a terminal. */
function printable(text: string): string {
  return text.slice(0, 120).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}
