import type { TasteModel } from '../model/model';
import type { PartWeights, TrainingParameters } from '../model/parameters';
import type { RatingTable } from '../ratings/rating-table';
import { scoreFilms } from '../scoring/score';
import { fitTasteModel, type FitOptions } from '../training/fit-taste-model';
import type { Recommender } from './recommender';

/** This engine, as it serves: every user is scored from a history, the model holds none. */
export function tasteGroups(parameters: TrainingParameters, options: FitOptions = {}): Recommender {
  return tasteGroupsByPart(parameters, options).whole;
}

/** The parts of the score alone, and all together without popularity and with it, as it is served. */
export interface TasteGroupsByPart {
  readonly tastes: Recommender;
  readonly blocks: Recommender;
  readonly next: Recommender;
  readonly withoutPopularity: Recommender;
  readonly whole: Recommender;
}

/** One training of a table serves them all: only the weights of the parts differ. A part alone is without popularity and bias. */
export function tasteGroupsByPart(parameters: TrainingParameters, options: FitOptions = {}): TasteGroupsByPart {
  const models = new WeakMap<RatingTable, Promise<TasteModel>>();
  const modelOf = (table: RatingTable): Promise<TasteModel> => {
    const model = models.get(table) ?? fitTasteModel(table, parameters, options);
    models.set(table, model);
    return model;
  };
  const recommender = (name: string, served: (model: TasteModel) => TasteModel): Recommender => ({
    name,
    async fit(table) {
      const model = served(await modelOf(table));
      return { score: (history) => scoreFilms(model, history) };
    },
  });
  const alone = (name: string, weights: PartWeights): Recommender =>
    recommender(name, (model) => unpopular(model, { weights, biasWeight: 0 }));
  return {
    tastes: alone('taste centroids alone', { tastes: 1, blocks: 0, next: 0 }),
    blocks: alone('film blocks alone', { tastes: 0, blocks: 1, next: 0 }),
    next: alone('next films alone', { tastes: 0, blocks: 0, next: 1 }),
    withoutPopularity: recommender('taste groups without popularity', (model) => unpopular(model)),
    whole: recommender('taste groups', (model) => model),
  };
}

/** The same where popularity, a part for people with few ratings, says nothing. */
function unpopular(model: TasteModel, changes: Partial<TrainingParameters> = {}): TasteModel {
  return { ...model, parameters: { ...model.parameters, popularityWeight: 0, ...changes } };
}
