import type { TrainingParameters } from '../parameters';
import { scoreFilms } from '../score';
import { train } from '../train';
import type { Recommender } from './recommender';

/** This engine, as it serves: every user is scored from a history, the model holds none. */
export function tasteGroups(parameters: TrainingParameters): Recommender {
  return {
    name: 'taste groups',
    async fit(table) {
      const model = await train(table, parameters);
      return { score: (history) => scoreFilms(model, history) };
    },
  };
}
