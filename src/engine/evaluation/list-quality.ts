import { log2 } from '../elementary';

/** Length of the list that is judged. */
export const LIST_LENGTH = 10;

/** What a liked film counts by its place, the first being 0. */
const DISCOUNT = Float64Array.from({ length: LIST_LENGTH }, (_, place) => 1 / log2(place + 2));

/** Quality of one list for one user. */
export interface ListQuality {
  /** Discounted gain of the liked films in the list, as a share of the best possible. 0..1 */
  readonly ndcg: number;
  /** The same, a disliked film counting as minus one: what is gained less what is spoilt. -1..1 while as many are liked. */
  readonly net: number;
  /** Disliked films in the list. 0..10 */
  readonly disliked: number;
  /** Liked films in the list, as a share of the most there could be, min(10, liked). 0..1 */
  readonly recall: number;
  /** Whether the list holds any liked film. */
  readonly hit: boolean;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Quality of a list of films, best first, of which the first ten count: binary gain, log2 discount, both the ideal gain
 * and the recall cut at min(10, liked) (K. Jarvelin, J. Kekalainen, "Cumulated gain-based evaluation of IR techniques",
 * ACM TOIS 20, 2002). liked: held-out films that the user liked, at least one; disliked: those that the user did not like.
 */
export function listQuality(
  list: ArrayLike<number>,
  liked: ReadonlySet<number>,
  disliked: ReadonlySet<number> = NONE,
): ListQuality {
  const ideal = Math.min(LIST_LENGTH, liked.size);
  let gain = 0;
  let loss = 0;
  let hits = 0;
  let misses = 0;
  for (let place = 0; place < Math.min(LIST_LENGTH, list.length); place++) {
    if (liked.has(list[place])) {
      gain += DISCOUNT[place];
      hits++;
    } else if (disliked.has(list[place])) {
      loss += DISCOUNT[place];
      misses++;
    }
  }
  let idealGain = 0;
  for (let place = 0; place < ideal; place++) {
    idealGain += DISCOUNT[place];
  }
  return {
    ndcg: gain / idealGain,
    net: (gain - loss) / idealGain,
    disliked: misses,
    recall: hits / ideal,
    hit: hits > 0,
  };
}
