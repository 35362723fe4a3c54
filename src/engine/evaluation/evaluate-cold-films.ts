import type { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import { areaUnderCurve } from './area-under-curve';
import { likedFilms, type OnEvaluated } from './evaluate';
import type { Recommender } from './recommender';

/** Share of the films that is hidden, of those with enough ratings to judge by. */
const HIDDEN_SHARE = 0.1;
const AT_LEAST_RATINGS = 5;

/** Ratings that a user must have left in training to be counted. */
const AT_LEAST_KNOWN = 5;

/** How well one recommender orders films that nobody has rated. */
export interface ColdFilmRow {
  readonly name: string;
  /** AUC of each user, NaN for one who does not count: users of the table. */
  readonly auc: Float64Array;
}

/**
 * Films nobody has rated: every rating of some films is hidden (see `drawColdFilms`), and each recommender learns from the
 * rest. Of each user with five known ratings, the area under the ROC curve among the hidden films: the
 * chance that a film which the user liked scores above one which the user never rated; 0.5 is chance.
 *
 * hidden: films, 1 for each hidden one.
 */
export async function evaluateColdFilms(
  table: RatingTable,
  recommenders: readonly Recommender[],
  hidden: Uint8Array,
  onProgress: OnEvaluated = () => undefined,
): Promise<ColdFilmRow[]> {
  const train = table.subset(Uint8Array.from(table.film, (film) => (hidden[film] ? 0 : 1)));
  const rows: ColdFilmRow[] = [];
  for (const recommender of recommenders) {
    onProgress(recommender.name, rows.length / recommenders.length);
    const { score } = await recommender.fit(train);
    const auc = new Float64Array(table.userCount).fill(NaN);
    for (let u = 0; u < table.userCount; u++) {
      const { liked, unrated } = hiddenFilmsOf(table, u, hidden);
      const history = train.history(u);
      if (history.film.length >= AT_LEAST_KNOWN && liked.length > 0 && unrated.length > 0) {
        auc[u] = areaUnderCurve(score(history), liked, unrated);
      }
    }
    rows.push({ name: recommender.name, auc });
  }
  return rows;
}

/** A random tenth of the films with five ratings or more. Result: films, 1 for each of them. */
export function drawColdFilms(table: RatingTable, random: Random): Uint8Array {
  const { rated } = table.countByFilm();
  const candidates = Uint32Array.from(rated, (_, f) => f).filter((f) => rated[f] >= AT_LEAST_RATINGS);
  const hidden = new Uint8Array(table.filmCount);
  for (const n of random.sample(candidates.length, Math.floor(HIDDEN_SHARE * candidates.length))) {
    hidden[candidates[n]] = 1;
  }
  return hidden;
}

function hiddenFilmsOf(table: RatingTable, u: number, hidden: Uint8Array): { liked: number[]; unrated: number[] } {
  const liked = [...likedFilms(table.history(u))].filter((film) => hidden[film]);
  const rated = new Set(Array.from(table.history(u).film));
  const unrated: number[] = [];
  hidden.forEach((is, film) => {
    if (is && !rated.has(film)) unrated.push(film);
  });
  return { liked, unrated };
}
