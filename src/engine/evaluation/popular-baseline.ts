import type { RatingTable } from '../ratings/rating-table';
import { RecentLikes } from '../ratings/recent-likes';
import { evaluate } from './evaluate';
import type { Recommender } from './recommender';
import type { Split } from './splits';

/** The same list for everybody: films by the number of users who liked them. */
export const popularBaseline: Recommender = {
  name: 'popular',
  fit(train) {
    const { liked } = train.countByFilm();
    return { score: () => liked };
  },
};

/** Days in which a like comes to count half. */
const HALF_LIVES = [1, 7, 30];

/**
 * The same list for everybody who asks at one moment: films by their likes of late, as of then, or of `now` where that is given. With
 * the half-life of highest NDCG@10 on a part of the training ratings, which `validation` holds out. For ratings with times.
 */
export function popularOfLate(validation: (train: RatingTable) => Split, now?: number): Recommender {
  const name = 'popular of late';
  const of = (halfLife: number): Recommender => ({
    name,
    fit(train) {
      const likes = RecentLikes.of(train, halfLife);
      const { liked } = train.countByFilm();
      return {
        score: (_, asked) => {
          const moment = now ?? asked;
          return likes && moment !== undefined ? likes.before(moment) : liked;
        },
        chosen: `half-life ${halfLife} ${halfLife === 1 ? 'day' : 'days'}`,
      };
    },
  });
  return {
    name,
    async fit(train) {
      const rows = await evaluate(validation(train), HALF_LIVES.map(of));
      const best = rows.reduce((first, row, n) => (row.ndcgAt10 > rows[first].ndcgAt10 ? n : first), 0);
      return of(HALF_LIVES[best]).fit(train);
    },
  };
}
