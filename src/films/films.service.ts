import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions';
import { Database } from '../database/database';
import { decodeCursor, type SortValue } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { PageQuery } from '../http/page.query';
import { Covers } from './covers';
import { BEST_FIRST, type FilmOrder } from './film-order';
import { filmColumns, filmOf, type FilmRow, type StoredFilm } from './film-row';
import type { Ref } from '../identifiers/identifier';
import { identified, identifiersColumn, listed, resolveIdentifiers } from '../identifiers/stored-identifiers';
import { FilmNotFound, unknownFilms } from './film-not-found';

/** Orders of what is stored. */
type StoredOrder = Exclude<FilmOrder, typeof BEST_FIRST>;

type FilmPage = PageQuery & { readonly ordem: StoredOrder };

interface Ordering {
  /** What is sorted by. */
  readonly value: string;
  readonly kind: SortValue;
  readonly descending: boolean;
}

const orderings: Readonly<Record<StoredOrder, Ordering>> = {
  id: { value: 'id', kind: 'integer', descending: false },
  recentes: { value: 'id', kind: 'integer', descending: true },
  titulo: { value: 'busca_titulo', kind: 'text', descending: false },
  ano: { value: 'COALESCE(ano, 0)', kind: 'integer', descending: true },
  popularidade: {
    value: '(SELECT COUNT(*) FROM avaliacoes WHERE filme_id = filmes.id)',
    kind: 'integer',
    descending: true,
  },
};

/** What answers tell of films. */
const answered = `${filmColumns}, ${identifiersColumn('filmes')}`;
type AnsweredFilm = StoredFilm & { identificadores: string | null };

/** Reads the catalogue. */
@Injectable()
export class FilmsService {
  constructor(
    private readonly database: Database,
    private readonly covers: Covers,
  ) {}

  /** One page of all films, or of those with these ids, as they were a moment ago. Throws InvalidFields on a cursor that is none. */
  async list(query: FilmPage, ids: readonly number[] | null): Promise<Page<FilmRow>> {
    const { ordem: order, limite: limit, cursor } = query;
    const { value, kind, descending } = orderings[order];
    const conditions = new Conditions();
    const { dialect } = this.database;
    if (ids) conditions.add(`id IN (SELECT value FROM ${dialect.integersIn('?')})`, JSON.stringify(ids));
    const [{ total }] = await this.database.queryStale<{ total: number }>(
      `SELECT COUNT(*) AS total FROM filmes ${conditions.where}`,
      conditions.parameters,
    );
    if (cursor) {
      const after = decodeCursor(cursor, order, kind);
      const beyond = descending ? '<' : '>';
      conditions.add(`(valor ${beyond} ? OR (valor = ? AND id > ?))`, after.value, after.value, after.id);
    }
    const rows = await this.database.queryStale<AnsweredFilm & { valor: string | number }>(
      `SELECT ${answered}, valor FROM (SELECT filmes.*, ${value} AS valor FROM filmes) AS filmes ${conditions.where}
       ORDER BY valor ${descending ? 'DESC' : 'ASC'}, id LIMIT ${limit + 1}`,
      conditions.parameters,
    );
    const page = pageOf(rows, limit, ({ valor, id }) => ({ order, value: valor, id }));
    return { ...page, items: page.items.map((film) => this.answer(film)), total };
  }

  /** One page of the films with these ids, in their order. Throws InvalidFields on a cursor that is none. */
  async inOrder(ids: readonly number[], { limite: limit, cursor }: PageQuery): Promise<Page<FilmRow>> {
    const after = cursor ? decodeCursor(cursor, BEST_FIRST, 'integer') : null;
    const own = after ? ids.indexOf(after.id) : -1;
    // Where the last film of the page before is gone, its place is as good as any.
    const start = after ? (own >= 0 ? own + 1 : Number(after.value)) : 0;
    const shown = ids.slice(start, start + limit + 1).map((id, n) => ({ id, place: start + n + 1 }));
    const page = pageOf(shown, limit, ({ id, place }) => ({ order: BEST_FIRST, value: place, id }));
    const films = new Map((await this.byIds(page.items.map(({ id }) => id))).map((film) => [film.id, film]));
    return { ...page, items: page.items.flatMap(({ id }) => films.get(id) ?? []), total: ids.length };
  }

  /** One film. Throws FilmNotFound. */
  async get(id: number): Promise<FilmRow> {
    const rows = await this.database.query<AnsweredFilm>(`SELECT ${answered} FROM filmes WHERE id = $1`, [id]);
    const film = rows.at(0);
    if (!film) throw new FilmNotFound(id);
    return this.answer(film);
  }

  /** The films with these ids that exist, in no particular order. */
  async byIds(ids: readonly number[]): Promise<FilmRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.queryPrepared<AnsweredFilm>(
      `SELECT ${answered} FROM filmes WHERE id IN (SELECT value FROM ${this.database.dialect.integersIn()})`,
      [JSON.stringify(ids)],
    );
    return rows.map((film) => this.answer(film));
  }

  /** The id of every film, ascending: as one text, since a row for each takes ten times as long. */
  async ids(): Promise<number[]> {
    const [{ ids }] = await this.database.query<{ ids: string | null }>(
      `SELECT string_agg(CAST(id AS TEXT), ',' ORDER BY id) AS ids FROM filmes`,
    );
    return ids === null ? [] : ids.split(',').map(Number);
  }

  /** The film with an id elsewhere, as a page. */
  async ofIdentifier(identifier: string): Promise<Page<FilmRow>> {
    const known = await resolveIdentifiers(this.database, this.database.dialect, 'filmes', [identifier]);
    return this.inOrder([...known.values()], { limite: 1 });
  }

  /** Our numbers of films, in their order: one look-up where there are ids elsewhere among them. Throws InvalidFields. */
  async numbersOf(refs: readonly Ref[], fieldOf: (place: number) => string): Promise<number[]> {
    const known = await resolveIdentifiers(this.database, this.database.dialect, 'filmes', refs);
    const numbers = refs.map((ref) => (typeof ref === 'number' ? ref : known.get(ref)));
    const missing = refs.flatMap((ref, n) => (numbers[n] === undefined ? [{ ref, field: fieldOf(n) }] : []));
    if (missing.length > 0) throw unknownFilms(missing);
    return numbers.map(Number);
  }

  /** Every film, by id. */
  async described(): Promise<FilmRow[]> {
    const rows = await this.database.query<AnsweredFilm>(`SELECT ${answered} FROM filmes ORDER BY id`);
    return rows.map((film) => this.answer(film));
  }

  private answer(stored: AnsweredFilm): FilmRow {
    const [{ identificadores }] = listed([stored]);
    return this.covers.tell(identified(filmOf(stored), identificadores));
  }
}
