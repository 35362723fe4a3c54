import type { TasteModel } from '../model/model';
import { similarities } from '../linear-algebra/similarities';

/** Ratings at which a film counts half as typical as one that everybody knows. */
const HALF_KNOWN = 10;

/**
 * How typical each film is of its group: its cosine to the centroid, at least 0, times n / (n + 10) for a film with n
 * ratings, so that the nearest among the films that people know come first. Result: films, 0..1. O(films groups d).
 */
export function typicalities({
  filmVectors,
  filmGroup,
  groupCentroids,
  ratingCount,
}: Pick<TasteModel, 'filmVectors' | 'filmGroup' | 'groupCentroids' | 'ratingCount'>): Float64Array {
  const typicality = new Float64Array(filmGroup.length);
  for (let g = 0; g < groupCentroids.rows; g++) {
    const cosine = similarities(filmVectors, filmGroup.length, groupCentroids.row(g));
    for (let f = 0; f < filmGroup.length; f++) {
      // A film of which nothing is known has no cosine.
      if (filmGroup[f] === g && cosine[f] > 0) {
        typicality[f] = (cosine[f] * ratingCount[f]) / (ratingCount[f] + HALF_KNOWN);
      }
    }
  }
  return typicality;
}
