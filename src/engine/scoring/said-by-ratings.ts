import type { ScoringModel } from '../model/model';
import { historyWeights, nextAffinity, nextDeviations } from '../model/next-films';
import { readOpinions } from '../ratings/history';
import { centredOpinion } from '../ratings/preference';
import type { UserHistory } from '../ratings/rating-table';
import { scaleOfSum } from './score-parts';

/**
 * What each of these ratings says for some films taken together: for one film, `Explanation.ratings` exactly. ratings: places in
 * the history. Result: as many. O(history + ratings films); no film is scored. Throws InvalidRatings.
 */
export function saidByRatings(
  model: ScoringModel,
  history: UserHistory,
  ratings: readonly number[],
  films: readonly number[],
): Float64Array {
  const { filmWeights, nextFilms, parameters } = model;
  const { weights } = parameters;
  const { preferences, opinions, recency } = readOpinions(model, history);
  const near = historyWeights(history, parameters.historyDecay);
  const blocks = weights.blocks * scaleOfSum(history.film, recency, filmWeights.deviations);
  const next = weights.next * scaleOfSum(history.film, near, nextDeviations(nextFilms));
  return Float64Array.from(ratings, (n) => {
    const from = history.film[n];
    let said = 0;
    for (const film of films) {
      said += blocks * preferences[n] * filmWeights.weight(from, film);
      said += next * near[n] * opinions[n] * nextAffinity(nextFilms, from, film);
    }
    return said;
  });
}

/**
 * What the highest rating of one film, and nothing else, says for each film by film weights and next films, each in deviations of its own as in
 * the score: filmCount. O(films).
 */
export function saidByLike(
  { filmWeights, nextFilms, filmMeans, parameters }: ScoringModel,
  film: number,
): Float32Array {
  const { weights } = parameters;
  const says = centredOpinion(1, 1, filmMeans[film], parameters);
  const said = filmWeights.scores([film], [says]);
  const blocks = weights.blocks * scaleOfSum([film], [1], filmWeights.deviations);
  for (let f = 0; f < said.length; f++) {
    said[f] *= blocks;
  }
  const next = says * weights.next * scaleOfSum([film], [1], nextDeviations(nextFilms));
  for (let n = nextFilms.rowStart[film]; n < nextFilms.rowStart[film + 1]; n++) {
    said[nextFilms.film[n]] += next * nextFilms.affinity[n];
  }
  return said;
}
