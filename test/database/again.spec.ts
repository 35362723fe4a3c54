import { QueryFailedError } from 'typeorm';
import { untilNobodyIsInTheWay } from '../../src/database/again';
import { withPostgres, withSqlite, eachDatabase } from '../support/databases';
import { Database } from '../../src/database/database';
import { addFilms, addUsers } from '../support/add-rows';

const failure = (code: string): Error => new QueryFailedError('', [], Object.assign(new Error(code), { code }));
const never = (): number => 0;

/** Fails so often, and then resolves to how often it was tried. */
function attempts(failures: number, error: Error): () => Promise<number> {
  let tried = 0;
  return () => ((tried += 1) > failures ? Promise.resolve(tried) : Promise.reject(error));
}

describe('a transaction', () => {
  it.each(['40P01', '40001', 'SQLITE_BUSY'])('is tried again after %s', async (code) => {
    expect(await untilNobodyIsInTheWay(attempts(3, failure(code)), undefined, never)).toBe(4);
  });

  it('is tried again after what its work says', async () => {
    expect(await untilNobodyIsInTheWay(attempts(1, failure('23505')), () => true, never)).toBe(2);
    const once = untilNobodyIsInTheWay(attempts(1, failure('23505')), undefined, never);
    await expect(once).rejects.toThrow('23505');
  });

  it('is not tried for ever', async () => {
    let tried = 0;
    const hopeless = () => {
      tried += 1;
      return Promise.reject(failure('40P01'));
    };
    await expect(untilNobodyIsInTheWay(hopeless, undefined, never)).rejects.toThrow('40P01');
    expect(tried).toBe(8);
  });

  it('waits longer after each attempt, at random', async () => {
    const asked: number[] = [];
    const random = () => {
      asked.push(1);
      return 0;
    };
    await untilNobodyIsInTheWay(attempts(5, failure('40001')), undefined, random);
    expect(asked).toHaveLength(5);
  });
});

withPostgres('two transactions that take rows the other way round', (open) => {
  it('both go through', async () => {
    const database = await open();
    await addUsers(database, [1, 2]);
    let entered = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const rename = (ids: readonly number[]) =>
      database.write(async (transaction) => {
        for (const [n, id] of ids.entries()) {
          await transaction.query(`UPDATE usuarios SET nome = nome || '.' WHERE id = $1`, [id]);
          if (n === 0 && (entered += 1) === 2) meet();
          if (n === 0) await met;
        }
      });
    await Promise.all([rename([1, 2]), rename([2, 1])]);
    expect(entered).toBe(3);
    const names = await database.query<{ nome: string }>('SELECT nome FROM usuarios ORDER BY id');
    expect(names.map(({ nome }) => nome)).toEqual(['Pessoa 1..', 'Pessoa 2..']);
  });

  it('go through as well where PostgreSQL finds that they cannot have come one after the other', async () => {
    const database = await open();
    await addUsers(database, [1]);
    let entered = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const rename = () =>
      database.write(async (transaction) => {
        await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        await transaction.query('SELECT nome FROM usuarios');
        if ((entered += 1) === 2) meet();
        await met;
        await transaction.query(`UPDATE usuarios SET nome = nome || '.'`);
      });
    await Promise.all([rename(), rename()]);
    expect(entered).toBe(3);
    expect(await database.query('SELECT nome FROM usuarios')).toEqual([{ nome: 'Pessoa 1..' }]);
  });
});

withSqlite('a SQLite file that somebody else has locked for longer than one wait', (_, create) => {
  it('is written to when it is free', async () => {
    const location = await create();
    const database = await Database.open(location);
    const other = await Database.open(location);
    // A statement waits for so long, in milliseconds, and is then refused.
    await database.write((transaction) => transaction.query('PRAGMA busy_timeout = 50'));
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => (free = resolve));
    const holding = other.write(() => freed);
    setTimeout(() => free(), 300);
    await addFilms(database, [{ id: 1, titulo: 'Um' }]);
    await holding;
    expect(await database.query('SELECT id FROM filmes')).toEqual([{ id: 1 }]);
    await database.close();
    await other.close();
  });
});

eachDatabase('a transaction that is tried again', (open) => {
  it('leaves nothing of the attempts that failed', async () => {
    const database = await open();
    let tried = 0;
    await database.write(async (transaction) => {
      tried += 1;
      await transaction.query('INSERT INTO usuarios (nome) VALUES ($1)', [`Pessoa ${tried}`]);
      if (tried < 3) throw failure('40001');
    });
    expect(await database.query('SELECT nome FROM usuarios')).toEqual([{ nome: 'Pessoa 3' }]);
  });
});
