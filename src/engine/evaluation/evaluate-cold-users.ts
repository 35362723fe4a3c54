import type { Random } from '../random';
import { bestFilms } from '../scoring/best-films';
import { isLiked } from '../ratings/preference';
import { type RatingTable, someRatings, type UserHistory } from '../ratings/rating-table';
import { filmMask, type OnEvaluated } from './evaluate';
import { LIST_LENGTH, listQuality } from './list-quality';
import type { Recommender } from './recommender';

/** Ratings that are known of a user nobody knew before. */
export const KNOWN_RATINGS = [1, 3, 5, 10] as const;

const MOST_KNOWN = Math.max(...KNOWN_RATINGS);

/** Share of the users who are kept out of the training altogether. */
const COLD_SHARE = 0.2;

/** Which of a cold user's ratings are known: the first in time, or any. */
export type Revealed = 'first' | 'any';

export interface ColdUserRow {
  readonly name: string;
  /** For each of KNOWN_RATINGS the NDCG@10 of each user, NaN for one who does not count: users of the table. */
  readonly ndcgAt10: readonly Float64Array[];
}

interface ColdUser {
  readonly user: number;
  /** The ten ratings that may be known, in the order in which they become known. */
  readonly known: UserHistory;
  readonly liked: ReadonlySet<number>;
}

/**
 * Users nobody knew: a fifth of the users are kept out of the training, then scored from 1, 3, 5 and 10 of their ratings.
 * To be found are the films they liked among the ratings after those ten, and the ten are never ranked, so that the
 * columns differ in nothing but what is known. Users with fewer ratings, or none liked after the ten, do not count.
 */
export async function evaluateColdUsers(
  table: RatingTable,
  recommenders: readonly Recommender[],
  revealed: Revealed,
  random: Random,
  onProgress: OnEvaluated = () => undefined,
): Promise<ColdUserRow[]> {
  const drawn = random.sample(table.userCount, Math.floor(COLD_SHARE * table.userCount));
  const users = Array.from(drawn, (user) => coldUser(table, user, revealed, random)).filter((user) => user !== null);
  const train = table.withoutUsers(drawn);
  const rows: ColdUserRow[] = [];
  for (const recommender of recommenders) {
    onProgress(recommender.name, rows.length / recommenders.length);
    const { score } = await recommender.fit(train);
    const ndcgAt10 = KNOWN_RATINGS.map(() => new Float64Array(table.userCount).fill(NaN));
    for (const { user, known, liked } of users) {
      const excluded = filmMask(table.filmCount, known.film);
      KNOWN_RATINGS.forEach((count, n) => {
        const list = bestFilms(score(firstRatings(known, count)), LIST_LENGTH, { excluded });
        ndcgAt10[n][user] = listQuality(list, liked).ndcg;
      });
    }
    rows.push({ name: recommender.name, ndcgAt10 });
  }
  return rows;
}

function coldUser(table: RatingTable, user: number, revealed: Revealed, random: Random): ColdUser | null {
  const history = table.history(user);
  const { film, rating, top } = history;
  const order = Uint32Array.from({ length: film.length }, (_, n) => n);
  if (revealed === 'any') {
    random.shuffle(order);
  }
  const first = order.subarray(0, MOST_KNOWN);
  const later = Array.from(order.subarray(MOST_KNOWN)).filter((n) => isLiked(rating[n], top));
  if (later.length === 0) {
    return null;
  }
  return { user, known: someRatings(history, first), liked: new Set(later.map((n) => film[n])) };
}

function firstRatings(history: UserHistory, count: number): UserHistory {
  return someRatings(history, [...Array(Math.min(count, history.film.length)).keys()]);
}
