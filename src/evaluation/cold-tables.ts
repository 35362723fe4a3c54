import { say } from '../config/language';
import { difference, estimate, resample } from '../engine/evaluation/bootstrap';
import { drawColdFilms, evaluateColdFilms, type ColdFilmRow } from '../engine/evaluation/evaluate-cold-films';
import {
  evaluateColdUsers,
  KNOWN_RATINGS,
  type ColdUserRow,
  type Revealed,
} from '../engine/evaluation/evaluate-cold-users';
import { counted, meanPerUser, type OnEvaluated } from '../engine/evaluation/evaluate';
import type { FilmSets } from '../engine/evaluation/film-sets';
import { genreAverage } from '../engine/evaluation/genre-average';
import type { Recommender } from '../engine/evaluation/recommender';
import type { Random } from '../engine/random';
import type { RatingTable } from '../engine/ratings/rating-table';
import type { ColdFilmTable, ColdUserTable } from './evaluation-result';

/** One repetition: what is hidden is drawn anew, and what learns starts from another seed. */
interface Draw {
  readonly seed: number;
  readonly random: Random;
}

interface ColdPlan {
  readonly table: RatingTable;
  readonly recommenders: (seed: number) => readonly Recommender[];
  readonly draws: readonly Draw[];
}

/** Films nobody has rated: ours, and the average of the film's genres. A user's figure is the mean over the repetitions. */
export async function coldFilmTable(
  { table, recommenders, genres, draws }: ColdPlan & { readonly genres: FilmSets },
  bootstrap: Random,
  onProgress: OnEvaluated,
): Promise<ColdFilmTable> {
  const runs: ColdFilmRow[][] = [];
  let hiddenFilms = 0;
  for (const [n, { seed, random }] of draws.entries()) {
    const report: OnEvaluated = (name, fraction) =>
      onProgress(`${say('filmes frios', 'cold films')}: ${name}`, (n + fraction) / draws.length);
    const hidden = drawColdFilms(table, random);
    hiddenFilms = hidden.reduce((sum, is) => sum + is, 0);
    runs.push(await evaluateColdFilms(table, [...recommenders(seed), genreAverage(genres)], hidden, report));
  }
  const names = runs[0].map(({ name }) => name);
  const columns = names.map((_, c) => counted(meanPerUser(runs.map((rows) => rows[c].auc))));
  const resampled = resample(columns, bootstrap);
  return {
    hiddenFilms,
    users: columns[0].length,
    lines: names.map((name, c) => ({ name, auc: estimate(resampled, c) })),
    differences: names.slice(1).map((name, c) => ({ with: name, difference: difference(resampled, 0, c + 1) })),
  };
}

/** Users nobody knew. A user's figure is the mean over the repetitions in which the user was one. */
export async function coldUserTable(
  { table, recommenders, revealed, draws }: ColdPlan & { readonly revealed: Revealed },
  bootstrap: Random,
  onProgress: OnEvaluated,
): Promise<ColdUserTable> {
  const runs: ColdUserRow[][] = [];
  for (const [n, { seed, random }] of draws.entries()) {
    const report: OnEvaluated = (name, fraction) =>
      onProgress(`${say('usuários frios', 'cold users')}: ${name}`, (n + fraction) / draws.length);
    runs.push(await evaluateColdUsers(table, recommenders(seed), revealed, random, report));
  }
  const names = runs[0].map(({ name }) => name);
  const columns = names.flatMap((_, r) =>
    KNOWN_RATINGS.map((_, n) => counted(meanPerUser(runs.map((rows) => rows[r].ndcgAt10[n])))),
  );
  const resampled = resample(columns, bootstrap);
  return {
    users: columns[0].length,
    known: KNOWN_RATINGS,
    lines: names.map((name, r) => ({
      name,
      ndcgAt10: KNOWN_RATINGS.map((_, n) => estimate(resampled, r * KNOWN_RATINGS.length + n)),
    })),
  };
}
