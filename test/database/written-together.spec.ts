import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Database } from '../../src/database/database';
import { WrittenTogether } from '../../src/database/written-together';
import { addFilms, addUsers } from '../support/add-rows';
import { eachDatabase, withSqlite, type OpenDatabase } from '../support/databases';

/** Ratings of one user by [film, rating], with how many went into the transaction as their time; alone, it is null. */
function ratings(open: OpenDatabase) {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await addUsers(database, [1]);
    await addFilms(
      database,
      Array.from({ length: 30 }, (_, n) => ({ id: n + 1, titulo: `Filme ${n + 1}` })),
    );
  });
  const insert = (transaction: EntityManager, [film, rating]: Rating, together: number | null) =>
    transaction.query('INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em) VALUES (1, $1, $2, $3)', [
      film,
      rating,
      together,
    ]);
  return {
    database: () => database,
    /** Films in the order of their numbers. */
    stored: () =>
      database.query<{ film: number; together: number | null }>(
        'SELECT filme_id AS film, avaliado_em AS together FROM avaliacoes ORDER BY filme_id',
      ),
    /** after: what comes after the rows are written, in their transaction. */
    writer: (after: (transaction: EntityManager) => Promise<unknown> = () => Promise.resolve()) =>
      new WrittenTogether<Rating, string>(database, {
        together: async (transaction, items) => {
          for (const item of items) if (item[0] !== ALONE) await insert(transaction, item, items.length);
          await after(transaction);
          return items.map(([film]) => (film === ALONE ? null : `${film} together`));
        },
        alone: ([film, rating]) =>
          database.write(async (transaction) => {
            await insert(transaction, [film, rating], null);
            return `${film} alone`;
          }),
      }),
  };
}

/** Film and rating. */
type Rating = readonly [number, number];

/** Shut until it is opened. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

/** A film that is not written with others. */
const ALONE = 30;

const some = (count: number): Rating[] => Array.from({ length: count }, (_, n) => [n + 1, 4]);

eachDatabase('what waits to be written', (open) => {
  const { database, stored, writer } = ratings(open);

  it('at the same time is written in one transaction, and each is told what came of it', async () => {
    const one = writer();
    expect(await Promise.all(some(20).map((item) => one.write(item)))).toEqual(
      some(20).map(([film]) => `${film} together`),
    );
    expect(await stored()).toEqual(some(20).map(([film]) => ({ film, together: 20 })));
  });

  it('while others are written is written after them, in one transaction', async () => {
    const begun = gate();
    const released = gate();
    const one = writer(() => {
      begun.open();
      return released.passed;
    });
    const first = one.write([1, 4]);
    await begun.passed;
    const others = [one.write([2, 4]), one.write([3, 4])];
    released.open();
    await Promise.all([first, ...others]);
    expect((await stored()).map(({ together }) => together)).toEqual([1, 2, 2]);
  });

  it('is written alone where a companion goes in with it, which would else be there before or after it', async () => {
    const one = writer();
    const told: string[] = [];
    const companion = (name: string) => ({
      begin: () => Promise.resolve(void told.push(`${name} begins`)),
      end: () => Promise.resolve(void told.push(`${name} ends`)),
      fail: () => Promise.resolve(),
    });
    const accompanied = ([film]: Rating) =>
      database().accompany(companion(`${film}`), async () => {
        const result = await one.write([film, 4]);
        told.push(result);
      });
    await Promise.all([accompanied([1, 4]), accompanied([2, 4]), one.write([3, 4]), one.write([4, 4])]);
    expect((await stored()).map(({ together }) => together)).toEqual([null, null, 2, 2]);
    for (const film of ['1', '2'])
      expect(told.filter((text) => text.startsWith(film))).toEqual([`${film} begins`, `${film} alone`, `${film} ends`]);
  });

  it('is acknowledged once everybody sees it, and not before', async () => {
    const begun = gate();
    const released = gate();
    const one = writer(() => {
      begun.open();
      return released.passed;
    });
    let acknowledged = 0;
    const all = some(5).map(async (item) => {
      await one.write(item);
      acknowledged++;
      return (await stored()).length;
    });
    await begun.passed;
    await pause(20);
    expect([acknowledged, await stored()]).toEqual([0, []]);
    released.open();
    expect(await Promise.all(all)).toEqual([5, 5, 5, 5, 5]);
  });

  it('is written alone where it asks for that, and takes nobody with it that fails', async () => {
    const one = writer();
    const asks = one.write([ALONE, 3]);
    expect(await Promise.all([one.write([1, 4]), asks, one.write([2, 4])])).toEqual([
      '1 together',
      `${ALONE} alone`,
      '2 together',
    ]);
    // No rating is above 5: PostgreSQL refuses every statement of the transaction after that.
    const results = await Promise.allSettled([one.write([3, 4]), one.write([4, 9]), one.write([5, 4])]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'refused'))).toEqual([
      '3 alone',
      'refused',
      '5 alone',
    ]);
    expect((await stored()).map(({ film }) => film)).toEqual([1, 2, 3, 5, ALONE]);
  });

  it('fails with the others, and is not tried alone, where the database is in trouble; what comes after goes on', async () => {
    let isAway = true;
    const one = writer(() =>
      isAway ? Promise.reject(Object.assign(new Error('away'), { code: 'ECONNRESET' })) : Promise.resolve(),
    );
    const results = await Promise.allSettled(some(3).map((item) => one.write(item)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await stored()).toEqual([]);
    isAway = false;
    expect(await one.write([1, 4])).toBe('1 together');
    await database().close();
    await expect(one.write([2, 4])).rejects.toThrow();
  });
});

withSqlite('a commit that fails', (open) => {
  const { stored, writer } = ratings(open);

  it('acknowledges nobody, and nothing is written again, as it may have come to pass', async () => {
    let isBroken = true;
    const one = writer(async (transaction) => {
      if (!isBroken) return;
      // Foreign keys are looked at by the commit alone.
      await transaction.query('PRAGMA defer_foreign_keys = ON');
      await transaction.query('INSERT INTO avaliacoes VALUES (1, 999, 4, NULL, NULL)');
    });
    const results = await Promise.allSettled(some(3).map((item) => one.write(item)));
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('FOREIGN KEY') } });
    expect(await stored()).toEqual([]);
    isBroken = false;
    expect(await one.write([1, 4])).toBe('1 together');
    expect(await stored()).toEqual([{ film: 1, together: 1 }]);
  });
});
