import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { predictFilm } from '../../engine/cold-films';
import { catalogueVersion } from '../../films/catalogue-version';
import type { FilmRow } from '../../films/film-row';
import { FilmsService } from '../../films/films.service';
import { filmTraits } from '../film-traits';
import type { ServedModel } from '../model/served-model';

/** A film that came after the model was trained, and what the model predicts of it. */
export interface NewFilm {
  readonly film: FilmRow;
  /** Its column of W. */
  readonly column: Float32Array;
  /** Its direction among the film vectors. */
  readonly vector: Float32Array;
  /** Index of its film group. */
  readonly group: number;
}

/**
 * Films that the model in use has no column of, so that a film created a moment ago can be recommended now. They are
 * predicted once for each state of the catalogue.
 */
@Injectable()
export class NewFilms {
  private known: { model: number; catalogue: number; films: Promise<readonly NewFilm[]> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly films: FilmsService,
  ) {}

  async of(model: ServedModel): Promise<readonly NewFilm[]> {
    const catalogue = await catalogueVersion(this.database);
    if (this.known?.model !== model.version.id || this.known.catalogue !== catalogue) {
      const films = this.predict(model);
      this.known = { model: model.version.id, catalogue, films };
      // What failed is tried again by the next request.
      films.catch(() => (this.known = undefined));
    }
    return this.known.films;
  }

  private async predict({ taste, columnOf }: ServedModel): Promise<NewFilm[]> {
    const films = (await this.films.described()).filter(({ id }) => !columnOf.has(id));
    return films.map((film) => {
      const { readoutColumn, vector, group } = predictFilm(taste, filmTraits(film));
      return { film, column: readoutColumn, vector, group };
    });
  }
}
