import { Injectable } from '@nestjs/common';
import { predictFilm } from '../../engine/scoring/predict-film';
import { filmTraits } from '../../films/film-traits';
import { FilmFinder } from '../../films/film-finder';
import { FilmsService } from '../../films/films.service';
import { RulesInForce, type RulesNow } from '../../rules/rules-in-force';
import { ActiveModel } from '../model/active-model';
import { OncePerModel } from '../model/once-per-model';
import type { ServedModel } from '../model/served-model';
import { compileRules } from './compiled-rules';
import { DataVersionService, type DataVersions } from './data-version.service';
import { FilmIndex } from './film-index';
import { FilmRows } from './film-rows';
import { ServingState } from './serving-state';
import { Trends, type Trend } from './trends';

/** All that an answer to one person is made from, and that alone: with the same one the answer is the same. */
export interface PersonState {
  readonly state: ServingState;
  readonly versions: DataVersions;
}

/** The films of a model and of one version of the catalogue. */
interface ServedFilms {
  readonly index: FilmIndex;
  readonly films: FilmRows;
}

/** Keeps the {@link ServingState} of the model in use, the catalogue, the trend and the rules of now. */
@Injectable()
export class ServingStates {
  private readonly films = new OncePerModel<ServedFilms>();
  private readonly states = new OncePerModel<ServingState>();

  constructor(
    private readonly active: ActiveModel,
    private readonly versions: DataVersionService,
    private readonly catalogue: FilmsService,
    private readonly trends: Trends,
    private readonly finder: FilmFinder,
    private readonly rules: RulesInForce,
  ) {}

  /**
   * What a user's answers are made from now. moment: of the trend with which a page is to go on, null for that of now. Throws
   * UserNotFound.
   */
  async ofUser(userId: number, moment: number | null): Promise<PersonState> {
    return this.with(await this.versions.ofUser(userId), moment);
  }

  /** The same for somebody who is not stored. */
  async ofVisitor(moment: number | null): Promise<PersonState> {
    return this.with(await this.versions.ofNobody(), moment);
  }

  /** The films as they were when the catalogue got this version, or later. */
  at(model: ServedModel | null, catalogue: number): Promise<ServedFilms> {
    return this.films.of(model, catalogue, async () => ({
      index: await this.index(model),
      films: new FilmRows(this.catalogue),
    }));
  }

  /** Whether the data have not been replaced since: an answer that was begun before may speak of two catalogues. */
  async isStillOf({ versions }: PersonState): Promise<boolean> {
    return (await this.versions.ofNobody()).generation === versions.generation;
  }

  private async with(versions: DataVersions, moment: number | null): Promise<PersonState> {
    const model = this.active.of(versions.generation);
    const { catalogue } = versions;
    const now = await this.trends.ofNow(model);
    const rules = await this.rules.of(versions.rules, catalogue);
    const key = `${catalogue} ${now?.id ?? ''} ${rules.id}`;
    const state = await this.states.of(model, key, () => this.make(model, catalogue, now, rules));
    if (moment === null) return { state, versions };
    const then = await this.trends.ofMoment(model, moment);
    // What is made for a page of before is not kept in place of what is asked for more often.
    return { state: then?.id === now?.id ? state : await this.make(model, catalogue, then, rules), versions };
  }

  private async make(
    model: ServedModel | null,
    catalogue: number,
    trend: Trend | null,
    rules: RulesNow,
  ): Promise<ServingState> {
    const { index, films } = await this.at(model, catalogue);
    const compiled = await compileRules(rules, index, this.finder);
    return new ServingState(model, catalogue, index, films, trend, trend ? index.rising(trend) : undefined, compiled);
  }

  private async index(model: ServedModel | null): Promise<FilmIndex> {
    const ids = await this.catalogue.ids();
    if (!model) return new FilmIndex(null, ids, []);
    // Films that are deleted from here on have the next version of the catalogue.
    const newcomers = await this.catalogue.byIds(ids.filter((id) => !model.columnOf.has(id)));
    newcomers.sort((a, b) => a.id - b.id);
    return new FilmIndex(
      model,
      ids,
      newcomers.map((film) => ({ id: film.id, ...predictFilm(model.taste, filmTraits(film)) })),
    );
  }
}
