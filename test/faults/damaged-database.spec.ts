import { open } from 'node:fs/promises';
import request from 'supertest';
import { troubleOf } from '../../src/database/database-errors';
import { DatabaseDamage } from '../../src/database/database-damage';
import { addFilms } from '../support/add-rows';
import { withPostgres, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const FILMS = 5_000;

async function isDown(server: TestServer, path: string): Promise<void> {
  const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await request(server.url).get('/saude/pronta').expect(200);
    const { body, headers, status } = await request(server.url).get(path);
    expect([status, body.type]).toEqual([503, 'urn:centroide:problema:banco-danificado']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await request(server.url).get('/saude/pronta').expect(503);
    await request(server.url).get('/saude/viva').expect(200);
  } finally {
    log.mockRestore();
  }
}

const films = Array.from({ length: FILMS }, (_, n) => ({ id: n + 1, titulo: `Filme ${'x'.repeat(100)} ${n}` }));

withSqlite('a damaged database (SQLite)', (_, create) => {
  it('is a 503, and the server is not ready', async () => {
    const location = await create();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    const first = await startServer(location);
    await addFilms(first.database, films);
    await first.close();
    const server = await startServer(location);
    try {
      const file = await open(location.file, 'r+');
      const { size } = await file.stat();
      // What is left are the schema and the first tables.
      const begin = Math.floor(size / 4);
      await file.write(Buffer.alloc(size - begin, 0xa5), 0, size - begin, begin);
      await file.close();
      await isDown(server, '/filmes?ordem=titulo');
    } finally {
      await server.close();
    }
  }, 120_000);
});

withPostgres('a damaged database (PostgreSQL)', (_, create) => {
  it.each(['58030', '58P01', 'XX001', 'XX002'])(
    'is a 503, and the server is not ready (%s)',
    async (code) => {
      const server = await startServer(await create());
      try {
        await server.database.write(async (transaction) => {
          await transaction.query('ALTER TABLE filmes RENAME TO filmes_no_disco');
          await transaction.query(
            `CREATE FUNCTION le_o_disco() RETURNS SETOF filmes_no_disco LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not read block 0' USING ERRCODE = '${code}'; END $$`,
          );
          await transaction.query('CREATE VIEW filmes AS SELECT * FROM le_o_disco()');
        });
        await isDown(server, '/filmes/1');
      } finally {
        await server.close();
      }
    },
    120_000,
  );
});

describe('damage to a database', () => {
  it.each(['SQLITE_CORRUPT', 'SQLITE_NOTADB', '58000', '58030', 'XX001'])('is told by %s', (code) => {
    expect(troubleOf(Object.assign(new Error(), { code }))).toBe('damaged');
  });

  it('is told by SQLITE_IOERR in reading alone: a disk that takes no more can still be read', () => {
    expect(troubleOf(Object.assign(new Error(), { code: 'SQLITE_IOERR' }))).toBe('disk-failing');
  });

  it.each([
    ['SQLITE_FULL', 'read-only'],
    ['ENOSPC', 'read-only'],
    ['53100', 'read-only'],
    ['25006', 'read-only'],
    ['53200', 'away'],
    ['53300', 'away'],
  ])('is not told by a full disk, a standby, nor by want of memory or connections: %s', (code, trouble) => {
    expect(troubleOf(Object.assign(new Error(), { code }))).toBe(trouble);
  });

  it('is forgotten a minute after it was last seen', () => {
    let now = 0;
    const damage = new DatabaseDamage(() => now);
    expect(damage.seenLately).toBeNull();
    damage.note('damaged');
    now = 59_999;
    expect(damage.seenLately).toBe('damaged');
    damage.note('unwritable');
    now = 60_000;
    expect(damage.seenLately).toBe('unwritable');
    now = 119_999;
    expect(damage.seenLately).toBeNull();
  });
});
