import { scoreOfParts } from '../../src/engine/scoring/score';
import { scoreParts, type HistoryParts } from '../../src/engine/scoring/score-parts';
import type { Profile } from '../../src/ratings/profile';
import type { ServedModel } from '../../src/recommendation/model/served-model';
import type { FilmIndex } from '../../src/recommendation/serving/film-index';
import { historyOf, type FilmScores, type ServedHistory } from '../../src/recommendation/serving/film-scores';

/** The scores of somebody who asks for nothing in particular, and what they were made from. */
export function plainScores(
  { taste }: ServedModel,
  index: FilmIndex,
  profile: Profile,
): { scores: FilmScores; history: ServedHistory; parts: HistoryParts } {
  const rated = index.placesOf(profile.filmIds);
  const history = historyOf({ index, profile, rated });
  const parts = scoreParts(taste, history);
  const order = scoreOfParts(taste, parts, index.newColumns);
  const scores = { index, profile, rated, byTaste: true, order, shown: order, plain: order, circumstances: {} };
  return { scores, history, parts };
}
