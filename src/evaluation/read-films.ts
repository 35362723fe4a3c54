import { recognise } from '../importing/formats/recognise';
import type { RowByKind, Table } from '../importing/reading/rows';
import { openSources } from '../importing/reading/sources';
import { numberOf } from './number-of';

/** What a file says of a film beside its title: names with ", " between them. */
export interface FilmFacts {
  readonly genero: string;
  readonly diretor: string;
  readonly atores: string;
}

const unknown: FilmFacts = { genero: '', diretor: '', atores: '' };

/**
 * The films in some files, folders or zips by their ids, without a database: tables of films, and of directors and cast.
 * What a later path says of a film wins. Throws UnusableSource.
 */
export async function readFilms(paths: readonly string[]): Promise<Map<number, FilmFacts>> {
  const films = new Map<number, FilmFacts>();
  for (const path of paths) {
    const sources = await openSources(path);
    try {
      const { tables } = await recognise(sources);
      for (const table of tables) {
        if (describesFilms(table)) await addFacts(films, table);
      }
    } finally {
      await sources.close();
    }
  }
  return films;
}

type FilmTable = Table<'filmes'> | Table<'elenco'>;

function describesFilms(table: Table): table is FilmTable {
  return table.kind === 'filmes' || table.kind === 'elenco';
}

async function addFacts(films: Map<number, FilmFacts>, table: FilmTable): Promise<void> {
  for await (const { accepted } of table.read()) {
    for (const { row } of accepted) {
      if (row.id === undefined) continue;
      const id = numberOf(row.id);
      films.set(id, { ...unknown, ...films.get(id), ...factsOf(row) });
    }
  }
}

/** Only what the row says, so that a table of the cast does not empty the genres. */
function factsOf(row: RowByKind['filmes' | 'elenco']): Partial<FilmFacts> {
  const { genero, diretor, atores } = 'titulo' in row ? row : { genero: undefined, ...row };
  return Object.fromEntries(Object.entries({ genero, diretor, atores }).filter(([, value]) => value));
}
