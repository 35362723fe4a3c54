import type { Database } from '../../../src/database/database';
import { RatingStream } from '../../../src/ratings/rating-stream';
import { readTrainingData } from '../../../src/recommendation/training/training-data';
import { eachDatabase } from '../../support/databases';
import { addFilms, addRatings, addUsers } from '../../support/add-rows';

const USERS = 1000;
const EACH = 4;

eachDatabase('the ratings that a training reads', (open) => {
  let database: Database;
  const catalogue = [1, 2, 3, 4].map((id) => ({ id }));
  const read = (most?: number) => readTrainingData(new RatingStream(database), catalogue, most);

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
  });

  it('are those of a part of the users beyond, whole users and always the same', async () => {
    const { rows } = await read((USERS * EACH) / 4);
    expect(rows.userCount).toBeGreaterThan(USERS / 4 - 15);
    expect(rows.userCount).toBeLessThan(USERS / 4 + 15);
    for (let user = 0; user < rows.userCount - 1; user++)
      expect(rows.user.filter((one) => one === user)).toHaveLength(EACH);
    expect((await read((USERS * EACH) / 4)).rows).toEqual(rows);
  });

  it('are never more than there is room for', async () => {
    const { rows } = await read(10);
    expect(rows.user.length).toBeLessThanOrEqual(11);
  });
});
