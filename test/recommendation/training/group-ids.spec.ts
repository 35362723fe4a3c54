import type { DatabaseLocation } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { groupIds, storedGroups } from '../../../src/recommendation/training/group-ids';
import type { TrainingOptions } from '../../../src/recommendation/training/trainer';
import { train } from '../../support/training';
import { eachDatabase } from '../../support/databases';
import { addRatings, addUsers } from '../../support/add-rows';
import { trainedTastes } from '../../support/two-tastes';

const untuned: TrainingOptions = { origin: 'comando', tuning: 'nunca' };

describe('the number of a film group', () => {
  const active = { filmIds: [10, 11, 12, 13, 14, 15], filmGroup: [0, 0, 1, 1, 2, 2], ids: [4, 9, 2] };

  it('counts from 1 where there is no model yet', () => {
    expect(groupIds({ filmIds: [10, 11], filmGroup: [1, 0], count: 2 }, null, 0)).toEqual([1, 2]);
  });

  it('stays with the films when groups come in another order and films come and go', () => {
    const now = { filmIds: [10, 11, 12, 14, 15, 16], filmGroup: [2, 2, 0, 1, 1, 1], count: 3 };
    expect(groupIds(now, active, 9)).toEqual([9, 2, 4]);
  });

  it('is one that no group has ever had for a new group', () => {
    const now = { filmIds: [10, 11, 12, 13, 20, 21], filmGroup: [1, 1, 2, 2, 0, 0], count: 3 };
    expect(groupIds(now, active, 12)).toEqual([13, 4, 9]);
  });
});

eachDatabase('film groups of one training after the other', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;
  let store: ModelStore;

  beforeAll(async () => {
    location = await create(trainedTastes);
    database = await Database.open(location, entities);
    store = new ModelStore(database);
  });
  afterAll(() => database.close());

  const idByFilm = async (version: number): Promise<Map<number, number>> => {
    const { filmIds, filmGroup, ids } = (await storedGroups(store, version))!;
    return new Map(Array.from(filmIds, (id, n) => [id, ids[filmGroup[n]]]));
  };

  it('have the numbers from 1 on at first', async () => {
    const { ids } = (await storedGroups(store, 1))!;
    expect(ids).toEqual(ids.map((_, n) => n + 1));
    expect(await store.lastGroup()).toBe(ids.length);
  });

  it('keep those of the active version when nothing changed, and never take a number again', async () => {
    await database.write((transaction) =>
      transaction.query(`UPDATE modelo_centroides SET grupo_id = 100 - indice WHERE versao_id = 1 AND tipo = 'grupo'`),
    );
    await database.write((transaction) =>
      transaction.query(`UPDATE sistema SET valor = '500' WHERE chave = 'ultimo_grupo'`),
    );
    await train(database, untuned);
    expect(await idByFilm(2)).toEqual(await idByFilm(1));
    expect(await store.lastGroup()).toBe(500);
  });

  it('get new numbers from a training whose active version cannot be read', async () => {
    await database.write((transaction) =>
      transaction.query(`UPDATE modelo_blocos SET sha256 = 'x' WHERE versao_id = 2 AND nome = 'filmGroup'`),
    );
    await train(database, untuned);
    const { ids } = (await storedGroups(store, 3))!;
    expect(ids).toEqual(ids.map((_, n) => 501 + n));
  });

  it('keep their numbers when a few ratings more move them around', async () => {
    await addUsers(database, [9001, 9002]);
    await addRatings(
      database,
      [9001, 9002].flatMap((user) =>
        Array.from({ length: 12 }, (_, n): [number, number, number] => [user, 3 * n + 1, 5]),
      ),
    );
    await train(database, untuned);
    const [before, after] = [await idByFilm(3), await idByFilm(4)];
    const stayed = [...after].filter(([film, id]) => before.get(film) === id).length;
    expect(stayed / after.size).toBeGreaterThan(0.6);
  });
});
