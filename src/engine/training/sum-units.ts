import { exp } from '../elementary';
import { InvalidRatings } from '../errors';
import type { TrainingParameters } from '../model/parameters';

/** Whole numbers below this are exact in double precision, and so are their sums, in any order. */
const EXACT = 0x20_0000_0000_0000;

/** No unit is finer: single precision, in which a model is kept, would not see it. */
const FINEST = 0x100_0000;

/** Coarser memberships would be felt in the read-out. */
const COARSEST = 64;

/** Opinions are kept in single precision, in which whole numbers up to this are exact. */
const MOST_OPINION = 0x100_0000;

/** An opinion of 1 in sums: they are rounded to thousandths. */
export const OPINION = 1000;

/** A star in sums. */
export const STAR = 0x10_0000;

/** What 1 is in sums over users: they are sums of whole numbers, so that neither order nor parts make a difference. */
export interface SumUnits {
  /** Of memberships in taste centroids. */
  readonly membership: number;
  /** Of the weight with which a film follows another. */
  readonly weight: number;
  /** Of opinions in the sums of the film blocks, where they are multiplied by what their user counts. */
  readonly block: number;
  /** Users whose sums are sure to be exact. */
  readonly mostUsers: number;
}

/** On what hangs how much one user can add. */
type Loudness = Pick<TrainingParameters, 'tau' | 'dislike' | 'centring' | 'userNormalisation'>;

/**
 * The finest units with which sums over twice so many users are exact whatever they rate. k: taste centroids. Throws
 * InvalidRatings for more users than can be summed.
 */
export function sumUnits(
  userCount: number,
  k: number,
  { tau, dislike, centring, userNormalisation }: Loudness,
): SumUnits {
  const mostUsers = 2 * Math.max(1, userCount);
  // No rating lies further from the mean of its film than the whole scale.
  const loudest = Math.max(1, dislike ?? 0) + centring;
  const opinion = OPINION * loudest;
  // With the cosines of one centroid 1 and of all others -1.
  const member = k > 0 ? Math.sqrt(k) / (1 + (k - 1) * exp(-2 * tau)) : 1;
  const membership = finest((unit) => mostUsers * member * unit * Math.max(member * unit, opinion) < EXACT);
  const weight = finest((unit) => mostUsers * opinion * unit < EXACT);
  if (membership < COARSEST || weight < COARSEST || mostUsers * opinion * opinion >= EXACT) {
    throw new InvalidRatings(`${userCount} users are more than can be summed exactly`);
  }
  const block = finest((unit) => unit * loudest <= MOST_OPINION && mostUsers * unit * loudest * unit * loudest < EXACT);
  return { membership, weight, block: userNormalisation > 0 ? block : OPINION, mostUsers };
}

function finest(isExact: (unit: number) => boolean): number {
  let unit = FINEST;
  while (unit > 1 && !isExact(unit)) {
    unit /= 2;
  }
  return unit;
}
