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

/** Rows with values for the named columns, many by one statement: one for each costs several times as much. */
async function insert(
  transaction: EntityManager,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS) {
    const some = rows.slice(first, first + ROWS);
    const places = some.map((row, r) => `(${row.map((_, n) => `$${r * columns.length + n + 1}`).join(', ')})`);
    await transaction.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`,
      some.flatMap((row) => row),
    );
  }
}

export function addFilms(database: Database, films: readonly TestFilm[]): Promise<void> {
  return database.write(async (transaction) => {
    const rows = films.map((given) => {
      const film = { genero: '', diretor: '', atores: '', ano: null, ...given };
      return { ...film, ...searchColumns(film) };
    });
    const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
    await insert(
      transaction,
      'filmes',
      columns,
      rows.map((row) => columns.map((column) => row[column])),
    );
    await raiseCatalogueVersion(transaction);
  });
}

export function addUsers(database: Database, ids: readonly number[]): Promise<void> {
  return database.write((transaction) =>
    insert(
      transaction,
      'usuarios',
      ['id', 'nome'],
      ids.map((id) => [id, `Pessoa ${id}`]),
    ),
  );
}

/** Ratings as [user, film, rating], a minute apart, in this order. */
export function addRatings(database: Database, ratings: readonly (readonly [number, number, number])[]): Promise<void> {
  return database.write((transaction) =>
    insert(
      transaction,
      'avaliacoes',
      ['usuario_id', 'filme_id', 'avaliacao', 'avaliado_em'],
      ratings.map(([user, film, rating], n) => [user, film, rating, 1_750_000_000_000 + n * 60_000]),
    ),
  );
}
