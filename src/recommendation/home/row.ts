import { bestFilms } from '../../engine/scoring/best-films';
import type { FilmIndex } from '../serving/film-index';
import { stepBack, type Rotation } from '../serving/rotation';
import type { RowKey } from './row-key';
import type { RowText } from './row-texts';

/** A row that a home page may have: all its films, of which the page shows the first. */
export interface Row {
  readonly key: RowKey;
  readonly text: RowText;
  /** By place: the highest first. */
  readonly order: ArrayLike<number>;
  /** The places of its films, each once; without them all. */
  readonly members?: Uint32Array;
  /** Whether the members stand in the order. */
  readonly sorted?: boolean;
  /** By place, not 0 for films that it may not hold; without it those that rows above it leave. */
  readonly closed?: Uint8Array;
}

/** So many films are found without a heap. */
const FEW = 64;

/** Of films. */
export type Places = readonly number[] | Uint32Array;

/** On what it hangs which films of a row come. */
export interface Picking {
  readonly index: FilmIndex;
  readonly rotation: Rotation | null;
}

/**
 * The places of `count` films of a row after the first `skip`, best first. open: by place, not 0 for films that it may not hold.
 * O(members log(skip + count)), less where they are sorted.
 */
export function pick(
  { order, members, sorted = false, closed }: Row,
  open: Uint8Array,
  skip: number,
  count: number,
  { index, rotation }: Picking,
): Places {
  const excluded = closed ?? open;
  if (!members) {
    const rotated = rotation ? stepBack(order, index, excluded, rotation) : order;
    return bestFilms(rotated, count, { excluded, skip });
  }
  if (sorted && !rotation) return firstOpen(members, excluded, skip, count);
  if (!rotation && skip + count <= FEW) return fewBest(order, members, excluded, skip + count).slice(skip);
  const own = members.filter((place) => excluded[place] === 0);
  const scores = new Float64Array(own.length);
  for (let n = 0; n < own.length; n++) scores[n] = order[own[n]];
  const rotated = rotation ? rotatedAmong(own, scores, index, rotation) : scores;
  return bestFilms(rotated, count, { skip }).map((n) => own[n]);
}

/** The best films of a row that are open, where they are few: nothing is copied. O(members + those better than before x count). */
function fewBest(order: ArrayLike<number>, members: Uint32Array, excluded: Uint8Array, count: number): number[] {
  const best: number[] = [];
  for (const place of members) {
    const score = order[place];
    if (excluded[place] !== 0 || (best.length === count && score <= order[best[count - 1]])) continue;
    let rank = best.length < count ? best.length : count - 1;
    // Of equal ones the lower place, which came before, stays first.
    for (; rank > 0 && score > order[best[rank - 1]]; rank--) best[rank] = best[rank - 1];
    best[rank] = place;
  }
  return best;
}

function firstOpen(members: Uint32Array, excluded: Uint8Array, skip: number, count: number): number[] {
  const found: number[] = [];
  for (let n = 0, passed = 0; n < members.length && found.length < count; n++) {
    if (excluded[members[n]] !== 0) continue;
    if (passed++ >= skip) found.push(members[n]);
  }
  return found;
}

/** The scores of these places, in which films that were shown have stepped back. */
function rotatedAmong(
  places: Uint32Array,
  scores: Float64Array,
  index: FilmIndex,
  rotation: Rotation,
): ArrayLike<number> {
  const nthOf = new Map(Array.from(places, (place, n) => [place, n]));
  const placeOf = (id: number): number | undefined => {
    const place = index.placeOf(id);
    return place === undefined ? undefined : nthOf.get(place);
  };
  return stepBack(scores, { placeOf }, new Uint8Array(scores.length), rotation);
}
