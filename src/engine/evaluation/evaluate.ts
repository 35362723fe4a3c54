import { bestFilms } from '../rank';
import { isLiked, type RatingTable } from '../ratings';
import { LIST_LENGTH, listQuality } from './metrics';
import type { Recommender, ScoreUser } from './recommender';
import type { Split } from './splits';

/** One line of a quality table: means over the users with a rating in training and a liked film held out. */
export interface QualityRow {
  readonly name: string;
  readonly ndcgAt10: number;
  readonly recallAt10: number;
  readonly hitRateAt10: number;
  /** Share of all films that are in the list of any user. */
  readonly coverage: number;
  /** Users that the means are over. */
  readonly users: number;
}

/** Called as users are measured, with the share of the work done, 0..1. */
export type OnEvaluated = (name: string, fraction: number) => void;

/** Users between two calls of the progress callback, and between two pauses for other work. */
const USERS_AT_ONCE = 200;

/**
 * Quality of each recommender: every film that the user has not rated in training is ranked. Scores are asked for user by
 * user, so that users x films numbers are never held.
 */
export async function evaluate(
  split: Split,
  recommenders: readonly Recommender[],
  onProgress: OnEvaluated = () => undefined,
): Promise<QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const recommender of recommenders) {
    const done = rows.length;
    const report = (fraction: number): void => onProgress(recommender.name, (done + fraction) / recommenders.length);
    report(0);
    rows.push({ name: recommender.name, ...(await measure(split, await recommender.fit(split.train), report)) });
  }
  onProgress('done', 1);
  return rows;
}

async function measure(
  { train, test }: Split,
  scoreUser: ScoreUser,
  report: (fraction: number) => void,
): Promise<Omit<QualityRow, 'name'>> {
  const recommended = new Uint8Array(train.filmCount);
  const sum = { ndcg: 0, recall: 0, hits: 0, users: 0 };
  for (let u = 0; u < train.userCount; u++) {
    if (u % USERS_AT_ONCE === USERS_AT_ONCE - 1) {
      report(u / train.userCount);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const liked = likedFilms(test, u);
    const history = train.history(u);
    if (liked.size === 0 || history.film.length === 0) {
      continue;
    }
    const excluded = new Uint8Array(train.filmCount);
    for (const film of Array.from(history.film)) {
      excluded[film] = 1;
    }
    const list = bestFilms(scoreUser(u, history), LIST_LENGTH, { excluded });
    const quality = listQuality(list, liked);
    list.forEach((film) => (recommended[film] = 1));
    sum.users++;
    sum.ndcg += quality.ndcg;
    sum.recall += quality.recall;
    sum.hits += quality.hit ? 1 : 0;
  }
  const users = Math.max(1, sum.users);
  return {
    ndcgAt10: sum.ndcg / users,
    recallAt10: sum.recall / users,
    hitRateAt10: sum.hits / users,
    coverage: recommended.reduce((count, film) => count + film, 0) / Math.max(1, train.filmCount),
    users: sum.users,
  };
}

function likedFilms(table: RatingTable, u: number): Set<number> {
  const liked = new Set<number>();
  for (let n = table.rowStart[u]; n < table.rowStart[u + 1]; n++) {
    if (isLiked(table.rating[n], table.top)) {
      liked.add(table.film[n]);
    }
  }
  return liked;
}

/** The mean of some rows, under another name: for a recommender whose quality depends on a random start. */
export function meanRow(name: string, rows: readonly QualityRow[]): QualityRow {
  const mean = (value: (row: QualityRow) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
  return {
    name,
    ndcgAt10: mean((row) => row.ndcgAt10),
    recallAt10: mean((row) => row.recallAt10),
    hitRateAt10: mean((row) => row.hitRateAt10),
    coverage: mean((row) => row.coverage),
    users: mean((row) => row.users),
  };
}
