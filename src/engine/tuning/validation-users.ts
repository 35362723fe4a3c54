import { filmMask, likedFilms } from '../evaluation/evaluate';
import { listQuality, LIST_LENGTH } from '../evaluation/list-quality';
import type { Split } from '../evaluation/splits';
import type { Random } from '../random';
import { bestFilms } from '../scoring/best-films';
import type { UserHistory } from '../ratings/rating-table';

/** Scores of users x films kept at once; more users than fit are not asked. */
const MOST_SCORES = 20_000_000;

/** A user whose held-out ratings judge a choice of parameters. */
export interface ValidationUser {
  readonly history: UserHistory;
  /** Held-out films that the user liked, at least one. */
  readonly liked: ReadonlySet<number>;
}

/** Users with a rating to learn from and a liked film held out; a random sample of them, if they are very many. */
export function validationUsers({ train, test }: Split, random: Random): ValidationUser[] {
  const users: ValidationUser[] = [];
  for (let u = 0; u < train.userCount; u++) {
    const liked = likedFilms(test.history(u));
    const history = train.history(u);
    if (liked.size > 0 && history.film.length > 0) {
      users.push({ history, liked });
    }
  }
  const most = Math.max(1, Math.floor(MOST_SCORES / Math.max(1, train.filmCount)));
  return Array.from(random.sample(users.length, most), (n) => users[n]);
}

/** NDCG@10 of each user, every film that is not in the history being ranked. scores: of all films, for each user. */
export function ndcgByUser(
  users: readonly ValidationUser[],
  scores: (user: ValidationUser, n: number) => Float32Array,
): Float64Array {
  return Float64Array.from(users, (user, n) => {
    const score = scores(user, n);
    const excluded = filmMask(score.length, user.history.film);
    return listQuality(bestFilms(score, LIST_LENGTH, { excluded }), user.liked).ndcg;
  });
}
