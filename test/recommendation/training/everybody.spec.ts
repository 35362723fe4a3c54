import { usualSignals } from '../../../src/config/signals';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { RatingStream } from '../../../src/ratings/rating-stream';
import { ratingBatches } from '../../../src/recommendation/training/training-data';
import { eachDatabase } from '../../support/databases';
import { train } from '../../support/training';
import { addTastes } from '../../support/two-tastes';

const USERS = 80;
const FILMS = 16;

eachDatabase('a training on more ratings than it holds', (_, create) => {
  let database: Database;

  beforeAll(async () => {
    database = await Database.open(await create(), entities);
    await addTastes(database, USERS, FILMS);
  });
  afterAll(() => database.close());

  it('finds the structure in a sample, and adds up everybody', async () => {
    const [{ total }] = await database.query<{ total: number }>('SELECT COUNT(*) AS total FROM avaliacoes');
    await train(database, { origin: 'comando', tuning: 'nunca' });
    const some = await train(database, { origin: 'comando', tuning: 'nunca' }, usualSignals, Math.round(total / 2));
    expect(some).toMatchObject({ state: 'concluido', ratingCount: total });
    const store = new ModelStore(database);
    const of = async (version: number) => (await store.load(version)).arrays;
    const [whole, summed] = [await of(1), await of(2)];
    const found = (name: string) => [whole, summed].map((arrays) => arrays.find((one) => one.name === name)!.data);
    expect(found('ratingCount')[1]).toEqual(found('ratingCount')[0]);
    expect(found('likedCount')[1]).toEqual(found('likedCount')[0]);
    expect(found('filmBias')[1]).toEqual(found('filmBias')[0]);
    expect((await store.version(2))!.userCount).toBe(USERS);
    // The space is that of half of them.
    expect(found('singularValues')[1][0]).toBeLessThan(0.85 * found('singularValues')[0][0]);
  });

  it('reads them in batches of whole users, each of them once', async () => {
    const stream = new RatingStream(database, { signals: usualSignals });
    const filmIds = Array.from({ length: FILMS }, (_, n) => n + 1);
    const counts: number[] = [];
    for await (const { userCount, user, film } of ratingBatches(stream.users(), filmIds, 100)) {
      counts.push(userCount);
      expect(film.length).toBeLessThanOrEqual(100);
      expect(new Set(user).size).toBe(userCount);
    }
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.reduce((sum, count) => sum + count)).toBe(USERS);
  });

  it('reads each user in one of several parts, always the same', async () => {
    const stream = new RatingStream(database, { signals: usualSignals });
    const usersOf = async (number: number): Promise<number[]> => {
      const users: number[] = [];
      for await (const { userId } of stream.users({ part: { number, of: 7 } })) users.push(userId);
      return users;
    };
    const parts = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(usersOf));
    expect(Math.min(...parts.map(({ length }) => length))).toBeGreaterThan(0);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: USERS }, (_, n) => n + 1));
    expect(await usersOf(3)).toEqual(parts[2]);
  });
});
