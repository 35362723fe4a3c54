import { filmMask, judgedFilms } from '../evaluation/evaluate';
import { listQuality, LIST_LENGTH } from '../evaluation/list-quality';
import type { Split } from '../evaluation/splits';
import type { Random } from '../random';
import { bestFilms } from '../scoring/best-films';
import type { UserHistory } from '../ratings/rating-table';

/** Scores of users x films kept at once; more users than fit are not asked. */
const MOST_SCORES = 20_000_000;

/** What judges a choice of parameters: somebody's ratings, some known and some held out. */
export interface ValidationUser {
  readonly user: number;
  readonly history: UserHistory;
  /** Held-out films that the user liked, at least one. */
  readonly liked: ReadonlySet<number>;
  readonly disliked: ReadonlySet<number>;
  /** Films that are not ranked: filmCount, not 0 for one. */
  readonly excluded?: Uint8Array;
}

/** Users with a rating to learn from and a liked film held out; a random sample of them, if they are very many. */
export function validationUsers({ train, test }: Split, random: Random, share = 1): ValidationUser[] {
  const users: ValidationUser[] = [];
  for (let user = 0; user < train.userCount; user++) {
    const { liked, disliked } = judgedFilms(test.history(user));
    const history = train.history(user);
    if (liked.size > 0 && history.film.length > 0) {
      users.push({ user, history, liked, disliked });
    }
  }
  const most = mostUsers(train.filmCount, share);
  return Array.from(random.sample(users.length, most), (n) => users[n]);
}

/** Users whose scores of all films may be kept, where there is room for this share of the scores. */
export function mostUsers(filmCount: number, share: number): number {
  return Math.max(1, Math.floor((share * MOST_SCORES) / Math.max(1, filmCount)));
}

/** Net NDCG@10 of each user, every film that is not in the history being ranked. score: of all films, for each user. */
export function netByUser(
  users: readonly ValidationUser[],
  scores: (user: ValidationUser, n: number) => ArrayLike<number>,
): Float64Array {
  return Float64Array.from(users, (user, n) => {
    const score = scores(user, n);
    const excluded = user.excluded ?? filmMask(score.length, user.history.film);
    return listQuality(bestFilms(score, LIST_LENGTH, { excluded }), user.liked, user.disliked).net;
  });
}
