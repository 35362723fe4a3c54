import type { ImportJob } from '../../api/answer-types';
import type { Query } from '../../api/client';

/** What a column may be, by our names. */
export const FIELDS = ['usuario_id', 'filme_id', 'avaliacao', 'avaliado_em', 'id', 'titulo', 'ano', 'genero', 'diretor'].concat([
  'atores',
  'nome',
  'email',
  'tipo',
  'quando',
  'valor',
]);

export type TakenFile = ImportJob['arquivos'][number];

/** What a person says of a file; empty: what the file shows. */
export interface Choices {
  /** Our names of its columns, in their order, where they were changed. */
  readonly columns: readonly string[] | null;
  readonly separator: string;
  readonly dates: string;
  readonly scale: string;
  readonly person: string;
  readonly name: string;
  /** The first line is a row. */
  readonly headerless: boolean;
}

export const NO_CHOICES: Choices = {
  ...{ columns: null, separator: '', dates: '', scale: '', person: '', name: '' },
  headerless: false,
};

/** The same as parameters of `POST /importacoes`. */
export function queryOf(choices: Choices, file: TakenFile | undefined): Query {
  const { columns, separator, dates, scale, person, name } = choices;
  const headerless = choices.headerless || (columns !== null && file?.cabecalho === false);
  const nameOf = (n: number): string => (headerless ? '' : file?.colunas[n]?.coluna) || String(n + 1);
  return {
    coluna: columns?.flatMap((field, n) => (field === '' ? [] : [`${field}=${nameOf(n)}`])),
    sem_cabecalho: headerless || undefined,
    separador: separator,
    formato_data: dates,
    escala: scale,
    usuario: person,
    nome: name,
  };
}

const separators = [',', ';', '\t', '|'];

/** Bytes that hold the first rows of nearly every file. */
const BEGINNING = 20_000;
const ROWS = 3;

/** The columns and first rows of a text file, for one that the server could not tell; null for an archive or JSON. */
export async function lookInto(file: File): Promise<TakenFile | null> {
  if (/\.(zip|gz|json|ndjson|jsonl)$/i.test(file.name)) return null;
  const lines = (await file.slice(0, BEGINNING).text()).split(/\r?\n/).filter((line) => line !== '');
  const [first = ''] = lines;
  const counts = separators.map((separator) => first.split(separator).length);
  const separator = separators[counts.indexOf(Math.max(...counts))] ?? ',';
  const cellsOf = (line: string): string[] => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  return {
    arquivo: file.name,
    formato: '',
    tipo: '',
    separador: separator,
    cabecalho: true,
    colunas: cellsOf(first).map((coluna) => ({ coluna, campo: null })),
    linhas: lines.slice(1, 1 + ROWS).map(cellsOf),
  };
}

/** Whether a file belongs to one person, as those of film trackers do. */
export function isTracked(job: ImportJob): boolean {
  return /\.json$/i.test(job.arquivo) || job.arquivos.some(({ formato }) => /Letterboxd|IMDb|Trakt/.test(formato));
}
