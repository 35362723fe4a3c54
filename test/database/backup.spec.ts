import { execFile } from 'node:child_process';
import { readFile, readdir, truncate, writeFile, copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { fill } from '../faults/filled-database';
import { tell } from '../faults/kills';
import { checkAll, Writer } from '../faults/writer';
import { eachDatabase, withSqlite } from '../support/databases';
import { databaseUrl, startProgram, startServerProgram } from '../support/program';
import { train } from '../support/training';
import { until } from '../support/until';
import { some } from '../support/some';

const run = promisify(execFile);
const WRITERS = 4;
const WRITES = 200;
const FILMS = 30;

async function centroide(location: DatabaseLocation, ...words: string[]): Promise<{ code: unknown; told: string }> {
  const program = startProgram('cli.js', words, { DATABASE_URL: databaseUrl(location) }, [], [0, 1]);
  return { code: await program.ended, told: program.output() };
}

/** Copy and take back a database; the two dialects have ways of their own. */
interface Way {
  /** Copy while others write. */
  copy(): Promise<void>;
  /** Take the copy back; resolves to where it is now. */
  takeBack(): Promise<DatabaseLocation>;
}

function sqlite(location: DatabaseLocation & { dialect: 'sqlite' }): Way {
  const copy = join(dirname(location.file), 'copia.db');
  return {
    copy: async () => {
      expect(await centroide(location, 'backup', copy)).toEqual({
        code: 0,
        told: `${location.file} copiado para ${copy}, íntegro.\n`,
      });
      const again = await centroide(location, 'backup', copy);
      expect(again).toEqual({ code: 1, told: `${copy} já existe; nada foi gravado.\n` });
      const refused = await centroide(location, 'restaurar', copy);
      expect(refused.code).toBe(1);
      expect(refused.told).toContain(`${location.file} está em uso; pare o servidor e o treinador antes. Nada mudou.`);
    },
    takeBack: async () => {
      const { code, told } = await centroide(location, 'restaurar', copy);
      expect([code, told]).toEqual([0, expect.stringContaining('restaurado')]);
      return location;
    },
  };
}

/** As docs/upgrading.md has it. */
async function postgres(location: DatabaseLocation & { dialect: 'postgres' }, empty: DatabaseLocation): Promise<Way> {
  const { rows } = await query(location.url, 'SHOW server_version_num');
  const bin = `/usr/lib/postgresql/${Math.floor(Number(rows[0].server_version_num) / 10_000)}/bin`;
  const target = databaseUrl(empty);
  let dump: Buffer;
  return {
    copy: async () => {
      const { stdout } = await run(join(bin, 'pg_dump'), ['--format=custom', location.url], {
        encoding: 'buffer',
        maxBuffer: 2 ** 30,
      });
      dump = stdout;
    },
    takeBack: async () => {
      const restoring = run(join(bin, 'pg_restore'), [
        '--no-owner',
        '--exit-on-error',
        '--single-transaction',
        '-d',
        target,
      ]);
      restoring.child.stdin!.end(dump);
      await restoring;
      return empty;
    },
  };
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

eachDatabase('a copy made while ratings are written', (_, create) => {
  it('holds all that was acknowledged before it, and can be taken back', async () => {
    const location = await create();
    const { database, key } = await fill(location, { users: WRITERS, films: FILMS, ratingsEach: 0 });
    await train(database, { origin: 'comando', tuning: 'nunca' });
    const way = location.dialect === 'sqlite' ? sqlite(location) : await postgres(location, await create());
    const server = await startServerProgram(location);
    let over = false;
    const before = Array.from({ length: WRITERS }, (__, n) => new Writer(n + 1, FILMS, 3));
    const untilOver = (writer: Writer) => writer.run(server.url, key, () => over);
    const writing = Promise.all(before.map(untilOver));
    const total = () => before.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    await until(`${WRITES} writes`, () => total() >= WRITES);
    over = true;
    await writing;
    // Others, whose ratings are in the copy or not.
    over = false;
    await fillMore(database);
    const during = Array.from({ length: WRITERS }, (__, n) => new Writer(WRITERS + n + 1, FILMS, 3));
    const writingOn = Promise.all(during.map(untilOver));
    await pause(200);
    await way.copy();
    over = true;
    await writingOn;
    await server.kill('SIGTERM');
    await database.close();

    const restored = await way.takeBack();
    const copied = await Database.open(restored);
    const checked = await checkAll(before, copied);
    expect(checked).toMatchObject({ lost: 0, doubled: 0 });
    expect(checked.acknowledged).toBeGreaterThanOrEqual(WRITES);
    if (location.dialect === 'sqlite') {
      expect(await copied.query('PRAGMA foreign_key_check')).toEqual([]);
      // The ones that were written to meanwhile are as they were at one moment.
      for (const writer of some(during)) expect((await writer.check(copied)).doubled).toBe(0);
    }
    await copied.close();
    const next = await startServerProgram(restored);
    const answer = await fetch(`${next.url}/filmes/1/recomendacoes`);
    expect([answer.status, answer.headers.get('x-modelo-versao')]).toEqual([200, '1']);
    await next.kill('SIGTERM');
    tell(
      `a copy under load of ${location.dialect}, taken back: ${checked.acknowledged} acknowledged writes checked, ` +
        `${checked.lost} lost, ${checked.doubled} doubled`,
    );
  }, 240_000);
});

/** As many users again. */
async function fillMore(database: Database): Promise<void> {
  await database.write(async (transaction) => {
    for (let n = 1; n <= WRITERS; n++)
      await transaction.query('INSERT INTO usuarios (id, nome) VALUES ($1, $2)', [
        WRITERS + n,
        `Pessoa ${WRITERS + n}`,
      ]);
  });
}

withSqlite('centroide restaurar', (_, create) => {
  it('takes no file that is not a sound copy, and leaves the database as it was', async () => {
    const location = await create();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    const { database } = await fill(location);
    await database.close();
    const folder = dirname(location.file);
    const copy = join(folder, 'copia.db');
    expect((await centroide(location, 'backup', copy)).code).toBe(0);
    const original = await readFile(location.file);

    const harmed = async (name: string, harm: (path: string) => Promise<unknown>): Promise<string> => {
      const path = join(folder, name);
      await copyFile(copy, path);
      await harm(path);
      return path;
    };
    const cases: [string, RegExp][] = [
      [join(folder, 'nada.db'), /nada\.db não existe/],
      [location.file, /é o próprio banco/],
      [await harmed('texto.db', (path) => writeFile(path, 'nada')), /texto\.db não é uma cópia de um banco/],
      [await harmed('vazio.db', (path) => truncate(path, 0)), /vazio\.db não é uma cópia de um banco/],
      [await harmed('metade.db', (path) => truncate(path, 20_480)), /metade\.db (não é uma cópia|está danificado)/],
      [
        await harmed('novo.db', async (path) => {
          const newer = await Database.open({ dialect: 'sqlite', file: path });
          await newer.write((t) => t.query(`INSERT INTO migracoes (timestamp, name) VALUES (9, 'Futuro9')`));
          await newer.close();
        }),
        /novo\.db é de uma versão mais nova do Centroide \(Futuro9\)/,
      ],
    ];
    for (const [path, reason] of cases) {
      const { code, told } = await centroide(location, 'restaurar', path);
      expect([code, told]).toEqual([1, expect.stringMatching(reason)]);
    }
    expect((await readFile(location.file)).equals(original)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.includes('parte'))).toEqual([]);
    expect((await centroide({ dialect: 'postgres', url: 'postgres://127.0.0.1:1/x' }, 'backup', copy)).told).toContain(
      'pg_dump',
    );
  }, 240_000);
});
