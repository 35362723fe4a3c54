import { usualSignals } from '../../../src/config/signals';
import type { Database } from '../../../src/database/database';
import { numberOwn } from '../../../src/importing/writing/number-rows';
import { onConnection } from '../../../src/importing/writing/connection';
import { newMemory } from '../../../src/importing/writing/store';
import { storeUsers } from '../../../src/importing/writing/store-users';
import { eachDatabase } from '../../support/databases';

eachDatabase('ids of an import', (open) => {
  let database: Database;
  beforeEach(async () => (database = await open()));

  /** Store users with these ids, `null` for one that is to be given; resolves to the ids that they have. */
  const store = (ids: (number | null)[]): Promise<number[]> =>
    onConnection(database, 'write', async (connection) => {
      const given = ids.map((id, n) => ({
        line: n + 1,
        text: '',
        row: { id: id ?? undefined, nome: `Pessoa na linha ${n + 1}` },
      }));
      const memory = newMemory();
      const { rows } = await numberOwn(connection, 'usuarios', given, memory);
      await storeUsers(connection, rows, memory, { createsUsers: false, signals: usualSignals, now: 0 });
      return rows.map(({ row }) => row.id);
    });
  const create = async (): Promise<number> => {
    await database.write((transaction) => transaction.query(`INSERT INTO usuarios (nome) VALUES ('Nova')`));
    const [{ id }] = await database.query<{ id: number }>(`SELECT id FROM usuarios WHERE nome = 'Nova'`);
    return id;
  };

  it('are given from 1 on in an empty database', async () => {
    expect(await store([null, null])).toEqual([1, 2]);
    expect(await create()).toBe(3);
  });

  it('follow the highest that came with the rows, wherever it stands among them', async () => {
    expect(await store([20, 50, null, 10, null])).toEqual([20, 50, 51, 10, 52]);
    expect(await create()).toBe(53);
  });

  it('that come with the rows are not given out again, whichever came last', async () => {
    expect(await store([20, 50, 10])).toEqual([20, 50, 10]);
    expect(await create()).toBe(51);
  });

  it('follow the highest that was ever given, though lower ones come later and it was deleted', async () => {
    await store([50]);
    await store([10]);
    await database.write((transaction) => transaction.query('DELETE FROM usuarios WHERE id = 50'));
    expect(await store([null, 20])).toEqual([51, 20]);
    expect(await create()).toBe(52);
  });
});
