import { Injectable } from '@nestjs/common';
import { Matrix, type Matrix32 } from '../../../engine/matrix';
import { bestFilms } from '../../../engine/rank';
import { similarities } from '../../../engine/similarities';
import { Catalogue } from '../../../films/catalogue';
import type { FilmFilter } from '../../../films/film-filter';
import { FilmNotFound } from '../../../films/film-not-found';
import { FilmsService } from '../../../films/films.service';
import { ActiveModel } from '../../model/active-model';
import type { ServedModel } from '../../model/served-model';
import { NoModelYet } from '../model.controller';
import { NewFilms } from '../new-films';
import type { SimilarFilmDto } from './film-lists.dto';

/** Finds the films that are nearest to one. */
@Injectable()
export class SimilarFilms {
  constructor(
    private readonly active: ActiveModel,
    private readonly catalogue: Catalogue,
    private readonly films: FilmsService,
    private readonly newFilms: NewFilms,
  ) {}

  /**
   * The nearest films by the cosine of their vectors, of those that a filter lets through; a film that nobody has rated
   * stands where its genres, director and actors put it. Films of which the model knows nothing are near to none.
   * Throws FilmNotFound, NoModelYet.
   */
  async to(filmId: number, filter: FilmFilter, limit: number): Promise<SimilarFilmDto[]> {
    const { byId } = await this.catalogue.now();
    if (!byId.has(filmId)) throw new FilmNotFound(filmId);
    const model = this.active.current;
    if (!model) throw new NoModelYet();
    const { ids, vectors } = await this.everyVector(model);
    const place = ids.indexOf(filmId);
    if (place < 0) return [];
    const allowed = await this.films.idsMatching(filter);
    const letThrough = allowed && new Set(allowed);
    const cosine = similarities(vectors, vectors.row(place));
    const excluded = Uint8Array.from(ids, (id, n) =>
      id === filmId || Number.isNaN(cosine[n]) || !byId.has(id) || letThrough?.has(id) === false ? 1 : 0,
    );
    return Array.from(bestFilms(cosine, limit, { excluded })).flatMap((n, rank) => {
      const film = byId.get(ids[n]);
      return film ? [{ ...film, posicao: rank + 1, similaridade: rounded(Math.max(0, cosine[n])) }] : [];
    });
  }

  /** The vectors of the films of the model, and after them those of the films that came later. */
  private async everyVector(model: ServedModel): Promise<{ ids: number[]; vectors: Matrix32 }> {
    const { rows, cols, data } = model.taste.filmVectors;
    const later = await this.newFilms.of(model);
    const vectors = new Matrix(rows + later.length, cols, new Float32Array((rows + later.length) * cols));
    vectors.data.set(data);
    later.forEach(({ vector }, n) => vectors.row(rows + n).set(vector));
    return { ids: [...model.filmIds, ...later.map(({ film }) => film.id)], vectors };
  }
}

function rounded(similarity: number): number {
  return Math.round(similarity * 1e4) / 1e4;
}
