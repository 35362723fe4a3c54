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

/** The parts of the score alone, and all together. */
export interface TasteGroupsByPart {
  readonly tastes: Recommender;
  readonly blocks: Recommender;
  readonly next: Recommender;
  readonly whole: Recommender;
}

/** One training of a table serves all four: only the weights of the parts differ. A part alone is without popularity. */
export function tasteGroupsByPart(parameters: TrainingParameters, options: FitOptions = {}): TasteGroupsByPart {
  const models = new WeakMap<RatingTable, Promise<TasteModel>>();
  const modelOf = (table: RatingTable): Promise<TasteModel> => {
    const model = models.get(table) ?? fitTasteModel(table, parameters, options);
    models.set(table, model);
    return model;
  };
  const recommender = (name: string, weights?: PartWeights): Recommender => ({
    name,
    async fit(table) {
      const trained = await modelOf(table);
      const alone = weights && {
        parameters: { ...trained.parameters, weights },
        likedCount: new Uint32Array(trained.filmCount),
      };
      const model = { ...trained, ...alone };
      return { score: (history) => scoreFilms(model, history) };
    },
  });
  return {
    tastes: recommender('taste centroids alone', { tastes: 1, blocks: 0, next: 0 }),
    blocks: recommender('film blocks alone', { tastes: 0, blocks: 1, next: 0 }),
    next: recommender('next films alone', { tastes: 0, blocks: 0, next: 1 }),
    whole: recommender('taste groups'),
  };
}
