import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { isDuplicateId } from '../database/database-errors';
import { freshIds } from '../database/fresh-ids';
import { lockRows } from '../database/row-locks';
import type { Problem } from '../http/problem';
import { identified, identifiersOf, replaceIdentifiers } from '../identifiers/stored-identifiers';
import { raiseCatalogueVersion } from './catalogue-version';
import { Covers } from './covers';
import type { FilmPatchBody, NewFilmBody } from './film-body';
import { FilmNotFound } from './film-not-found';
import { filmColumns, filmOf, newFilm, searchColumns, type FilmRow, type StoredFilm } from './film-row';
import { Filme } from './filme.entity';

/** Changes the catalogue. */
@Injectable()
export class FilmWriter {
  constructor(
    private readonly database: Database,
    private readonly covers: Covers,
  ) {}

  /** Throws IdentifierTaken. */
  create({ identificadores = [], ...body }: NewFilmBody): Promise<FilmRow> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      await dialect.lock(transaction, 'uniques', 'shared');
      const [id] = await freshIds(transaction, dialect, 'filmes', 1);
      const film = { ...newFilm({ id, titulo: body.titulo }), ...given(body) };
      await insert(transaction, film);
      const own = await replaceIdentifiers(transaction, dialect, 'filmes', id, identificadores);
      await raiseCatalogueVersion(transaction);
      return this.covers.tell(identified(filmOf(film), own));
    }, isDuplicateId);
  }

  /** Throws FilmNotFound, IdentifierTaken. */
  change(id: number, { identificadores, ...body }: FilmPatchBody): Promise<FilmRow> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const film = { ...(await this.stored(transaction, id)), ...given(body) };
      await transaction.update(Filme, { id }, toEntity(film));
      const own =
        identificadores === undefined
          ? (await identifiersOf(transaction, dialect, 'filmes', [id])).get(id)
          : await replaceIdentifiers(transaction, dialect, 'filmes', id, identificadores);
      await raiseCatalogueVersion(transaction);
      return this.covers.tell(identified(filmOf(film), own));
    }, isDuplicateId);
  }

  /** Delete a film with all its ratings. Throws FilmNotFound. */
  remove(id: number): Promise<void> {
    return this.removeAll([id], () => new FilmNotFound(id));
  }

  /** Delete films with all their ratings: all of them, or none, and throw what is said of those that are not there. */
  removeAll(ids: readonly number[], missing: (ids: readonly number[]) => Problem): Promise<void> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      // From here on nobody rates them.
      const found = await lockRows(transaction, dialect, 'filmes', ids, 'delete');
      const absent = ids.filter((id) => !found.has(id));
      if (absent.length > 0) throw missing(absent);
      if (ids.length === 0) return;
      const films = JSON.stringify(ids);
      // Those who rated them lose a rating: their profiles change.
      const raters = await transaction.query<{ usuario_id: number }[]>(
        `SELECT DISTINCT usuario_id FROM avaliacoes WHERE filme_id IN (SELECT value FROM ${dialect.integersIn()})`,
        [films],
      );
      const users = await lockRows(
        transaction,
        dialect,
        'usuarios',
        raters.map((rater) => rater.usuario_id),
        'change',
      );
      await transaction.query(
        `UPDATE usuarios SET versao_perfil = versao_perfil + 1
         WHERE id IN (SELECT value FROM ${dialect.integersIn()})`,
        [JSON.stringify([...users])],
      );
      await transaction.query(`DELETE FROM filmes WHERE id IN (SELECT value FROM ${dialect.integersIn()})`, [films]);
      await raiseCatalogueVersion(transaction);
    });
  }

  private async stored(transaction: EntityManager, id: number): Promise<StoredFilm> {
    const rows = await transaction.query<StoredFilm[]>(
      `SELECT ${filmColumns} FROM filmes WHERE id = $1 ${this.database.dialect.inOrder('change')}`,
      [id],
    );
    const film = rows.at(0);
    if (!film) throw new FilmNotFound(id);
    return film;
  }
}

/** In SQL, since TypeORM leaves an id that is given out to PostgreSQL. */
async function insert(transaction: EntityManager, film: StoredFilm): Promise<void> {
  const row = { ...film, ...searchColumns(film) };
  const places = Object.keys(row).map((_, n) => `$${n + 1}`);
  await transaction.query(
    `INSERT INTO filmes (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}

/** The fields that a body holds: a DTO has the others as undefined. */
function given(body: Omit<FilmPatchBody, 'identificadores'>): Partial<Omit<StoredFilm, 'id'>> {
  const fields: [string, unknown][] = Object.entries(body);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function toEntity(film: StoredFilm) {
  const folded = searchColumns(film);
  return {
    title: film.titulo,
    genres: film.genero,
    directors: film.diretor,
    actors: film.atores,
    year: film.ano,
    posterUrl: film.poster_url,
    synopsis: film.sinopse,
    duration: film.duracao,
    languages: film.idioma,
    countries: film.pais,
    age: film.classificacao,
    availableFrom: film.disponivel_de,
    availableUntil: film.disponivel_ate,
    attributes: film.atributos,
    searchTitle: folded.busca_titulo,
    searchGenres: folded.busca_genero,
    searchDirectors: folded.busca_diretor,
    searchActors: folded.busca_atores,
  };
}
