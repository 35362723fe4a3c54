import type { FilmTraits } from '../cold-films';
import type { TrainingParameters } from '../parameters';
import type { Random } from '../random';
import { isLiked, type RatingTable } from '../ratings';
import { scoreParts } from '../score';
import { train, type TrainOptions } from '../train';

/** A film with fewer ratings is not hidden: too few users to judge by. */
const FEWEST_RATINGS = 5;

const HIDDEN_SHARE = 0.1;

/** Words of genres begin like this. */
const GENRE = 'g:';

/** How well films without any rating are put in order. */
export interface ColdFilmsQuality {
  /** Mean over users of the chance that a hidden film they liked is above one they never rated. */
  readonly auc: number;
  /** The same of a user's mean preference for the genres of the film. */
  readonly genreAverageAuc: number;
  /** Users that the means are over. */
  readonly users: number;
}

/**
 * Hide every rating of some films, train on the rest with the words of all films, and measure how the hidden films are
 * ordered by the taste centroids for each user with five ratings left and a liked hidden film.
 *
 * hidden: one per film, not 0 hides it, see `drawColdFilms`.
 */
export async function evaluateColdFilms(
  table: RatingTable,
  traits: FilmTraits,
  parameters: TrainingParameters,
  hidden: Uint8Array,
  options: TrainOptions = {},
): Promise<ColdFilmsQuality> {
  const known = table.subset(Uint8Array.from(table.film, (f) => (hidden[f] ? 0 : 1)));
  const model = await train(known, parameters, { ...options, traits });
  const genres = genreFilms(traits, hidden);
  const sum = { auc: 0, genres: 0, users: 0 };
  for (let u = 0; u < table.userCount; u++) {
    const { liked, unrated } = judgedFilms(table, u, hidden);
    const history = known.history(u);
    if (liked.length > 0 && history.film.length >= FEWEST_RATINGS) {
      sum.users++;
      sum.auc += areaUnderCurve(scoreParts(model, history).tastes.score, liked, unrated);
      sum.genres += areaUnderCurve(genreScores(genres, traits, history.film, history.rating), liked, unrated);
    }
  }
  const users = Math.max(1, sum.users);
  return { auc: sum.auc / users, genreAverageAuc: sum.genres / users, users: sum.users };
}

/** A random tenth of the films with five ratings or more: 1 for each, 0 for the others. */
export function drawColdFilms(table: RatingTable, random: Random): Uint8Array {
  const { rated } = table.countByFilm();
  const eligible = [...rated.keys()].filter((f) => rated[f] >= FEWEST_RATINGS);
  const hidden = new Uint8Array(table.filmCount);
  for (const n of random.sample(eligible.length, Math.floor(HIDDEN_SHARE * eligible.length))) {
    hidden[eligible[n]] = 1;
  }
  return hidden;
}

function judgedFilms(table: RatingTable, u: number, hidden: Uint8Array): { liked: number[]; unrated: number[] } {
  const rated = new Set<number>();
  const liked: number[] = [];
  for (let n = table.rowStart[u]; n < table.rowStart[u + 1]; n++) {
    rated.add(table.film[n]);
    if (hidden[table.film[n]] && isLiked(table.rating[n], table.top)) {
      liked.push(table.film[n]);
    }
  }
  return { liked, unrated: [...hidden.keys()].filter((f) => hidden[f] && !rated.has(f)) };
}

/** Share of the pairs of a positive and a negative in which the positive scores higher; of equal scores half. */
export function areaUnderCurve(
  score: ArrayLike<number>,
  positive: readonly number[],
  negative: readonly number[],
): number {
  const sorted = Float64Array.from(negative, (f) => score[f]).sort();
  let pairs = 0;
  for (const f of positive) {
    pairs += (countBelow(sorted, score[f], false) + countBelow(sorted, score[f], true)) / 2;
  }
  return pairs / (positive.length * negative.length);
}

/** Elements of an ascending list below x, or also those equal to it. */
function countBelow(sorted: Float64Array, x: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x || (orEqual && sorted[middle] === x)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Films of each genre that are not hidden. */
function genreFilms(traits: FilmTraits, hidden: Uint8Array): Map<string, number> {
  const films = new Map<string, number>();
  traits.forEach((words, f) => {
    for (const genre of genresOf(words)) {
      films.set(genre, (films.get(genre) ?? 0) + (hidden[f] ? 0 : 1));
    }
  });
  return films;
}

function genresOf(words: readonly string[]): string[] {
  return words.filter((word) => word.startsWith(GENRE));
}

/** The user's sum of ratings of a genre over the films of the genre, and of a film the mean over its genres. */
function genreScores(
  genres: Map<string, number>,
  traits: FilmTraits,
  film: ArrayLike<number>,
  rating: ArrayLike<number>,
): Float64Array {
  const liking = new Map<string, number>();
  for (let n = 0; n < film.length; n++) {
    for (const genre of genresOf(traits[film[n]])) {
      liking.set(genre, (liking.get(genre) ?? 0) + rating[n] / Math.max(1, genres.get(genre) ?? 0));
    }
  }
  return Float64Array.from(traits, (words) => {
    const of = genresOf(words);
    return of.reduce((sum, genre) => sum + (liking.get(genre) ?? 0), 0) / Math.max(1, of.length);
  });
}
