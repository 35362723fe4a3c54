import type { ImportJob } from '../../api/answer-types';
import type { Query } from '../../api/client';

export type TakenFile = ImportJob['arquivos'][number] & {
  /** Its columns were not recognised: this is what they are nearest to. */
  readonly guessed?: boolean;
};

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
  const { separator, dates, scale, person, name } = choices;
  // A guess that a person lets stand is what they say.
  const columns = choices.columns ?? (file?.guessed ? file.colunas.map(({ campo }) => campo ?? '') : null);
  const headerless = choices.headerless || (columns !== null && file?.cabecalho === false);
  const nameOf = (n: number): string => {
    const name = headerless ? '' : (file?.colunas.at(n)?.coluna ?? '');
    return name === '' ? String(n + 1) : name;
  };
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

/** Bytes that hold the first rows of nearly every file. */
const BEGINNING = 20_000;

/** Rows that are shown of each file. */
export const ROWS = 3;

/** What a simulation took a file for, with the first rows, roughly, of a text file of which the server shows none. */
export async function withRows({ arquivos, estado }: ImportJob, file: File): Promise<readonly TakenFile[]> {
  const files = arquivos.map((one) => ({ ...one, guessed: estado === 'falhou' && one.linhas.length === 0 }));
  const taken = files.at(0);
  const separator = taken?.separador ?? null;
  const isText = !/\.(zip|gz|parquet|json|ndjson|jsonl)$/i.test(file.name);
  if (files.length !== 1 || !taken || separator === null || taken.linhas.length > 0 || !isText) return files;
  const bytes = await file.slice(0, BEGINNING).arrayBuffer();
  const utf8 = new TextDecoder().decode(bytes);
  const text = utf8.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : utf8;
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const linhas = lines
    .slice(taken.cabecalho ? 1 : 0)
    .slice(0, ROWS)
    .map((line) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  return [{ ...taken, linhas }];
}

/** Whether a file belongs to one person, as those of film trackers do. */
export function isTracked(job: ImportJob): boolean {
  return (
    /\.json$/i.test(job.arquivo) ||
    job.arquivos.some(({ formato }) =>
      /Letterboxd|IMDb|Trakt|(notas do|ratings of) TMDB|uma pessoa|one person/.test(formato),
    )
  );
}
