import { Injectable } from '@nestjs/common';
import { predictFilm } from '../../engine/scoring/predict-film';
import { filmTraits } from '../../films/film-traits';
import { FilmFinder } from '../../films/film-finder';
import { FilmsService } from '../../films/films.service';
import type { ListWeights } from '../../experiments/list-weights';
import { RulesInForce, type RulesNow } from '../../rules/rules-in-force';
import { ActiveModel } from '../model/active-model';
import { OtherData } from '../model/model-problems';
import { NamedModels, type ModelChoice } from '../model/named-models';
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

/** The same of several versions of the model, beside each other. */
export interface VersionStates {
  readonly states: readonly ServingState[];
  readonly versions: DataVersions;
}

/** The films of a model and of one version of the catalogue. */
interface ServedFilms {
  readonly index: FilmIndex;
  readonly films: FilmRows;
}

/** The share of the memory of a state that one has of which only the people in a variant are answered. */
const VARIANT_SHARE = 1 / 8;

/** Keeps the {@link ServingState} of the model in use, the catalogue, the trend and the rules of now. */
@Injectable()
export class ServingStates {
  private readonly films = new OncePerModel<ServedFilms>();
  private readonly states = new OncePerModel<ServingState>();

  constructor(
    private readonly active: ActiveModel,
    private readonly named: NamedModels,
    private readonly versions: DataVersionService,
    private readonly catalogue: FilmsService,
    private readonly trends: Trends,
    private readonly finder: FilmFinder,
    private readonly rules: RulesInForce,
  ) {}

  /**
   * What a user's answers are made from now. moment: of the trend with which a page is to go on, null for that of now. choice: of the model.
   * Throws UserNotFound.
   */
  async ofUser(userId: number, moment: number | null, choice: ModelChoice = {}): Promise<PersonState> {
    return this.with(await this.versions.ofUser(userId), moment, choice);
  }

  /** The same for somebody who is not stored. */
  async ofVisitor(moment: number | null, choice: ModelChoice = {}): Promise<PersonState> {
    return this.with(await this.versions.ofNobody(), moment, choice);
  }

  /**
   * What answers would be made from now if these versions gave them, all of the same data, each with these weights where there are any. Kept
   * as long as the version is in memory. Throws OtherData.
   */
  async ofVersions(models: readonly ServedModel[], weights: ListWeights | undefined): Promise<VersionStates> {
    const versions = await this.versions.ofNobody();
    const active = this.active.of(versions.generation);
    const states: ServingState[] = [];
    for (const version of models) {
      if (version.version.generation !== versions.generation) throw new OtherData(version.version.id);
      const model = await this.named.withWeights(version, weights);
      states.push(await this.ofNow(model, versions, () => version === active));
    }
    return { states, versions };
  }

  /** The films as they were when the catalogue got this version, or later. */
  at(model: ServedModel | null, catalogue: number): Promise<ServedFilms> {
    return this.films.of(model, catalogue, async () => ({
      index: await this.index(model),
      films: new FilmRows(this.catalogue),
    }));
  }

  /** Whether the data have not been replaced since: an answer that was begun before may speak of two catalogues. */
  async isStillOf({ versions }: Pick<PersonState, 'versions'>): Promise<boolean> {
    return (await this.versions.ofNobody()).generation === versions.generation;
  }

  private async with(versions: DataVersions, moment: number | null, choice: ModelChoice): Promise<PersonState> {
    const active = this.active.of(versions.generation);
    const model = await this.named.of(active, choice);
    const state = await this.ofNow(model, versions, () => model === active || this.named.isUsual(choice));
    if (moment === null) return { state, versions };
    const then = await this.trends.ofMoment(model, moment);
    if (then?.id === state.trend?.id) return { state, versions };
    const rules = await this.rules.of(versions.rules, versions.catalogue);
    // What is made for a page of before is not kept in place of what is asked for more often.
    return { state: await this.make(model, versions.catalogue, then, rules), versions };
  }

  /** isOfAll: whether everybody's lists are made from it. */
  private async ofNow(
    model: ServedModel | null,
    versions: DataVersions,
    isOfAll: () => boolean | Promise<boolean>,
  ): Promise<ServingState> {
    const { catalogue } = versions;
    const now = await this.trends.ofNow(model);
    const rules = await this.rules.of(versions.rules, catalogue);
    return this.states.of(model, `${catalogue} ${now?.id ?? ''} ${rules.id}`, async () =>
      this.make(model, catalogue, now, rules, (await isOfAll()) ? 1 : VARIANT_SHARE),
    );
  }

  private async make(
    model: ServedModel | null,
    catalogue: number,
    trend: Trend | null,
    rules: RulesNow,
    room = 1,
  ): Promise<ServingState> {
    const { index, films } = await this.at(model, catalogue);
    const compiled = await compileRules(rules, index, this.finder);
    const rising = trend ? index.rising(trend) : undefined;
    return new ServingState(model, catalogue, index, films, trend, rising, compiled, room);
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
