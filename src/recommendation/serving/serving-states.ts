import { Injectable } from '@nestjs/common';
import { predictFilm } from '../../engine/scoring/predict-film';
import { filmTraits } from '../../films/film-traits';
import { FilmsService } from '../../films/films.service';
import { ActiveModel } from '../model/active-model';
import { OncePerModel } from '../model/once-per-model';
import type { ServedModel } from '../model/served-model';
import { DataVersionService, type DataVersions } from './data-version.service';
import { FilmIndex } from './film-index';
import { FilmRows } from './film-rows';
import { ServingState } from './serving-state';

/** All that an answer to one person is made from, and that alone: with the same one the answer is the same. */
export interface PersonState {
  readonly state: ServingState;
  readonly versions: DataVersions;
}

/** Keeps the {@link ServingState} of the model in use and the catalogue of now. */
@Injectable()
export class ServingStates {
  private readonly states = new OncePerModel<ServingState>();

  constructor(
    private readonly active: ActiveModel,
    private readonly versions: DataVersionService,
    private readonly films: FilmsService,
  ) {}

  /** What a user's answers are made from now. Throws UserNotFound. */
  async ofUser(userId: number): Promise<PersonState> {
    return this.with(await this.versions.ofUser(userId));
  }

  /** The same for somebody who is not stored. */
  async ofVisitor(): Promise<PersonState> {
    return this.with(await this.versions.ofNobody());
  }

  /** The films as they were when the catalogue got this version, or later. */
  at(model: ServedModel | null, catalogue: number): Promise<ServingState> {
    return this.states.of(model, catalogue, async () => {
      const index = await this.index(model);
      return new ServingState(model, catalogue, index, new FilmRows(this.films));
    });
  }

  /** Whether the data have not been replaced since: an answer that was begun before may speak of two catalogues. */
  async isStillOf({ versions }: PersonState): Promise<boolean> {
    return (await this.versions.ofNobody()).generation === versions.generation;
  }

  private async with(versions: DataVersions): Promise<PersonState> {
    return { state: await this.at(this.active.of(versions.generation), versions.catalogue), versions };
  }

  private async index(model: ServedModel | null): Promise<FilmIndex> {
    const ids = await this.films.ids();
    if (!model) return new FilmIndex(null, ids, []);
    // Films that are deleted from here on have the next version of the catalogue.
    const newcomers = await this.films.byIds(ids.filter((id) => !model.columnOf.has(id)));
    newcomers.sort((a, b) => a.id - b.id);
    return new FilmIndex(
      model,
      ids,
      newcomers.map((film) => ({ id: film.id, ...predictFilm(model.taste, filmTraits(film)) })),
    );
  }
}
