import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { KeptWhileSlow } from '../database/kept-while-slow';
import { searchText } from '../database/fold';
import { at } from '../invariants';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { catalogueVersion } from './catalogue-version';
import type { FilmFilter } from './film-filter';
import { matchesFilter, type SearchedFilm } from './film-matching';
import { valuesOf } from './film-values';
import { unknownValues, type UnknownValue } from './filter-hint';
import type { Attributes, StoredFilm } from './film-row';
import { TitleIndex } from './title-index';

/** What a filter lets through. */
interface FilmSelection {
  /** Ids, titles that fit best first; null where all films are let through. */
  readonly ids: readonly number[] | null;
  /** What was asked for and no film has. */
  readonly unknown: readonly UnknownValue[];
  /**
   * How many moments have passed from which, or until which, some film is available: with the same number, and the same films,
   * the same are let through, whatever the time. Null where the filter does not ask.
   */
  readonly availability: number | null;
}

interface SearchedCatalogue {
  /** By id. */
  readonly films: readonly SearchedFilm[];
  /** Of the films, in their order. */
  readonly titles: TitleIndex;
  /** Moments at which a film becomes available or ceases to be, the first first. */
  readonly boundaries: Float64Array;
  /** By the text of a filter. */
  readonly found: LRUCache<string, FilmSelection>;
}

/** Answers of one state of the catalogue that are kept. */
const KEPT = 200;

/** The ratings of so many films are counted anew for each search. */
const FEW = 500;

/** Films that are read at once: between two portions others have their turn. */
const PORTION = 2000;
/** So many portions are more films than there are. */
const MOST_PORTIONS = 10_000;

/**
 * Finds films by title and by what they are. All that is searched of them is in memory, for one version of the catalogue, read anew when
 * a film has changed: of what the writers folded, the same on both databases and without an extension.
 */
@Injectable()
export class FilmFinder {
  private readonly states = new LRUCache<number, Promise<SearchedCatalogue>>({ max: 1 });
  private readonly ratings = new KeptWhileSlow(1, () => this.countRatings(null));

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The films that a filter lets through. */
  async select(asked: FilmFilter): Promise<FilmSelection> {
    const filter = await this.numbered(asked);
    const given = Object.entries(filter).filter(([, value]) => value !== undefined);
    if (given.length === 0) return { ids: null, unknown: [], availability: null };
    const { films, titles, found, boundaries } = await this.now();
    const now = this.clock();
    const availability = availabilityIn(filter, boundaries, now);
    const key = JSON.stringify([given, availability]);
    const known = found.get(key);
    if (known) return known;
    const matches = matchesFilter(filter, now);
    const unknown = unknownValues(filter, films);
    if (filter.busca === undefined) {
      const selection = { ids: films.filter(matches).map(({ id }) => id), unknown, availability };
      found.set(key, selection);
      return selection;
    }
    const ranked = titles.rank(searchText(filter.busca), (n) => matches(at(films, n)));
    const ratings = await this.ratingsOf(ranked.map(({ n }) => at(films, n).id));
    const ids = bestFirst(ranked, (n) => ratings.get(at(films, n).id) ?? 0).map((n) => at(films, n).id);
    return { ids, unknown, availability };
  }

  /** What {@link select} would say of availability now. */
  async availability(filter: FilmFilter): Promise<number | null> {
    if (filter.disponivel === undefined) return null;
    const { boundaries } = await this.now();
    return availabilityIn(filter, boundaries, this.clock());
  }

  /** What each film has of what lists may be limited by, by id: see film-values.ts. */
  async valuesBy(by: string): Promise<ReadonlyMap<number, readonly string[]>> {
    const { films } = await this.now();
    return new Map(films.map((film) => [film.id, valuesOf(film, by)]));
  }

  /** The filter with our numbers of the films that it names by ids elsewhere; those that nothing has stay. */
  private async numbered(filter: FilmFilter): Promise<FilmFilter> {
    const { somente } = filter;
    if (!somente?.some((ref) => typeof ref === 'string')) return filter;
    const known = await resolveIdentifiers(this.database, this.database.dialect, 'filmes', somente);
    return { ...filter, somente: somente.map((ref) => (typeof ref === 'string' ? (known.get(ref) ?? ref) : ref)) };
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
    const films: SearchedFilm[] = [];
    const titles = new TitleIndex();
    for (let portion = 0; portion < MOST_PORTIONS; portion++) {
      const rows = await this.database.query<Omit<SearchedFilm, 'atributos'> & Pick<StoredFilm, 'atributos'>>(
        `SELECT id, genero, ano, duracao, idioma, pais, classificacao, disponivel_de, disponivel_ate, atributos,
           busca_titulo, busca_genero, busca_diretor, busca_atores FROM filmes WHERE id > $1 ORDER BY id LIMIT ${PORTION}`,
        [films.at(-1)?.id ?? 0],
      );
      for (const row of rows) {
        films.push({ ...row, atributos: row.atributos ? (JSON.parse(row.atributos) as Attributes) : null });
        titles.add(row.busca_titulo);
      }
      if (rows.length < PORTION) break;
    }
    const moments = films.flatMap(({ disponivel_de, disponivel_ate }) => [disponivel_de, disponivel_ate]);
    const boundaries = Float64Array.from(moments.filter((moment) => moment !== null)).sort();
    return { films, titles, boundaries, found: new LRUCache({ max: KEPT }) };
  }

  /** How many ratings films have, by id; of many films, of all of them. Those without are left out. */
  private async ratingsOf(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (ids.length < 2) return new Map();
    return ids.length <= FEW ? this.countRatings(ids) : this.ratings.of(0);
  }

  private async countRatings(ids: readonly number[] | null): Promise<ReadonlyMap<number, number>> {
    const among = ids ? `WHERE filme_id IN (SELECT value FROM ${this.database.dialect.integersIn()})` : '';
    // As one text, since a row for each takes ten times as long.
    const [{ counts }] = await this.database.queryStale<{ counts: string | null }>(
      `SELECT string_agg(CAST(id AS TEXT) || ' ' || CAST(total AS TEXT), ',') AS counts
       FROM (SELECT filme_id AS id, COUNT(*) AS total FROM avaliacoes ${among} GROUP BY filme_id) AS contadas`,
      ids ? [JSON.stringify(ids)] : [],
    );
    return new Map(
      (counts?.split(',') ?? []).map((pair) => {
        const space = pair.indexOf(' ');
        return [Number(pair.slice(0, space)), Number(pair.slice(space + 1))];
      }),
    );
  }
}

/** More films, and more ratings of one, than are told apart. */
const MANY = 2 ** 24;

/** The better title first, then the one rated most, then the first. As numbers, which sort many times faster than objects. */
function bestFirst(ranked: readonly { n: number; tier: number }[], ratingsOf: (n: number) => number): number[] {
  const keys = Float64Array.from(
    ranked,
    ({ n, tier }) => ((tier + 1) * MANY - 1 - Math.min(ratingsOf(n), MANY - 1)) * MANY + n,
  );
  return Array.from(keys.sort(), (key) => key % MANY);
}

function availabilityIn({ disponivel }: FilmFilter, boundaries: Float64Array, now: number): number | null {
  return disponivel === undefined ? null : boundaries.findLastIndex((boundary) => boundary <= now) + 1;
}
