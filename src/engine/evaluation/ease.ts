import type { PreferenceKind } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';
import { easeOverFilms } from './ease-over-films';
import { easeOverUsers } from './ease-over-users';
import { evaluate } from './evaluate';
import type { EaseSolver } from './ease-solver';
import type { Recommender } from './recommender';
import type { Split } from './splits';

/**
 * The choices in EASE: the films x films matrix B, with a zero diagonal, that best predicts the preferences X from themselves,
 * minimising |X - X B|^2 + ridge |B|^2. With P = (X'X + ridge I)^-1 it is B = -P / diag(P), and a film that the user has
 * not rated scores -(x P)_f / P_ff (H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019). It is the
 * dense, exact model that taste groups are an affordable approximation of, and the strongest of the baselines.
 */
interface EaseChoice {
  readonly preference: PreferenceKind;
  readonly ridge: number;
}

/** Films above which the command refuses EASE unless asked. */
export const MOST_FILMS_FOR_EASE = 6000;

const PREFERENCES: readonly PreferenceKind[] = ['linear', 'graded'];
const RIDGES = [100, 300, 1000];

/**
 * EASE, exact, as X'X over the films or, where there are fewer users than films, by way of XX' over the users: the same
 * scores for an inverse of the smaller size. O(min(users, films)^3 + ratings of both).
 */
export function easeSolver(train: RatingTable, preference: PreferenceKind): EaseSolver {
  return train.userCount < train.filmCount ? easeOverUsers(train, preference) : easeOverFilms(train, preference);
}

/**
 * EASE with the preference and ridge of highest NDCG@10 on a part of the training ratings, which `validation` holds out;
 * the first of them if nobody likes a film of that part. O(7 fits).
 */
export function tunedEase(validation: (train: RatingTable) => Split): Recommender {
  return {
    name: 'EASE, tuned',
    async fit(train) {
      const { preference, ridge } = await chooseEase(validation(train));
      return { score: easeSolver(train, preference)(ridge), chosen: `${preference}, ridge ${ridge}` };
    },
  };
}

/** Of equal ones the first. */
async function chooseEase(split: Split): Promise<EaseChoice> {
  let best: EaseChoice & { ndcg: number } = { preference: PREFERENCES[0], ridge: RIDGES[0], ndcg: -1 };
  for (const preference of PREFERENCES) {
    const solve = easeSolver(split.train, preference);
    for (const ridge of RIDGES) {
      const [row] = await evaluate(split, [{ name: 'EASE', fit: () => ({ score: solve(ridge) }) }]);
      if (row.ndcgAt10 > best.ndcg) {
        best = { preference, ridge, ndcg: row.ndcgAt10 };
      }
    }
  }
  return best;
}
