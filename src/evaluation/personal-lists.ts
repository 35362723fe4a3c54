import { filmMask } from '../engine/evaluation/evaluate';
import type { Recommender } from '../engine/evaluation/recommender';
import type { Split } from '../engine/evaluation/splits';
import { bestFilms } from '../engine/scoring/best-films';
import type { EvaluationPlan } from './evaluation-plan';
import type { PersonalList } from './evaluation-result';

/** Films of a list that is written down. */
const LISTED = 100;

/** What everybody with ratings to learn from and ratings held out would be recommended. */
export async function personalLists({ train, test }: Split, recommender: Recommender): Promise<PersonalList[]> {
  const { score } = await recommender.fit(train);
  const lists: PersonalList[] = [];
  for (let user = 0; user < train.userCount; user++) {
    const history = train.history(user);
    if (history.film.length === 0 || test.rowStart[user + 1] === test.rowStart[user]) continue;
    const scores = score(history);
    const films = bestFilms(scores, LISTED, { excluded: filmMask(train.filmCount, history.film) });
    lists.push({ user, films, scores: Float32Array.from(films, (film) => scores[film]) });
  }
  return lists;
}

/** The lists as CSV, by the ids of the file: a line for each film, the best first. */
export function listsReport(lists: readonly PersonalList[], { users, films }: EvaluationPlan['ids']): string {
  const lines = lists.flatMap((list) =>
    Array.from(list.films, (film, n) => [users[list.user], n + 1, films[film], list.scores[n]].join(',')),
  );
  return `${['usuario_id,posicao,filme_id,pontuacao', ...lines].join('\n')}\n`;
}
