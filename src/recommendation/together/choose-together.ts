import { bestFilms } from '../../engine/scoring/best-films';

/** How the likings of several people become one list: their mean, that of the least pleased, or film after film whoever is behind. */
export const strategies = ['media', 'minimo', 'justa'] as const;
export type Strategy = (typeof strategies)[number];

/** How much of what `justa` looks for is the liking of who is behind; the rest is the mean of all. */
const HEARD = 0.5;

/** Sums of likings that differ by less are the same: they are added in another order. */
const ROUNDING = 1e-9;

/**
 * The places of `count` films for several people, best first; of equal ones the lower place is first. likings: of each person, by
 * place; excluded: by place, not 0 for films that are not to be chosen. O(people films), `justa` O(people films count).
 */
export function chooseTogether(
  likings: readonly Float32Array[],
  excluded: Uint8Array,
  strategy: Strategy,
  count: number,
): Uint32Array {
  if (strategy === 'justa') return fairly(likings, excluded, count);
  return bestFilms(strategy === 'media' ? means(likings) : least(likings), count, { excluded });
}

/** By place: the mean liking. */
export function means(likings: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(likings[0].length);
  for (const liking of likings) for (let place = 0; place < mean.length; place++) mean[place] += liking[place];
  return mean.map((sum) => sum / likings.length);
}

/** By place: the liking of who likes the film least. */
export function least(likings: readonly Float32Array[]): Float64Array {
  return Float64Array.from(likings[0], (_, place) => Math.min(...likings.map((liking) => liking[place])));
}

/**
 * Film after film, the one that pleases most whoever has been pleased least by those before, or several who are behind
 * alike, and half as much everybody.
 */
function fairly(likings: readonly Float32Array[], excluded: Uint8Array, count: number): Uint32Array {
  const left = excluded.slice();
  const mean = means(likings);
  const pleased = new Float64Array(likings.length);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const lowest = Math.min(...pleased) + ROUNDING;
    const heard = means(likings.filter((_, n) => pleased[n] <= lowest));
    const [best] = bestFilms(
      heard.map((liking, place) => HEARD * liking + (1 - HEARD) * mean[place]),
      1,
      { excluded: left },
    ) as unknown as [number | undefined];
    if (best === undefined) break;
    chosen.push(best);
    left[best] = 1;
    likings.forEach((liking, n) => (pleased[n] += liking[best]));
  }
  return Uint32Array.from(chosen);
}
