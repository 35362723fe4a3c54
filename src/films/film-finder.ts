import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../database/database';
import { KeptWhileSlow } from '../database/kept-while-slow';
import { searchText } from '../database/fold';
import { catalogueVersion } from './catalogue-version';
import type { FilmFilter } from './film-filter';
import { matchesFilter, type SearchedFilm } from './film-matching';
import { unknownValues, type UnknownValue } from './filter-hint';
import { titleRank } from './title-rank';

/** What a filter lets through. */
export interface FilmSelection {
  /** Ids, titles that fit best first; null where all films are let through. */
  readonly ids: readonly number[] | null;
  /** What was asked for and no film has. */
  readonly unknown: readonly UnknownValue[];
}

interface SearchedCatalogue {
  readonly films: readonly SearchedFilm[];
  /** By the text of a filter. */
  readonly found: LRUCache<string, FilmSelection>;
}

/** Answers of one state of the catalogue that are kept. */
const KEPT = 200;

/**
 * Finds films by title and by what they are. All that is searched of them is in memory, for one version of the catalogue, read anew when
 * a film has changed: a scan of what the writers folded, the same on both databases and without an extension.
 */
@Injectable()
export class FilmFinder {
  private readonly states = new LRUCache<number, Promise<SearchedCatalogue>>({ max: 1 });
  private readonly ratings = new KeptWhileSlow(1, () => this.countRatings());

  constructor(private readonly database: Database) {}

  /** The films that a filter lets through. */
  async select(filter: FilmFilter): Promise<FilmSelection> {
    const given = Object.entries(filter).filter(([, value]) => value !== undefined);
    if (given.length === 0) return { ids: null, unknown: [] };
    const { films, found } = await this.now();
    const key = JSON.stringify(given);
    const known = found.get(key);
    if (known) return known;
    const open = films.filter(matchesFilter(filter));
    const unknown = unknownValues(filter, films);
    if (filter.busca === undefined) {
      const selection = { ids: open.map(({ id }) => id), unknown };
      found.set(key, selection);
      return selection;
    }
    const rank = titleRank(searchText(filter.busca), open);
    const ratings = await this.ratings.of(0);
    const popularity = ({ id }: SearchedFilm): number => ratings.get(id) ?? 0;
    const ids = rank
      .sort((a, b) => a.tier - b.tier || popularity(b.film) - popularity(a.film) || a.film.id - b.film.id)
      .map(({ film }) => film.id);
    return { ids, unknown };
  }

  /** Genres with how many films each has, the most frequent first. */
  async genres(): Promise<{ nome: string; filmes: number }[]> {
    const { films } = await this.now();
    const counts = new Map<string, number>();
    for (const { genero } of films)
      for (const name of new Set(genero.split(', ').filter(Boolean))) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts]
      .map(([nome, filmes]) => ({ nome, filmes }))
      .sort((a, b) => b.filmes - a.filmes || (a.nome < b.nome ? -1 : 1));
  }

  private async now(): Promise<SearchedCatalogue> {
    // The number is read first: films may be newer than it says, never older.
    const version = await catalogueVersion(this.database);
    const known = this.states.get(version);
    if (known) return known;
    const state = this.read();
    this.states.set(version, state);
    // What failed is tried again by the next request.
    state.catch(() => this.states.delete(version));
    return state;
  }

  private async read(): Promise<SearchedCatalogue> {
    const films = await this.database.query<SearchedFilm>(
      `SELECT id, genero, ano, duracao, idioma, pais, classificacao, disponivel_de, disponivel_ate, atributos,
         busca_titulo, busca_genero, busca_diretor, busca_atores FROM filmes ORDER BY id`,
    );
    return { films, found: new LRUCache({ max: KEPT }) };
  }

  private async countRatings(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.queryStale<{ id: number; total: number }>(
      'SELECT filme_id AS id, COUNT(*) AS total FROM avaliacoes GROUP BY filme_id',
    );
    return new Map(rows.map(({ id, total }) => [id, total]));
  }
}
