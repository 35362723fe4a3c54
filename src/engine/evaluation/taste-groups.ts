import type { TasteModel } from '../model/model';
import type { PartWeights, TrainingParameters } from '../model/parameters';
import type { RatingTable, UserHistory } from '../ratings/rating-table';
import { RecentLikes } from '../ratings/recent-likes';
import { scoreFilms } from '../scoring/score';
import type { Circumstances } from '../scoring/score-parts';
import { trendScores } from '../scoring/trend-part';
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

interface AllTasteGroups extends TasteGroupsByPart {
  /** The whole for who asks for films of the long tail, -1, to hits, 1. */
  readonly leaning: (popularity: number) => Recommender;
}

/**
 * One training of a table serves them all: only the weights of the parts differ. A part alone is without popularity, bias and
 * trend. What is rising is told as of the moment at which a list is asked for, or of `now`, in milliseconds, where that is given, or
 * of the last rating of the history.
 */
export function tasteGroupsByPart(
  parameters: TrainingParameters,
  options: FitOptions = {},
  now?: number,
): AllTasteGroups {
  const models = new WeakMap<RatingTable, Promise<TasteModel>>();
  const modelOf = (table: RatingTable): Promise<TasteModel> => {
    const model = models.get(table) ?? fitTasteModel(table, parameters, options);
    models.set(table, model);
    return model;
  };
  const recommender = (
    name: string,
    served: (model: TasteModel) => TasteModel,
    asked: Pick<Circumstances, 'popularity'> = {},
  ): Recommender => ({
    name,
    async fit(table) {
      const model = served(await modelOf(table));
      const trend = trendOf(model, table, now);
      return { score: (history, moment) => scoreFilms(model, history, [], { ...asked, ...trend(history, moment) }) };
    },
  });
  const alone = (name: string, weights: PartWeights): Recommender =>
    recommender(name, (model) => unpopular(model, { weights, biasWeight: 0, trendWeight: 0 }));
  return {
    tastes: alone('taste centroids alone', { tastes: 1, blocks: 0, next: 0 }),
    blocks: alone('film blocks alone', { tastes: 0, blocks: 1, next: 0 }),
    next: alone('next films alone', { tastes: 0, blocks: 0, next: 1 }),
    withoutPopularity: recommender('taste groups without popularity', (model) => unpopular(model)),
    whole: recommender('taste groups', (model) => model),
    leaning: (popularity) => recommender(`popularity ${popularity}`, (model) => model, { popularity }),
  };
}

/** The same where popularity, a part for people with few ratings, says nothing. */
function unpopular(model: TasteModel, changes: Partial<TrainingParameters> = {}): TasteModel {
  return { ...model, parameters: { ...model.parameters, popularityWeight: 0, ...changes } };
}

/** What was rising when somebody came, who brings a history. */
function trendOf(
  { parameters, likedCount }: TasteModel,
  table: RatingTable,
  now: number | undefined,
): (history: UserHistory, asked?: number) => Pick<Circumstances, 'trend'> {
  const likes = parameters.trendWeight > 0 ? RecentLikes.of(table, parameters.trendHalfLife) : null;
  return ({ time }, asked) => {
    const moment = now ?? asked ?? time?.[time.length - 1];
    return likes && moment !== undefined ? { trend: trendScores(likes.before(moment), likedCount) } : {};
  };
}
