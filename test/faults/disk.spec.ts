import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config/settings';
import type { Database } from '../../src/database/database';
import { withSqlite } from '../support/databases';
import { describeWith, postgresPrograms } from '../support/requirements';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres';
import { contentOf, folderWith, lines, removeFiles } from '../importing/files';
import { databaseUrl, startProgram, startServerProgram, type ServerProgram } from '../support/program';
import { fill, type Filled } from './filled-database';
import { tell } from './kills';
import { checkAll, Writer } from './writer';
import { until } from '../support/until';

afterAll(removeFiles);

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

const WRITERS = 3;
const FILMS = 30;

async function put(server: ServerProgram, key: string, rating: number): Promise<Response> {
  return fetch(`${server.url}/usuarios/1/avaliacoes/1`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', 'Accept-Language': 'en' },
    body: JSON.stringify({ avaliacao: rating }),
  });
}

/**
 * A write is refused with a clear problem, and everything can still be read: whoever only reads is still sent here, unless the
 * disk may be about to fail altogether.
 */
async function refusesWritesOnly(server: ServerProgram, key: string, isFailing = false): Promise<void> {
  const refused = await put(server, key, 1);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({
    type: 'urn:centroide:problema:banco-sem-escrita',
    detail: expect.stringMatching(/^The database cannot write: the disk is full/),
  });
  for (const path of ['/filmes', '/filmes/1/recomendacoes', '/saude/viva'])
    expect([path, (await fetch(server.url + path)).status]).toEqual([path, 200]);
  expect((await fetch(`${server.url}/saude/pronta`)).status).toBe(isFailing ? 503 : 200);
}

interface Disk {
  readonly isFailing?: boolean;
  fill(): Promise<void>;
  free(): Promise<void>;
}

/** Write all the time while a disk fills up and is freed again; then look for what was acknowledged. */
async function throughFullDisk(title: string, server: ServerProgram, { database, key }: Filled, disk: Disk) {
  const writers = Array.from({ length: WRITERS }, (_, n) => new Writer(n + 1, FILMS, 13));
  let over = false;
  const writing = Promise.all(writers.map((writer) => writer.run(server.url, key, () => over, { untilCut: false })));
  const total = (): number => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  await pause(400);
  await disk.fill();
  await until('a refusal', async () => !(await put(server, key, 0)).ok);
  await refusesWritesOnly(server, key, disk.isFailing);
  const before = total();
  await disk.free();
  // A refusal is a rollback; the next transaction finds room.
  await until('ten writes more', () => total() >= before + 10);
  over = true;
  await writing;
  // User 1 was written to by others as well.
  const checked = await checkAll(writers.slice(1), database);
  tell(
    `${title}: writes refused with 503, reads went on; ${checked.acknowledged} acknowledged writes checked, ` +
      `${checked.lost} lost, ${checked.doubled} doubled`,
  );
  expect(checked.acknowledged).toBeGreaterThan(0);
  expect(checked).toMatchObject({ lost: 0, doubled: 0 });
  await soundness(database);
}

async function soundness(database: Database): Promise<void> {
  if (database.dialect.name === 'postgres') return;
  expect(await database.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await database.query('PRAGMA foreign_key_check')).toEqual([]);
}

/** A file system of a few megabytes; needs root. */
async function smallDisk(megabytes: number): Promise<{ folder: string; disk: Disk; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'centroide-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    disk: {
      fill: async () => {
        // Until nothing fits: the database grows while the file is written.
        for (let left = 1; left > 0;) {
          const { bavail, bsize } = statfsSync(folder);
          left = bavail * bsize;
          await writeFile(ballast, Buffer.alloc(left), { flag: 'a' }).catch(() => undefined);
        }
      },
      free: () => rm(ballast),
    },
    remove: async () => {
      await run('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

withSqlite('a disk that is full (SQLite)', (_, create) => {
  const small = { users: 6, films: FILMS, ratingsEach: 0 };

  it('refuses writes clearly, keeps what it acknowledged, reads on, and recovers (a limit on the size of files)', async () => {
    const location = await create();
    const filled = await fill(location, small);
    const server = await startServerProgram(location);
    const limit = (bytes: string): Promise<void> =>
      run('prlimit', [`--pid=${server.pid}`, `--fsize=${bytes}:unlimited`]).then(() => undefined);
    await throughFullDisk('files of SQLite that may not grow', server, filled, {
      // SQLite tells no limit from a disk that fails.
      isFailing: true,
      fill: () => limit('4096'),
      free: () => limit('unlimited'),
    });
    await server.kill('SIGTERM');
    await filled.database.close();
  }, 240_000);

  // Only root can make a file system; the test above holds for everybody.
  if (isRoot)
    it('does so on a file system that is full', async () => {
      const { folder, disk, remove } = await smallDisk(8);
      const location: DatabaseLocation = { dialect: 'sqlite', file: join(folder, 'centroide.db') };
      const filled = await fill(location, small);
      const server = await startServerProgram(location);
      await throughFullDisk('a full disk (tmpfs) under SQLite', server, filled, disk);
      await server.kill('SIGTERM');
      await filled.database.close();
      await remove();
    }, 240_000);
});

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

/** Have everything replaced by 50,000 ratings, which do not fit: what was there is there. */
async function refusesToReplace(
  title: string,
  location: DatabaseLocation,
  database: Database,
  prefix: readonly string[] = [],
): Promise<void> {
  const before = await contentOf(database);
  const folder = await folderWith({
    'movies.csv': lines('movieId,title,genres', ...upTo(200).map((id) => `${id},Novo ${id} (1990),Drama`)),
    'ratings.csv': lines(
      'userId,movieId,rating,timestamp',
      ...upTo(250).flatMap((user) => upTo(200).map((film) => `${user},${film},3,1000`)),
    ),
  });
  const words = ['importar', folder, '--substituir', '--sim'];
  const program = startProgram('cli.js', words, { DATABASE_URL: databaseUrl(location) }, prefix, [1]);
  expect(await program.ended).toBe(1);
  expect(program.output()).toMatch(/A importação parou: .*(full|disk I\/O error|No space left)[^]*ficou o que havia/);
  expect(await contentOf(database)).toEqual(before);
  await soundness(database);
  tell(`${title}: a replacement that does not fit ends with code 1, and what was there is there`);
}

withSqlite('a replacement on a disk that gets full (SQLite)', (_, create) => {
  it('leaves what was there (a limit on the size of files)', async () => {
    const location = await create();
    const { database } = await fill(location, { users: 6, films: FILMS, ratingsEach: 10 });
    const limit = ['prlimit', '--fsize=1500000:1500000'];
    await refusesToReplace('files of SQLite that may not grow', location, database, limit);
    await database.close();
  }, 240_000);

  // Only root can make a file system; the test above holds for everybody.
  if (isRoot)
    it('does so on a file system that is full', async () => {
      const { folder, remove } = await smallDisk(2);
      const location: DatabaseLocation = { dialect: 'sqlite', file: join(folder, 'centroide.db') };
      const { database } = await fill(location, { users: 6, films: FILMS, ratingsEach: 10 });
      await refusesToReplace('a full disk (tmpfs) under SQLite', location, database);
      await database.close();
      await remove();
    }, 240_000);
});

withSqlite('a SQLite file that may only be read', (_, create) => {
  /** Root may write anything, unless it gives that up. */
  const prefix = isRoot ? ['setpriv', '--bounding-set=-dac_override'] : [];

  it('is served to readers; writes are refused', async () => {
    const location = await create();
    const { database, key } = await fill(location, { users: 3, films: 5, ratingsEach: 2 });
    await database.close();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    await chmod(location.file, 0o444);
    const server = await startServerProgram(location, {}, prefix);
    await refusesWritesOnly(server, key);
    await server.kill('SIGTERM');
    tell('a SQLite file that may only be read: served, writes refused with 503');
  }, 240_000);

  it('stops the start with a line that says so when not even its folder can be written', async () => {
    const location = await create();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    await chmod(dirname(location.file), 0o555);
    await expect(startServerProgram(location, {}, prefix)).rejects.toThrow(
      new RegExp(`O banco ${location.file} não pôde ser aberto: SQLITE_CANTOPEN`),
    );
    await chmod(dirname(location.file), 0o755);
  }, 240_000);
});

describeWith(postgresPrograms, 'a PostgreSQL that cannot write', () => {
  let postgres: OwnPostgres;
  let filled: Filled;
  let server: ServerProgram;
  beforeAll(async () => {
    postgres = await startOwnPostgres();
    filled = await fill(postgres.location, { users: 6, films: FILMS, ratingsEach: 0 });
    server = await startServerProgram(postgres.location);
  }, 240_000);
  afterAll(async () => {
    await server.kill('SIGTERM');
    await filled.database.close();
    await postgres.remove();
  });

  const statement = async (...lines: string[]): Promise<void> => {
    const client = new Client({ connectionString: databaseUrl(postgres.location) });
    await client.connect();
    for (const sql of lines) await client.query(sql);
    await client.end();
  };

  it('because it is read-only, as a standby is, refuses writes clearly and reads on', async () => {
    await statement('ALTER SYSTEM SET default_transaction_read_only = on', 'SELECT pg_reload_conf()');
    await until('a refusal', async () => !(await put(server, filled.key, 2)).ok);
    await refusesWritesOnly(server, filled.key);
    await statement(
      'SET default_transaction_read_only = off',
      'ALTER SYSTEM RESET default_transaction_read_only',
      'SELECT pg_reload_conf()',
    );
    await until('a write', async () => (await put(server, filled.key, 2)).ok);
    tell('a read-only PostgreSQL: writes refused with 503, reads went on, writes again without a restart');
  });

  if (isRoot)
    it('because its disk is full does so as well', async () => {
      const { folder, disk, remove } = await smallDisk(8);
      const tables = join(folder, 'tables');
      await mkdir(tables);
      execFileSync('chown', ['postgres', tables]);
      await statement(
        `CREATE TABLESPACE pequeno LOCATION '${tables}'`,
        'ALTER TABLE avaliacoes SET TABLESPACE pequeno',
        // Rows that are changed are written anew, so that the table grows.
        'ALTER TABLE avaliacoes SET (autovacuum_enabled = off)',
      );
      await throughFullDisk('a full disk (tmpfs) under a table of PostgreSQL', server, filled, disk);
      await disk.fill();
      await refusesToReplace('a full disk (tmpfs) under a table of PostgreSQL', postgres.location, filled.database);
      await statement('ALTER TABLE avaliacoes SET TABLESPACE pg_default', 'DROP TABLESPACE pequeno');
      await remove();
    }, 240_000);
});
