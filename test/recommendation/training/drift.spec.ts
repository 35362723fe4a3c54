import { defaultParameters } from '../../../src/engine/model/parameters';
import { Random } from '../../../src/engine/random';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import type { ServedModel } from '../../../src/recommendation/model/served-model';
import { measureDrift } from '../../../src/recommendation/training/drift';
import { type Row, rowsOf } from '../../engine/tables';

const DAY = 86_400_000;
const USERS = 60;
const FILMS = 30;

/** A model of ratings of the first ten days, of day 20, to which nothing says more than what rises. */
async function modelOf(rows: readonly Row[]): Promise<ServedModel> {
  const taste = await fitTasteModel(RatingTable.fromRows(rowsOf(rows, { userCount: USERS, filmCount: FILMS })), {
    ...defaultParameters,
    dimensions: 4,
    tasteCount: 4,
    trendWeight: 30,
    trendHalfLife: 7,
  });
  const films = [...Array(FILMS).keys()];
  return {
    version: { id: 1, createdAt: 20 * DAY, findings: { quality: null } },
    taste,
    filmIds: Float64Array.from(films),
    columnOf: new Map(films.map((film) => [film, film])),
  } as unknown as ServedModel;
}

describe('how a model ages', () => {
  const random = new Random(3);
  const before: Row[] = [...Array(USERS).keys()].flatMap((user) =>
    [...random.shuffle(random.sample(FILMS - 1, 6))].map((film, n): Row => [user, film, 5, (user % 10) * DAY + n]),
  );
  const filmIds = Float64Array.from({ length: FILMS }, (_, film) => film);
  const aged = async (newest: readonly Row[], now: number) => {
    const rows = rowsOf([...before, ...newest], { userCount: USERS, filmCount: FILMS });
    return measureDrift(await modelOf(before), { rows, filmIds }, now);
  };
  /** One after the other likes the film that nobody had seen when the model was trained. */
  const taken = [...Array(USERS).keys()].map((user): Row => [user, FILMS - 1, 5, (21 + user / 2) * DAY]);

  it('is told as it is served: with what others have come to like since, before each came back', async () => {
    const { now, users } = await aged(taken, 60 * DAY);
    expect(users).toBe(USERS);
    // Those who found it first could not be told of it.
    expect(now!.value).toBeGreaterThan(0.8);
    expect(now!.value).toBeLessThan(1);
  });

  it('does not know what comes later: all at one moment, nobody can be told of it', async () => {
    const atOnce = taken.map(([user, film, rating]): Row => [user, film, rating, 30 * DAY]);
    const { now, users } = await aged(atOnce, 60 * DAY);
    expect(users).toBe(USERS);
    expect(now!.value).toBeLessThan(0.1);
  });
});
