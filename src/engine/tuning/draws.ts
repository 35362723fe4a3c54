import { splitLatest, splitRandom, type Split } from '../evaluation/splits';
import type { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import type { Team } from '../team';
import { validationUsers } from './validation-users';
import { Workbench } from './workbench';

/** Share of each user's ratings that a draw holds out. */
const HELD_OUT = 0.1;

/** Users in all draws together who show a gain of one or two per cent … */
const ENOUGH_USERS = 2_500;

/** … and draws at most: each takes as long as all the others. */
const MOST_DRAWS = 4;

/**
 * The ratings to choose by, held out several times: one draw of a small set cannot tell a gain of two per cent from luck. In
 * time each draw is a cut a tenth of each user's ratings before the one of the draw before it; else each is another random
 * tenth. Large sets need one draw. No draws where nobody likes a film that is held out.
 */
export function validationDraws(table: RatingTable, inTime: boolean, random: Random, team?: Team): Workbench[] {
  const splits = [split(table, inTime, random)];
  const users = validationUsers(splits[0], random).length;
  if (users === 0) {
    return [];
  }
  const count = Math.min(MOST_DRAWS, Math.ceil(ENOUGH_USERS / users));
  while (splits.length < count) {
    const from = inTime ? splits[splits.length - 1].train : table;
    splits.push(split(from, inTime, random));
  }
  return splits.flatMap(({ train, test }) => {
    const users = validationUsers({ train, test }, random, 1 / count);
    return users.length > 0 ? [new Workbench(train, users, team)] : [];
  });
}

function split(table: RatingTable, inTime: boolean, random: Random): Split {
  const { train, test } = inTime ? splitLatest(table, HELD_OUT) : splitRandom(table, HELD_OUT, random);
  // Without an order in time that means something there is nothing to be said of next films.
  return { train: inTime ? train : train.withoutTimes(), test };
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
