import { type Split, splitFolds, splitLatest } from '../evaluation/splits';
import type { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import type { Team } from '../team';
import { validationUsers } from './validation-users';
import { Workbench } from './workbench';

/** Share of each user's ratings between one cut in time and the next … */
const CUT = 0.1;

/** … of which there are so many at most: the older, the less it is like what is asked. */
const CUTS = 4;

/** Parts of each user's ratings where they have no order: each is held out once. */
const FOLDS = 5;

/** Users in all draws together who show a gain of one or two per cent. Each draw takes as long as the others. */
const ENOUGH_USERS = 2_500;

/**
 * The ratings to choose by, held out several times: one draw of a small set cannot tell a gain of two per cent from luck. In
 * time each draw is a cut a tenth of each user's ratings before the one of the draw before it; else each is another fifth of
 * them, until all were held out. Large sets need one draw. No draws where nobody likes a film that is held out.
 */
export function validationDraws(table: RatingTable, inTime: boolean, random: Random, team?: Team): Workbench[] {
  const draws: Split[] = [];
  let count = 1;
  // Without an order in time that means something there is nothing to be said of next films.
  for (const split of inTime ? cuts(table) : splitFolds(table.withoutTimes(), FOLDS, random)) {
    if (draws.length === 0) {
      const users = validationUsers(split, random).length;
      if (users === 0) {
        return [];
      }
      count = Math.ceil(ENOUGH_USERS / users);
    }
    draws.push(split);
    if (draws.length === count) {
      break;
    }
  }
  return draws.flatMap((split) => {
    const users = validationUsers(split, random, 1 / draws.length);
    return users.length > 0 ? [new Workbench(split.train, users, team)] : [];
  });
}

function* cuts(table: RatingTable): Generator<Split> {
  let left = table;
  for (let n = 0; n < CUTS; n++) {
    const split = splitLatest(left, CUT);
    yield split;
    left = split.train;
  }
}

/** The mean of each user over the draws that say something of the user, not NaN, in the order of the users' numbers. */
export function meanByUser(draws: readonly Pick<Workbench, 'users'>[], values: readonly Float64Array[]): Float64Array {
  const sums = new Map<number, { sum: number; count: number }>();
  draws.forEach(({ users }, d) =>
    users.forEach(({ user }, n) => {
      if (Number.isNaN(values[d][n])) return;
      const { sum, count } = sums.get(user) ?? { sum: 0, count: 0 };
      sums.set(user, { sum: sum + values[d][n], count: count + 1 });
    }),
  );
  const ascending = [...sums].sort(([a], [b]) => a - b);
  return Float64Array.from(ascending, ([, { sum, count }]) => sum / count);
}
