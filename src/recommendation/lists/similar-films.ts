import { Injectable } from '@nestjs/common';
import { bestFilms } from '../../engine/scoring/best-films';
import { similarities } from '../../engine/linear-algebra/similarities';
import { Catalogue } from '../../films/catalogue';
import type { FilmFilter } from '../../films/film-filter';
import { FilmNotFound } from '../../films/film-not-found';
import { FilmFinder } from '../../films/film-finder';
import { ActiveModel } from '../model/active-model';
import { NoModelYet } from '../model/model-problems';
import type { ServedModel } from '../model/served-model';
import { ServingStates } from '../serving/serving-states';
import type { FilmList, SimilarFilmDto } from './film-lists.dto';
import { rounded } from '../../http/rounded';

/** Finds the films that are nearest to one. */
@Injectable()
export class SimilarFilms {
  constructor(
    private readonly active: ActiveModel,
    private readonly catalogue: Catalogue,
    private readonly finder: FilmFinder,
    private readonly states: ServingStates,
  ) {}

  /**
   * The nearest films by the cosine of their vectors, of those that a filter lets through; a film that nobody has rated
   * stands where its genres, director and actors put it. Films of which the model knows nothing are near to none.
   * Throws FilmNotFound, NoModelYet.
   */
  to(filmId: number, filter: FilmFilter, limit: number): Promise<FilmList<SimilarFilmDto>> {
    return this.active.answer((model) => this.by(model, filmId, filter, limit));
  }

  private async by(
    model: ServedModel | null,
    filmId: number,
    filter: FilmFilter,
    limit: number,
  ): Promise<FilmList<SimilarFilmDto>> {
    const { byId, version } = await this.catalogue.now();
    if (!byId.has(filmId)) throw new FilmNotFound(filmId);
    if (!model) throw new NoModelYet();
    const { index } = await this.states.at(model, version);
    const { ids, vectors } = index;
    const place = index.placeOf(filmId);
    const { ids: allowed, unknown } = await this.finder.select(filter);
    if (place === undefined) return { films: [], unknown };
    const letThrough = allowed && new Set(allowed);
    const cosine = similarities(vectors, ids.length, vectors.row(place));
    const excluded = Uint8Array.from(ids, (id, n) =>
      id === filmId || Number.isNaN(cosine[n]) || !byId.has(id) || letThrough?.has(id) === false ? 1 : 0,
    );
    const films = Array.from(bestFilms(cosine, limit, { excluded })).flatMap((n, rank) => {
      const film = byId.get(ids[n]);
      return film ? [{ ...film, posicao: rank + 1, similaridade: rounded(Math.max(0, cosine[n]), 4) }] : [];
    });
    return { films, unknown };
  }
}
