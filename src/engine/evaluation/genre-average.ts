import { asRating } from '../ratings/preference';
import type { RatingTable, UserHistory } from '../ratings/rating-table';
import type { FilmSets } from './film-sets';
import type { Recommender } from './recommender';

/**
 * What the user thinks of a film's genres: the preference for a genre is the sum of the user's preferences for films of
 * it, a film not rated being 0, over the number of rated films of the genre; the score of a film is the mean over its
 * genres. RequiresScope no rating of the film itself. O(ratings + genres of all films) a user.
 */
export function genreAverage(genres: FilmSets): Recommender {
  return {
    name: "average of the film's genres",
    fit(train) {
      const films = filmsByGenre(train, genres);
      return { score: (history) => scoreByGenre(genres, films, history) };
    },
  };
}

/** genres: films with a rating. */
function filmsByGenre(train: RatingTable, { start, member }: FilmSets): Float64Array {
  const count = new Float64Array(member.reduce((most, genre) => Math.max(most, genre + 1), 0));
  train.countByFilm().rated.forEach((ratings, film) => {
    for (let n = start[film]; ratings > 0 && n < start[film + 1]; n++) {
      count[member[n]]++;
    }
  });
  return count;
}

function scoreByGenre({ start, member }: FilmSets, films: Float64Array, history: UserHistory): Float64Array {
  const { film, rating, top } = history;
  const liking = new Float64Array(films.length);
  for (let n = 0; n < film.length; n++) {
    for (let m = start[film[n]]; m < start[film[n] + 1]; m++) {
      liking[member[m]] += asRating(rating[n], top) / top / Math.max(1, films[member[m]]);
    }
  }
  const score = new Float64Array(start.length - 1);
  for (let f = 0; f < score.length; f++) {
    for (let m = start[f]; m < start[f + 1]; m++) {
      score[f] += liking[member[m]] / (start[f + 1] - start[f]);
    }
  }
  return score;
}
