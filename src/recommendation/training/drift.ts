import { estimate, resample, type Estimate } from '../../engine/evaluation/bootstrap';
import { counted, evaluate } from '../../engine/evaluation/evaluate';
import type { Recommender } from '../../engine/evaluation/recommender';
import type { Split } from '../../engine/evaluation/splits';
import { Random } from '../../engine/random';
import { RatingTable } from '../../engine/ratings/rating-table';
import { isLiked } from '../../engine/ratings/preference';
import { RecentLikes } from '../../engine/ratings/recent-likes';
import { scoreFilms } from '../../engine/scoring/score';
import { trendScores } from '../../engine/scoring/trend-part';
import type { ModelDrift } from '../model/model-drift';
import { ndcgOf } from '../model/model-quality';
import type { ServedModel } from '../model/served-model';
import { FEWEST_USERS } from './gate';
import type { TrainingData } from './training-data';

/** Users who are measured at most: a few seconds, whatever the number of users. */
const MOST_USERS = 1_000;

/** A user with fewer ratings from before the training says more of newcomers than of the model. */
const FEWEST_RATINGS = 5;

/** The ratings of a training, and the film of each column. */
type RatedFilms = Pick<TrainingData, 'rows' | 'filmIds'>;

/** Streams of random numbers, beside those of the training. */
const STREAM = { users: 211, bootstrap: 212 };

/**
 * How good a model is on the newest ratings: those made since it was trained, by users who had rated before. Each is
 * served from the earlier ratings, and the list is compared with what was liked since. Ratings without a moment count as
 * earlier ones.
 */
export async function measureDrift(model: ServedModel, data: RatedFilms, now: number): Promise<ModelDrift> {
  const { version, taste } = model;
  const { quality } = version.findings;
  const { split, users } = splitAtTraining(model, data, now);
  return {
    version: version.id,
    whenActivated: quality && ndcgOf(quality),
    now: users < FEWEST_USERS ? null : await ndcgNow(taste, split, likesOf(model, data, now)),
    users,
    measuredAt: now,
  };
}

async function ndcgNow(taste: ServedModel['taste'], split: Split, likes: RecentLikes | null): Promise<Estimate> {
  const served: Recommender = {
    name: 'active model',
    fit: () => ({
      score: (history, moment) =>
        scoreFilms(
          taste,
          history,
          [],
          likes && moment !== undefined ? { trend: trendScores(likes.before(moment), taste.likedCount) } : {},
        ),
    }),
  };
  const [row] = await evaluate(split, [served]);
  const random = new Random(taste.parameters.seed, STREAM.bootstrap);
  return estimate(resample([counted(row.perUser.ndcgAt10)], random), 0);
}

/** Everybody's likes, those since the training among them, as lists are served with them; null where nothing rises. */
function likesOf(
  { taste, columnOf }: ServedModel,
  { rows: { time, film, rating, top }, filmIds }: RatedFilms,
  now: number,
): RecentLikes | null {
  if (!time || taste.parameters.trendWeight === 0) return null;
  const column = columnsOf(columnOf, filmIds);
  const columns = Int32Array.from(film, (f) => column[f]);
  const liked = Uint32Array.from(film.keys()).filter(
    (n) => columns[n] >= 0 && time[n] <= now && isLiked(rating[n], top),
  );
  return RecentLikes.at(liked, { film: columns, time }, taste.filmCount, taste.parameters.trendHalfLife);
}

function columnsOf(columnOf: ServedModel['columnOf'], filmIds: Float64Array): Int32Array {
  return Int32Array.from(filmIds, (id) => columnOf.get(id) ?? -1);
}

/** The ratings of a sample of those users, cut at the training, in the columns of the model. */
function splitAtTraining(
  { version, taste, filmIds, columnOf }: ServedModel,
  data: RatedFilms,
  now: number,
): { split: Split; users: number } {
  const { rows } = data;
  const column = columnsOf(columnOf, data.filmIds);
  /** 1 for a rating from before the training, 2 for one since then, 0 for one that does not count. */
  const side = new Uint8Array(rows.user.length);
  const before = new Uint32Array(rows.userCount);
  const liked = new Uint32Array(rows.userCount);
  for (let n = 0; n < side.length; n++) {
    const time = rows.time?.[n] ?? -Infinity;
    if (column[rows.film[n]] < 0 || time > now) continue;
    side[n] = time > version.createdAt ? 2 : 1;
    if (side[n] === 1) before[rows.user[n]] += 1;
    else if (isLiked(rows.rating[n], rows.top)) liked[rows.user[n]] += 1;
  }
  const eligible = Array.from(before.keys()).filter((u) => before[u] >= FEWEST_RATINGS && liked[u] > 0);
  const sample = new Random(taste.parameters.seed, STREAM.users).sample(eligible.length, MOST_USERS);
  const place = new Map(Array.from(sample, (n, to) => [eligible[n], to]));
  const chosen: number[] = [];
  for (let n = 0; n < side.length; n++) if (side[n] > 0 && place.has(rows.user[n])) chosen.push(n);
  const entries = {
    userCount: place.size,
    filmCount: filmIds.length,
    user: Uint32Array.from(chosen, (n) => place.get(rows.user[n]) ?? 0),
    film: Uint32Array.from(chosen, (n) => column[rows.film[n]]),
    rating: Float32Array.from(chosen, (n) => rows.rating[n]),
    time: rows.time && Float64Array.from(chosen, (n) => rows.time?.[n] ?? 0),
    top: rows.top,
  };
  const only = (which: number, ordered?: boolean): RatingTable =>
    RatingTable.fromRows(
      entries,
      Uint8Array.from(chosen, (n) => (side[n] === which ? 1 : 0)),
      ordered,
    );
  // Of the newest ratings the moments count, whatever order they tell.
  return { split: { train: only(1), test: only(2, rows.time !== null) }, users: place.size };
}
