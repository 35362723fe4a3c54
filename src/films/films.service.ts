import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { decodeCursor, type SortValue } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import { filmConditions, type FilmFilter } from './film-filter';
import type { FilmListQuery, FilmOrder } from './film-list.query';
import { filmColumns, type FilmRow } from './film-row';
import { FilmNotFound } from './film-not-found';

interface Ordering {
  /** What is sorted by. */
  readonly value: string;
  readonly kind: SortValue;
  readonly descending: boolean;
}

const orderings: Readonly<Record<FilmOrder, Ordering>> = {
  id: { value: 'id', kind: 'integer', descending: false },
  titulo: { value: 'busca_titulo', kind: 'text', descending: false },
  ano: { value: 'COALESCE(ano, 0)', kind: 'integer', descending: true },
  popularidade: {
    value: '(SELECT COUNT(*) FROM avaliacoes WHERE filme_id = filmes.id)',
    kind: 'integer',
    descending: true,
  },
};

/** Reads the catalogue. */
@Injectable()
export class FilmsService {
  constructor(private readonly database: Database) {}

  /** One page of the films that a filter lets through, as they were a moment ago. Throws InvalidFields on a cursor that is none. */
  async list(query: FilmListQuery): Promise<Page<FilmRow>> {
    const { ordem: order = 'id', limite: limit, cursor } = query;
    const { value, kind, descending } = orderings[order];
    const conditions = filmConditions(query);
    const [{ total }] = await this.database.queryStale<{ total: number }>(
      `SELECT COUNT(*) AS total FROM filmes ${conditions.where}`,
      conditions.parameters,
    );
    if (cursor) {
      const after = decodeCursor(cursor, order, kind);
      const beyond = descending ? '<' : '>';
      conditions.add(`(valor ${beyond} ? OR (valor = ? AND id > ?))`, after.value, after.value, after.id);
    }
    const rows = await this.database.queryStale<FilmRow & { valor: string | number }>(
      `SELECT ${filmColumns}, valor FROM (SELECT filmes.*, ${value} AS valor FROM filmes) AS filmes ${conditions.where}
       ORDER BY valor ${descending ? 'DESC' : 'ASC'}, id LIMIT ${limit + 1}`,
      conditions.parameters,
    );
    const page = pageOf(rows, limit, ({ valor, id }) => ({ order, value: valor, id }));
    return {
      ...page,
      items: page.items.map(({ id, titulo, genero, diretor, atores, ano }) => ({
        id,
        titulo,
        genero,
        diretor,
        atores,
        ano,
      })),
      total,
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
    return this.database.queryPrepared<FilmRow>(
      `SELECT ${filmColumns} FROM filmes WHERE id IN (SELECT value FROM ${this.database.dialect.integersIn()})`,
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

  /** Every film, by id. */
  described(): Promise<FilmRow[]> {
    return this.database.query(`SELECT ${filmColumns} FROM filmes ORDER BY id`);
  }
}
