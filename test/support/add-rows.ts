import type { EntityManager } from 'typeorm';
import type { Database } from '../../src/database/database';
import { raiseCatalogueVersion } from '../../src/films/catalogue-version';
import { searchColumns } from '../../src/films/film-row';

/** A film for a test: what is left out is empty. */
export interface TestFilm {
  id: number;
  titulo: string;
  genero?: string;
  diretor?: string;
  atores?: string;
  ano?: number | null;
}

/** How many rows a statement takes: it has fewer than 32,767 values, which is what SQLite allows. */
const ROWS = 500;

/** Rows with values for the columns that the first one names, many by one statement: one for each costs several times as much. */
export async function insertRows(
  transaction: EntityManager,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let first = 0; first < rows.length; first += ROWS) {
    const some = rows.slice(first, first + ROWS);
    const places = some.map((_, r) => `(${columns.map((__, n) => `$${r * columns.length + n + 1}`).join(', ')})`);
    await transaction.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`,
      some.flatMap((row) => columns.map((column) => row[column])),
    );
  }
}

export function addFilms(database: Database, films: readonly TestFilm[]): Promise<void> {
  return database.write(async (transaction) => {
    const rows = films.map((given) => {
      const film = { genero: '', diretor: '', atores: '', ano: null, ...given };
      return { ...film, ...searchColumns(film) };
    });
    await insertRows(transaction, 'filmes', rows);
    await raiseCatalogueVersion(transaction);
  });
}

export function addUsers(database: Database, ids: readonly number[]): Promise<void> {
  const rows = ids.map((id) => ({ id, nome: `Pessoa ${id}` }));
  return database.write((transaction) => insertRows(transaction, 'usuarios', rows));
}

/** Ratings as [user, film, rating], a minute apart, in this order. */
export function addRatings(database: Database, ratings: readonly (readonly [number, number, number])[]): Promise<void> {
  const rows = ratings.map(([usuario_id, filme_id, avaliacao], n) => ({
    ...{ usuario_id, filme_id, avaliacao },
    avaliado_em: 1_750_000_000_000 + n * 60_000,
  }));
  return database.write((transaction) => insertRows(transaction, 'avaliacoes', rows));
}
