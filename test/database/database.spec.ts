import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Database } from '../../src/database/database';
import { migrations } from '../../src/database/migrations/migrations';
import { entities } from '../../src/entities';
import { Avaliacao } from '../../src/ratings/avaliacao.entity';
import { Usuario } from '../../src/users/usuario.entity';
import { eachDatabase, withSqlite } from '../support/databases';
import { addFilms, addRatings, addUsers } from '../support/add-rows';

const run = promisify(execFile);

eachDatabase('the database', (_, create) => {
  it('is migrated once when several processes start together', async () => {
    const location = await create();
    const script = join(__dirname, '../support/open-database.js');
    const started = await Promise.all(
      Array.from({ length: 4 }, () => run(process.execPath, [script, JSON.stringify(location)])),
    );
    expect(started.map(({ stdout }) => stdout)).toEqual(
      Array(4).fill(migrations.map((migration) => new migration().name).join(' ')),
    );
  });

  describe('once open', () => {
    let database: Database;
    beforeEach(async () => {
      database = await Database.open(await create(), entities);
      await addUsers(database, [1, 2]);
      await addFilms(database, [
        { id: 1, titulo: 'Um' },
        { id: 2, titulo: 'Dois' },
      ]);
    });
    afterEach(() => database.close());

    const insert = (sql: string) => database.write((transaction) => transaction.query(sql));
    const count = async (table: string) =>
      (await database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0].n;

    it.each([
      ['a rating above 5', 'INSERT INTO avaliacoes VALUES (1, 1, 5.5, NULL, NULL)'],
      ['a rating below 0', 'INSERT INTO avaliacoes VALUES (1, 1, -1, NULL, NULL)'],
      ['a rating of a film that is not there', 'INSERT INTO avaliacoes VALUES (1, 9, 4, NULL, NULL)'],
      ['a rating by a user who is not there', 'INSERT INTO avaliacoes VALUES (9, 1, 4, NULL, NULL)'],
    ])('refuses %s', async (_title, sql) => {
      await expect(insert(sql)).rejects.toThrow();
      expect(await count('avaliacoes')).toBe(0);
    });

    it('refuses a second rating of the same film and a second user of the same email', async () => {
      await addRatings(database, [[1, 1, 4]]);
      await expect(addRatings(database, [[1, 1, 3]])).rejects.toThrow();
      await insert(`UPDATE usuarios SET email = 'a@example.com' WHERE id = 1`);
      await expect(insert(`UPDATE usuarios SET email = 'a@example.com' WHERE id = 2`)).rejects.toThrow();
    });

    it('erases the ratings of a deleted user or film', async () => {
      await addRatings(database, [
        [1, 1, 4],
        [1, 2, 4],
        [2, 2, 4],
      ]);
      await insert('DELETE FROM usuarios WHERE id = 1');
      expect(await count('avaliacoes')).toBe(1);
      await insert('DELETE FROM filmes WHERE id = 2');
      expect(await count('avaliacoes')).toBe(0);
    });

    it('maps the tables to entities with their relations', async () => {
      await addRatings(database, [[1, 2, 4.5]]);
      const [rating] = await database.manager.find(Avaliacao, { relations: { user: true, film: true } });
      expect(rating).toMatchObject({ userId: 1, rating: 4.5, user: { name: 'Pessoa 1' }, film: { title: 'Dois' } });
    });

    it('undoes a transaction that throws, and keeps what others wrote meanwhile', async () => {
      const rename = (id: number, name: string) =>
        database.write((transaction) => transaction.update(Usuario, { id }, { name }));
      const failing = database.write(async (transaction) => {
        await transaction.update(Usuario, { id: 1 }, { name: 'perdido' });
        await new Promise((resolve) => setTimeout(resolve, 100));
        throw new Error('no');
      });
      await Promise.all([expect(failing).rejects.toThrow('no'), rename(2, 'guardado')]);
      const names = await database.query<{ nome: string }>('SELECT nome FROM usuarios ORDER BY id');
      expect(names.map(({ nome }) => nome)).toEqual(['Pessoa 1', 'guardado']);
    });

    it('lets nobody read what is not committed', async () => {
      let seen: string | undefined;
      await database.write(async (transaction) => {
        await transaction.update(Usuario, { id: 1 }, { name: 'em curso' });
        [{ nome: seen }] = await database.query<{ nome: string }>('SELECT nome FROM usuarios WHERE id = 1');
      });
      expect(seen).toBe('Pessoa 1');
    });
  });
});

withSqlite('every connection to a SQLite file', (open) => {
  it('checks references and waits for others who write', async () => {
    const database = await open();
    const snapshot = await database.snapshot();
    const pragmas = 'SELECT foreign_keys, timeout FROM pragma_foreign_keys, pragma_busy_timeout';
    const found = [
      await database.query(pragmas),
      await database.queryPrepared(pragmas),
      await database.write((transaction) => transaction.query(pragmas)),
      await snapshot.query(pragmas),
    ];
    expect(found).toEqual(Array(4).fill([{ foreign_keys: 1, timeout: 15_000 }]));
    await snapshot.close();
  });
});
