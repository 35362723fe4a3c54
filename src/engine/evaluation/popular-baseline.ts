import type { Recommender } from './recommender';

/** The same list for everybody: films by the number of users who liked them. */
export const popularBaseline: Recommender = {
  name: 'popular',
  fit(train) {
    const { liked } = train.countByFilm();
    return { score: () => liked };
  },
};
