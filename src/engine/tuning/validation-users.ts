import { areaUnderCurve } from '../evaluation/area-under-curve';
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
  /** When the list is asked for, in milliseconds: at the first rating held out. Not known without times. */
  readonly moment?: number;
  /** Films that are not ranked: filmCount, not 0 for one. */
  readonly excluded?: Uint8Array;
}

/** Users with a rating to learn from and a liked film held out; a random sample of them, if they are very many. */
export function validationUsers({ train, test }: Split, random: Random, share = 1): ValidationUser[] {
  const users: ValidationUser[] = [];
  for (let user = 0; user < train.userCount; user++) {
    const heldOut = test.history(user);
    const { liked, disliked } = judgedFilms(heldOut);
    const history = train.history(user);
    if (liked.size > 0 && history.film.length > 0) {
      users.push({ user, history, liked, disliked, moment: heldOut.time?.[0] });
    }
  }
  const most = mostUsers(train.filmCount, share);
  return Array.from(random.sample(users.length, most), (n) => users[n]);
}

/** Users whose scores of all films may be kept, where there is room for this share of the scores. */
export function mostUsers(filmCount: number, share: number): number {
  return Math.max(1, Math.floor((share * MOST_SCORES) / Math.max(1, filmCount)));
}

/** How good the lists of each user are, in the order of the users. */
export interface Judgement {
  /** Half of NDCG@10 and half of net NDCG@10: a disliked film in a list counts as minus a half. */
  readonly quality: Float64Array;
  /** How often what was liked scores above what was disliked; NaN where nothing was disliked. */
  readonly auc: Float64Array;
}

/** Whom a judgement is of; without a history all films that have a score are ranked. */
type Judged = Pick<ValidationUser, 'liked' | 'disliked'> & Partial<Pick<ValidationUser, 'history' | 'excluded'>>;

/** Every film that is not in the history being ranked. scores: of all films, for each user. O(users films). */
export function judge<User extends Judged>(
  users: readonly User[],
  scores: (user: User, n: number) => ArrayLike<number>,
): Judgement {
  const quality = new Float64Array(users.length);
  const auc = new Float64Array(users.length).fill(NaN);
  users.forEach((user, n) => {
    const { liked, disliked, history } = user;
    const score = scores(user, n);
    const excluded = user.excluded ?? (history && filmMask(score.length, history.film));
    const { ndcg, net } = listQuality(bestFilms(score, LIST_LENGTH, { excluded }), liked, disliked);
    quality[n] = (ndcg + net) / 2;
    if (disliked.size > 0) {
      auc[n] = areaUnderCurve(score, [...liked], [...disliked]);
    }
  });
  return { quality, auc };
}
