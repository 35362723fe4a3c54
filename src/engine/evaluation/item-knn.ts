import { isLiked, type RatingTable } from '../ratings';
import type { Recommender } from './recommender';

/**
 * Item kNN, cosine (B. Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001): the score
 * of film f is the sum, over the films j that the user liked, of |likers of both| / sqrt(|likers of j| |likers of f|).
 *
 * The films x films matrix is never made. With n the number of likers of a film, the sum is
 * 1/sqrt(n_f) times the sum, over the other users v who liked f, of what v shares with the user, sum 1/sqrt(n_j).
 * O(ratings of the users who share a liked film) a user.
 */
export const itemKnn: Recommender = {
  name: 'item kNN, cosine',
  fit(train) {
    const likes = train.subset(Uint8Array.from(train.rating, (rating) => (isLiked(rating, train.top) ? 1 : 0)));
    const likers = usersByFilm(likes);
    const weight = Float64Array.from(likes.countByFilm().liked, (n) => (n > 0 ? 1 / Math.sqrt(n) : 0));
    return (user) => scoreByNeighbours(likes, likers, weight, user);
  },
};

interface UsersByFilm {
  /** films + 1 */
  readonly filmStart: Uint32Array;
  readonly user: Uint32Array;
}

/** The table turned round: users of each film, ascending. O(ratings). */
function usersByFilm(table: RatingTable): UsersByFilm {
  const filmStart = new Uint32Array(table.filmCount + 1);
  table.countByFilm().rated.forEach((count, f) => (filmStart[f + 1] = filmStart[f] + count));
  const next = filmStart.slice();
  const user = new Uint32Array(table.ratingCount);
  for (let u = 0; u < table.userCount; u++) {
    for (let n = table.rowStart[u]; n < table.rowStart[u + 1]; n++) {
      user[next[table.film[n]]++] = u;
    }
  }
  return { filmStart, user };
}

function scoreByNeighbours(likes: RatingTable, likers: UsersByFilm, weight: Float64Array, user: number): Float64Array {
  const shared = new Float64Array(likes.userCount);
  for (let n = likes.rowStart[user]; n < likes.rowStart[user + 1]; n++) {
    const film = likes.film[n];
    for (let m = likers.filmStart[film]; m < likers.filmStart[film + 1]; m++) {
      shared[likers.user[m]] += weight[film];
    }
  }
  // The user's own likes only raise films that are not ranked, as the diagonal of the matrix would.
  shared[user] = 0;
  const score = new Float64Array(likes.filmCount);
  for (let v = 0; v < likes.userCount; v++) {
    if (shared[v] > 0) {
      for (let n = likes.rowStart[v]; n < likes.rowStart[v + 1]; n++) {
        score[likes.film[n]] += shared[v];
      }
    }
  }
  for (let f = 0; f < score.length; f++) {
    score[f] *= weight[f];
  }
  return score;
}
