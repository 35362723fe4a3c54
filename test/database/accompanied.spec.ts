import type { Companion, Outcome } from '../../src/database/accompanied';
import type { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';

/** A row of `sistema` for each thing that is done. */
const put = (database: Database, name: string) =>
  database.write((transaction) =>
    transaction.query(`INSERT INTO sistema (chave, valor) VALUES ($1, '1')`, [`teste ${name}`]),
  );

eachDatabase('accompanied work', (open) => {
  let database: Database;
  let told: (Outcome | null)[];
  let failed: unknown[];
  const stored = async () =>
    (
      await database.query<{ chave: string }>(`SELECT chave FROM sistema WHERE chave LIKE 'teste %' ORDER BY chave`)
    ).map(({ chave }) => chave.slice('teste '.length));
  const companion: Companion = {
    begin: async (transaction) => {
      await transaction.query(`INSERT INTO sistema (chave, valor) VALUES ('teste companheiro', '')`);
    },
    end: (_, outcome) => {
      told.push(outcome);
      return Promise.resolve();
    },
    fail: (error) => {
      failed.push(error);
      return Promise.resolve();
    },
  };
  beforeEach(async () => {
    database = await open();
    told = [];
    failed = [];
  });

  it('is committed with its companion, who hears what came of it in the same transaction', async () => {
    const result = await database.accompany(companion, async () => {
      await put(database, 'a');
      return 7;
    });
    expect([result, told, await stored()]).toEqual([7, [{ result: 7 }], ['a', 'companheiro']]);
  });

  it('is undone whole when it fails after it wrote, or its companion does', async () => {
    const after = database.accompany(companion, async () => {
      await put(database, 'a');
      throw new Error('depois');
    });
    await expect(after).rejects.toThrow('depois');
    const end = () => Promise.reject(new Error('no fim'));
    await expect(database.accompany({ ...companion, end }, () => put(database, 'b'))).rejects.toThrow('no fim');
    const begin = () => Promise.reject(new Error('no começo'));
    await expect(database.accompany({ ...companion, begin }, () => put(database, 'c'))).rejects.toThrow('no começo');
    expect([await stored(), failed]).toEqual([[], []]);
  });

  it('sees what it wrote, and its companion stands there from then on', async () => {
    const seen = await database.accompany(companion, async () => {
      await put(database, 'a');
      expect(() => database.manager).toThrow('not committed yet');
      const between = await stored();
      await put(database, 'b');
      await database.committed();
      expect(database.manager).toBeDefined();
      return between;
    });
    expect([seen, await stored()]).toEqual([
      ['a', 'companheiro'],
      ['a', 'b', 'companheiro'],
    ]);
    expect(told).toEqual([null, null, { result: seen }]);
  });

  it('that fails after some of it was committed leaves that, and tells its companion', async () => {
    const error = new Error('no meio');
    const work = database.accompany(companion, async () => {
      await put(database, 'a');
      await stored();
      await put(database, 'b');
      throw error;
    });
    await expect(work).rejects.toBe(error);
    expect([await stored(), failed]).toEqual([['a', 'companheiro'], [error]]);
  });

  it('that writes nothing has its companion written alone', async () => {
    await database.accompany(companion, () => Promise.resolve('nada'));
    expect([told, await stored()]).toEqual([[{ result: 'nada' }], ['companheiro']]);
  });

  it('does not hold up what it has begun and not waited for, nor anybody else', async () => {
    const later: Promise<unknown>[] = [];
    const begun = async (name: string) => {
      await new Promise((resolve) => setImmediate(resolve));
      await put(database, name);
    };
    await database.accompany(companion, async () => {
      later.push(begun('x'), begun('y'));
      await put(database, 'a');
      return 1;
    });
    await Promise.all([...later, put(database, 'z')]);
    expect(await stored()).toEqual(['a', 'companheiro', 'x', 'y', 'z']);
  });

  it('may write several things at once: one after the other', async () => {
    await database.accompany(companion, () => Promise.all(['a', 'b', 'c'].map((name) => put(database, name))));
    expect(await stored()).toEqual(['a', 'b', 'c', 'companheiro']);
    expect(told.filter((outcome) => outcome !== null)).toHaveLength(1);
  });
});
