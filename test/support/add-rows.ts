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

export function addFilms(database: Database, films: readonly TestFilm[]): Promise<void> {
  return database.write(async (transaction) => {
    for (const given of films) {
      const film = { genero: '', diretor: '', atores: '', ano: null, ...given };
      const row = { ...film, ...searchColumns(film) };
      const names = Object.keys(row);
      await transaction.query(
        `INSERT INTO filmes (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
        Object.values(row),
      );
    }
    await raiseCatalogueVersion(transaction);
  });
}

export function addUsers(database: Database, ids: readonly number[]): Promise<void> {
  return database.write(async (transaction) => {
    for (const id of ids)
      await transaction.query('INSERT INTO usuarios (id, nome) VALUES ($1, $2)', [id, `Pessoa ${id}`]);
  });
}

/** Ratings as [user, film, rating], a minute apart, in this order. */
export function addRatings(database: Database, ratings: readonly (readonly [number, number, number])[]): Promise<void> {
  return database.write(async (transaction) => {
    for (const [n, [user, film, rating]] of ratings.entries())
      await transaction.query(
        'INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em) VALUES ($1, $2, $3, $4)',
        [user, film, rating, 1_750_000_000_000 + n * 60_000],
      );
  });
}
