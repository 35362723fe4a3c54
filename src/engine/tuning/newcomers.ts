import { at } from '../../invariants';
import { filmMask, mean } from '../evaluation/evaluate';
import { type TrainingParameters } from '../model/parameters';
import type { Random } from '../random';
import { isDisliked, isLiked } from '../ratings/preference';
import { type RatingTable, someRatings } from '../ratings/rating-table';
import { popularityPart } from '../scoring/score-parts';
import type { Team } from '../team';
import { MOST_POPULARITY_END } from './grids';
import { judge, mostUsers, type ValidationUser } from './validation-users';
import { Workbench } from './workbench';

/** Share of the people who are kept out of a training, to be newcomers. */
const SHARE = 0.2;

/** Ratings that a newcomer is recommended from. */
const KNOWN = [1, 3, 5, 10];

/**
 * People whom a training has not seen, recommended from their first ratings (from any, without times): what they liked among the
 * ratings after those is to be found. Null where there are none.
 */
export function newcomers(table: RatingTable, random: Random, team?: Team): Workbench | null {
  const drawn = random.sample(table.userCount, Math.floor(SHARE * table.userCount));
  const cases = Array.from(drawn).flatMap((user) => casesOf(table, user, random));
  if (cases.length === 0) {
    return null;
  }
  const kept = random.sample(cases.length, mostUsers(table.filmCount, 1));
  return new Workbench(
    table.withoutUsers(drawn),
    Array.from(kept, (n) => cases[n]),
    team,
  );
}

function casesOf(table: RatingTable, user: number, random: Random): ValidationUser[] {
  const history = table.history(user);
  const { film, rating, top } = history;
  const order = Uint32Array.from({ length: film.length }, (_, n) => n);
  if (table.time === null) {
    random.shuffle(order);
  }
  const most = Math.min(at(KNOWN, KNOWN.length - 1, 'number'), Math.floor(film.length / 2));
  const later = Array.from(order.subarray(most));
  const liked = new Set(later.filter((n) => isLiked(rating[n], top)).map((n) => film[n]));
  const disliked = new Set(later.filter((n) => isDisliked(rating[n], top)).map((n) => film[n]));
  if (liked.size === 0) {
    return [];
  }
  const excluded = filmMask(
    table.filmCount,
    Array.from(order.subarray(0, most), (n) => film[n]),
  );
  return KNOWN.filter((count) => count <= most).map((count) => ({
    user,
    history: someRatings(history, order.subarray(0, count)),
    liked,
    disliked,
    excluded,
  }));
}

/** People who are served alike: those of a training, and newcomers. */
export class Served {
  private constructor(
    private readonly bench: Workbench,
    private readonly scores: (n: number) => Float32Array,
    /** Quality of the lists of each without popularity, see `Judgement`. */
    private readonly without: Float64Array,
  ) {}

  /** p: parameters of which popularity is yet to be chosen. */
  static async of(bench: Workbench, p: TrainingParameters): Promise<Served> {
    const scores = await bench.scores({ ...p, popularityWeight: 0 });
    return new Served(bench, scores, judge(bench.users, (_, n) => scores(n)).quality);
  }

  /** The same with this popularity. */
  qualityByUser(parameters: Pick<TrainingParameters, 'popularityWeight' | 'popularityEnd'>): Float64Array {
    const model = { likedCount: this.bench.counts.liked, parameters };
    const { users } = this.bench;
    const few = [...users.keys()].filter((n) => users[n].history.film.length < MOST_POPULARITY_END);
    const quality = this.without.slice();
    const served = judge(
      few.map((n) => users[n]),
      (user, i) => {
        const { score, scale } = popularityPart(model, user.history.film.length);
        const sum = this.scores(few[i]);
        return scale === 0 ? sum : sum.map((value, f) => value + scale * score[f]);
      },
    ).quality;
    few.forEach((n, i) => (quality[n] = served[i]));
    return quality;
  }
}

/** Groups of people side by side, each with as much to say as the others and in units of its own mean. */
export function together(
  groups: readonly { readonly base: Float64Array; readonly values: Float64Array }[],
): Float64Array {
  const total = groups.reduce((sum, { values }) => sum + values.length, 0);
  return Float64Array.from(
    groups.flatMap(({ base, values }) => {
      const scale = total / (groups.length * values.length * Math.max(LEAST_MEAN, mean(base)));
      return Array.from(values, (value) => scale * value);
    }),
  );
}

/** A group that finds next to nothing has next to nothing to say. */
const LEAST_MEAN = 0.005;
