import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { decodeCursor, encodeCursor } from '../http/cursor';
import { filmConditions, type FilmFilter } from './film-filter';
import type { FilmListQuery, FilmOrder } from './film-list.query';
import { filmColumns, type FilmRow } from './film-row';
import { FilmNotFound } from './film-not-found';

interface Ordering {
  /** What is sorted by. */
  readonly value: string;
  readonly descending: boolean;
}

const orderings: Readonly<Record<FilmOrder, Ordering>> = {
  id: { value: 'id', descending: false },
  titulo: { value: 'busca_titulo', descending: false },
  ano: { value: 'COALESCE(ano, 0)', descending: true },
  popularidade: { value: '(SELECT COUNT(*) FROM avaliacoes WHERE filme_id = filmes.id)', descending: true },
};

export interface FilmPage {
  readonly films: FilmRow[];
  /** How many films the filter lets through, on all pages. */
  readonly total: number;
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** Reads the catalogue. */
@Injectable()
export class FilmsService {
  constructor(private readonly database: Database) {}

  /** One page of the films that a filter lets through, as they were a moment ago. Throws InvalidFields on a cursor that is none. */
  async list(query: FilmListQuery): Promise<FilmPage> {
    const order = query.ordem ?? 'id';
    const limit = query.limite ?? 100;
    const { value, descending } = orderings[order];
    const conditions = filmConditions(query);
    const [{ total }] = await this.database.queryStale<{ total: number }>(
      `SELECT COUNT(*) AS total FROM filmes ${conditions.where}`,
      conditions.parameters,
    );
    if (query.cursor) {
      const after = decodeCursor(query.cursor, order);
      const beyond = descending ? '<' : '>';
      conditions.add(`(valor ${beyond} ? OR (valor = ? AND id > ?))`, after.value, after.value, after.id);
    }
    const rows = await this.database.queryStale<FilmRow & { valor: string | number }>(
      `SELECT ${filmColumns}, valor FROM (SELECT filmes.*, ${value} AS valor FROM filmes) AS filmes ${conditions.where}
       ORDER BY valor ${descending ? 'DESC' : 'ASC'}, id LIMIT ${limit + 1}`,
      conditions.parameters,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      films: page.map(({ id, titulo, genero, diretor, atores, ano }) => ({ id, titulo, genero, diretor, atores, ano })),
      total,
      next: last && rows.length > limit ? encodeCursor({ order, value: last.valor, id: last.id }) : null,
    };
  }

  /** One film. Throws FilmNotFound. */
  async get(id: number): Promise<FilmRow> {
    const rows = await this.database.query<FilmRow>(`SELECT ${filmColumns} FROM filmes WHERE id = $1`, [id]);
    const film = rows.at(0);
    if (!film) throw new FilmNotFound(id);
    return film;
  }

  /** The films with these ids that exist, in no particular order. */
  byIds(ids: readonly number[]): Promise<FilmRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.database.frequent<FilmRow>(
      `SELECT ${filmColumns} FROM filmes WHERE id IN (SELECT value FROM ${this.database.integersIn()})`,
      [JSON.stringify(ids)],
    );
  }

  /** The id of every film, ascending: as one text, since a row for each takes ten times as long. */
  async ids(): Promise<number[]> {
    const [{ ids }] = await this.database.query<{ ids: string | null }>(
      `SELECT string_agg(CAST(id AS TEXT), ',' ORDER BY id) AS ids FROM filmes`,
    );
    return ids === null ? [] : ids.split(',').map(Number);
  }

  /** Ids of the films that a filter lets through; null when it lets all through. */
  async idsMatching(filter: FilmFilter): Promise<number[] | null> {
    const conditions = filmConditions(filter);
    if (conditions.empty) return null;
    const rows = await this.database.query<{ id: number }>(
      `SELECT id FROM filmes ${conditions.where}`,
      conditions.parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** Id, title and year of every film, as they were a moment ago. */
  titles(): Promise<Pick<FilmRow, 'id' | 'titulo' | 'ano'>[]> {
    return this.database.queryStale('SELECT id, titulo, ano FROM filmes ORDER BY id');
  }

  /** Every film, by id. */
  described(): Promise<FilmRow[]> {
    return this.database.query(`SELECT ${filmColumns} FROM filmes ORDER BY id`);
  }
}
