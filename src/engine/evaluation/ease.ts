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

/** What EASE chooses from. */
export interface EaseGrid {
  readonly preferences: readonly PreferenceKind[];
  /** Ascending; the choice begins at the one nearest to the middle. */
  readonly ridges: readonly number[];
}

const GRID: EaseGrid = { preferences: ['linear', 'graded'], ridges: [100, 300, 1000] };

/**
 * EASE, exact, as X'X over the films or, where there are fewer users than films, by way of XX' over the users: the same
 * scores for an inverse of the smaller size. O(min(users, films)^3 + ratings of both).
 */
export function easeSolver(train: RatingTable, preference: PreferenceKind): EaseSolver {
  return train.userCount < train.filmCount ? easeOverUsers(train, preference) : easeOverFilms(train, preference);
}

/**
 * EASE with the preference and ridge of highest NDCG@10 on a part of the training ratings, which `validation` holds out;
 * the first and the middle ridge if nobody likes a film of that part. From ridge to ridge it goes on only while that helps.
 * O((preferences ridges + 1) fits) at most.
 */
export function tunedEase(
  validation: (train: RatingTable) => Split,
  grid: EaseGrid = GRID,
  name = 'EASE, tuned',
): Recommender {
  return {
    name,
    async fit(train) {
      const { preference, ridge } = await chooseEase(validation(train), grid);
      return { score: easeSolver(train, preference)(ridge), chosen: `${preference}, ridge ${ridge}` };
    },
  };
}

/** Of equal ones the first. */
async function chooseEase(split: Split, { preferences, ridges }: EaseGrid): Promise<EaseChoice> {
  let best: EaseChoice & { ndcg: number } = { preference: preferences[0], ridge: ridges[0], ndcg: -1 };
  for (const preference of preferences) {
    const solve = easeSolver(split.train, preference);
    const ndcgAt = async (ridge: number): Promise<number> => {
      const [row] = await evaluate(split, [{ name: 'EASE', fit: () => ({ score: solve(ridge) }) }]);
      return row.ndcgAt10;
    };
    const { value: ridge, quality: ndcg } = await climb(ridges, ndcgAt);
    if (ndcg > best.ndcg) {
      best = { preference, ridge, ndcg };
    }
  }
  return best;
}

/** The best of some values in a row, of which one best is expected: both ways from the middle, while it gets better. */
export async function climb(
  values: readonly number[],
  measure: (value: number) => Promise<number>,
): Promise<{ value: number; quality: number }> {
  const middle = (values.length - 1) >> 1;
  let best = { value: values[middle], quality: await measure(values[middle]) };
  for (const step of [1, -1]) {
    for (let n = middle + step; n >= 0 && n < values.length; n += step) {
      const quality = await measure(values[n]);
      if (!(quality > best.quality)) {
        break;
      }
      best = { value: values[n], quality };
    }
  }
  return best;
}
