import { isLiked } from '../ratings/preference';
import type { RatingTable, UserHistory } from '../ratings/rating-table';
import { type FilmSets, usersByFilm } from './film-sets';
import type { Recommender } from './recommender';

/**
 * Item kNN, cosine (B. Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001): the score
 * of film f is the sum, over the films j that the user liked, of |likers of both| / sqrt(|likers of j| |likers of f|).
 *
 * The films x films matrix is never made. With n the number of likers of a film, the sum is
 * 1/sqrt(n_f) times the sum, over the training users v who liked f, of what v shares with the user, sum 1/sqrt(n_j).
 * O(ratings of the users who share a liked film) a user. The user's own likes, if they are among the training ratings,
 * only raise films that are not ranked, as the diagonal of the matrix would.
 */
export const itemKnn: Recommender = {
  name: 'item kNN, cosine',
  fit(train) {
    const likes = train.subset(Uint8Array.from(train.rating, (rating) => (isLiked(rating, train.top) ? 1 : 0)));
    const likers = usersByFilm(likes);
    const weight = Float64Array.from(likes.countByFilm().liked, (n) => (n > 0 ? 1 / Math.sqrt(n) : 0));
    return { score: (history) => scoreByNeighbours(likes, likers, weight, history) };
  },
};

function scoreByNeighbours(
  likes: RatingTable,
  likers: FilmSets,
  weight: Float64Array,
  { film, rating, top }: UserHistory,
): Float64Array {
  const shared = new Float64Array(likes.userCount);
  for (let n = 0; n < film.length; n++) {
    if (isLiked(rating[n], top)) {
      for (let m = likers.start[film[n]]; m < likers.start[film[n] + 1]; m++) {
        shared[likers.member[m]] += weight[film[n]];
      }
    }
  }
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
