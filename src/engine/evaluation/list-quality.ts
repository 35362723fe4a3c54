import { log2 } from '../elementary';

/** Length of the list that is judged. */
export const LIST_LENGTH = 10;

/** What a liked film counts by its place, the first being 0. */
const DISCOUNT = Float64Array.from({ length: LIST_LENGTH }, (_, place) => 1 / log2(place + 2));

/** Quality of one list for one user. */
export interface ListQuality {
  /** Discounted gain of the liked films in the list, as a share of the best possible. 0..1 */
  readonly ndcg: number;
  /** Liked films in the list, as a share of the most there could be, min(10, liked). 0..1 */
  readonly recall: number;
  /** Whether the list holds any liked film. */
  readonly hit: boolean;
}

/**
 * Quality of a list of films, best first, of which the first ten count: binary gain, log2 discount, both the ideal gain
 * and the recall cut at min(10, liked) (K. Jarvelin, J. Kekalainen, "Cumulated gain-based evaluation of IR techniques",
 * ACM TOIS 20, 2002). liked: held-out films that the user liked, at least one.
 */
export function listQuality(list: ArrayLike<number>, liked: ReadonlySet<number>): ListQuality {
  const ideal = Math.min(LIST_LENGTH, liked.size);
  let gain = 0;
  let hits = 0;
  for (let place = 0; place < Math.min(LIST_LENGTH, list.length); place++) {
    if (liked.has(list[place])) {
      gain += DISCOUNT[place];
      hits++;
    }
  }
  let idealGain = 0;
  for (let place = 0; place < ideal; place++) {
    idealGain += DISCOUNT[place];
  }
  return { ndcg: gain / idealGain, recall: hits / ideal, hit: hits > 0 };
}
