import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Database } from '../../src/database/database';
import { addUsers } from '../support/add-rows';
import { eachDatabase, withSqlite } from '../support/databases';
import { projectRoot } from '../support/project-root';
import { describeWith, linux } from '../support/requirements';

const run = promisify(execFile);

/** Run statements in a process of their own, one after the other. */
function elsewhere(file: string, ...statements: string[]): Promise<unknown> {
  const script = `
    const sqlite3 = require('sqlite3');
    const database = new sqlite3.Database(process.argv[1]);
    database.serialize(() => JSON.parse(process.argv[2]).forEach((statement) => database.exec(statement, (error) => {
      if (error) throw error;
    })));
    database.close();`;
  return run(process.execPath, ['-e', script, file, JSON.stringify(statements)], { cwd: projectRoot() });
}

describeWith(linux, 'the number of commits', () =>
  withSqlite('of a file', (_, create) => {
    let database: Database;
    let file: string;
    const users = async () => (await database.query<{ n: number }>('SELECT COUNT(*) AS n FROM usuarios'))[0].n;
    /** Whether it is another one after `work`. */
    const changes = async (work: () => Promise<unknown>): Promise<boolean> => {
      const before = database.commits();
      await work();
      return database.commits() !== before;
    };

    beforeEach(async () => {
      const location = await create();
      if (location.dialect !== 'sqlite') throw new Error('no file');
      file = location.file;
      database = await Database.open(location);
      await addUsers(database, [1]);
    });
    afterEach(() => database.close());

    it('is the same while nobody writes, and another one after each commit', async () => {
      expect(database.commits()).toEqual(expect.any(Number));
      expect(await changes(users)).toBe(false);
      expect(await changes(() => addUsers(database, [2]))).toBe(true);
      expect(await changes(users)).toBe(false);
      for (let n = 3; n < 40; n++) expect(await changes(() => addUsers(database, [n]))).toBe(true);
    });

    it('is another one after what others commit, in this process and in another', async () => {
      const other = await Database.open({ dialect: 'sqlite', file });
      expect(await changes(() => addUsers(other, [2]))).toBe(true);
      expect(other.commits()).toEqual(expect.any(Number));
      // Its files are open in this process as before.
      await other.close();
      expect(await changes(() => addUsers(database, [3]))).toBe(true);
      for (let n = 4; n < 7; n++)
        expect(await changes(() => elsewhere(file, `INSERT INTO usuarios (id, nome) VALUES (${n}, 'x')`))).toBe(true);
      expect(await users()).toBe(6);
    });

    it('is another one when the log begins anew and comes to the same length', async () => {
      const rename = (name: string) => elsewhere(file, `UPDATE usuarios SET nome = '${name}' WHERE id = 1`);
      const afresh = () => elsewhere(file, 'PRAGMA wal_checkpoint(TRUNCATE)');
      await afresh();
      expect(await changes(() => rename('a'))).toBe(true);
      const before = database.commits();
      await afresh();
      await rename('b');
      expect(database.commits()).not.toBe(before);
      expect(await database.query('SELECT nome FROM usuarios WHERE id = 1')).toEqual([{ nome: 'b' }]);
    });
  }),
);

eachDatabase('what was read since the last commit', (open) => {
  it('holds while the number is the same', async () => {
    const database = await open();
    const read = async () => (await database.query<{ n: number }>('SELECT COUNT(*) AS n FROM usuarios'))[0].n;
    let kept: { commits: number | null; n: number } | null = null;
    for (let id = 1; id <= 30; id++) {
      const commits = database.commits();
      if (kept === null || commits === null || kept.commits !== commits) kept = { commits, n: await read() };
      expect(kept.n).toBe(id - 1);
      await addUsers(database, [id]);
    }
  });
});
