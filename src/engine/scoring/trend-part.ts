import { log } from '../elementary';

/** Likes that a film must have more than expected, so that a few do not look like a rise. */
const PRIOR_LIKES = 4;

/**
 * How much more each film is liked of late than its share of all likes lets expect: log((recent + 4) / (expected + 4)), 0 for a
 * film that is liked no more than that. The prior shrinks it for few likes, and lets it fade when nobody likes anything any more.
 *
 * recent: likes weighed by their age, see `weighedLikes`, of the films of the model and after them of films that it has no
 * column of; likedCount: of the films of the model. Result: as many as recent. O(films).
 */
export function trendScores(recent: Float64Array, likedCount: Uint32Array): Float32Array {
  const all = recent.reduce((sum, likes) => sum + likes, 0);
  // One like more for each, so that a film without any may be liked.
  const known = likedCount.reduce((sum, likes) => sum + likes, 0) + recent.length;
  const scores = new Float32Array(recent.length);
  for (let f = 0; f < recent.length; f++) {
    const expected = (all * ((f < likedCount.length ? likedCount[f] : 0) + 1)) / known;
    if (recent[f] > expected) {
      scores[f] = log((recent[f] + PRIOR_LIKES) / (expected + PRIOR_LIKES));
    }
  }
  return scores;
}
