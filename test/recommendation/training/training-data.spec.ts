import { usualSignals } from '../../../src/config/signals';
import type { Database } from '../../../src/database/database';
import { RatingStream } from '../../../src/ratings/rating-stream';
import { readTrainingData, type TrainingData } from '../../../src/recommendation/training/training-data';
import { eachDatabase } from '../../support/databases';
import { addFilms, addRatings, addUsers } from '../../support/add-rows';

/** More than are read at once. */
const USERS = 2500;
const EACH = 4;

eachDatabase('the ratings that a training reads', (open) => {
  let database: Database;
  const catalogue = [1, 2, 3, 4].map((id) => ({ id }));
  const read = (most?: number) =>
    readTrainingData(new RatingStream(database, { signals: usualSignals }), catalogue, most);

  const ratingsOfEach = ({ user, userCount }: TrainingData['rows']): number[] => {
    const count = new Array<number>(userCount).fill(0);
    for (const u of user) count[u] += 1;
    return count;
  };

  beforeAll(async () => {
    database = await open();
    const users = Array.from({ length: USERS }, (_, n) => n + 1);
    await addUsers(database, users);
    await addFilms(
      database,
      catalogue.map(({ id }) => ({ id, titulo: `Filme ${id}` })),
    );
    await addRatings(
      database,
      users.flatMap((user) => catalogue.map(({ id }) => [user, id, (user + id) % 6] as const)),
    );
  }, 120_000);

  it('are all of them while they are not too many', async () => {
    const { rows } = await read();
    expect([rows.userCount, rows.user.length]).toEqual([USERS, USERS * EACH]);
    // In order of their ids: those of the last user are there as they are.
    expect([...rows.user.slice(-EACH)]).toEqual(Array(EACH).fill(USERS - 1));
    expect([...rows.rating.slice(-EACH)]).toEqual(catalogue.map(({ id }) => (USERS + id) % 6));
  });

  it('are those of a part of the users beyond, whole users and always the same', async () => {
    const { rows } = await read((USERS * EACH) / 4);
    expect(rows.userCount).toBeGreaterThan(USERS / 4 - 15);
    expect(rows.userCount).toBeLessThan(USERS / 4 + 15);
    expect(ratingsOfEach(rows)).toEqual(Array(rows.userCount).fill(EACH));
    expect((await read((USERS * EACH) / 4)).rows).toEqual(rows);
  });

  it('are never more than there is room for', async () => {
    // The sample for each of these amounts has more users than there is room for: they are left out, whole.
    for (const most of [9, 24, 42, 57]) {
      const { rows } = await read(most);
      expect(rows.user.length).toBeLessThanOrEqual(Math.ceil(1.05 * most));
      expect(rows.user.length).toBeGreaterThan(0.8 * most - EACH);
      expect(ratingsOfEach(rows)).toEqual(Array(rows.userCount).fill(EACH));
    }
  });
});
