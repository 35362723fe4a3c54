import request from 'supertest';
import { Client } from 'pg';
import { Database } from '../../src/database/database';
import { addFilms, addUsers } from '../support/add-rows';
import { withPostgres } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { TcpProxy } from '../support/tcp-proxy';
import { until } from '../support/until';

/** How long a request may be without an answer on a busy machine, in milliseconds: silence is noticed after ten seconds. */
const PATIENCE_MS = 25_000;

withPostgres('a PostgreSQL whose packets are dropped, without a reset', (_, create) => {
  let way: TcpProxy;
  let direct: string;
  let server: TestServer;
  let log: jest.SpyInstance;
  beforeEach(async () => {
    const location = await create();
    if (location.dialect === 'sqlite') throw new Error('not PostgreSQL');
    direct = location.url;
    way = await TcpProxy.to(direct);
    log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    // Statements may take far longer than it takes to notice.
    server = await startServer(
      { dialect: 'postgres', url: way.url },
      { postgres: { poolSize: 4, statementTimeout: 300_000, readUrl: null } },
    );
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
    await addUsers(server.database, [1]);
    // All connections of the pool are used.
    expect(await askEight()).toEqual(eight(200));
  });
  afterEach(async () => {
    await way.close();
    await server.close();
    log.mockRestore();
  });

  const get = (path: string) => request(server.url).get(path).timeout(PATIENCE_MS);
  const rate = () =>
    request(server.url)
      .put('/usuarios/1/avaliacoes/1')
      .set('Authorization', server.bearer('escrita'))
      .timeout(PATIENCE_MS)
      .send({ avaliacao: 4 });
  const statuses = async () =>
    (await Promise.all([get('/filmes/1'), get('/saude/pronta'), rate()])).map(({ status }) => status);
  const eight = (status: number) => Array.from({ length: 8 }, () => status);
  const askEight = async () =>
    (await Promise.all(Array.from({ length: 8 }, () => get('/filmes/1')))).map(({ status }) => status);
  const isReady = async () => (await get('/saude/pronta')).status === 200;
  const silence = { driverError: { code: 'ETIMEDOUT' } };

  it('is answered with 503, at once when it is known, and served again by itself, with no lock left', async () => {
    const other = new Client({ connectionString: direct });
    await other.connect();
    const work = await Database.open({ dialect: 'postgres', url: way.url });
    const working = expect(work.query('SELECT pg_sleep(300)')).rejects.toMatchObject(silence);
    const locking = expect(
      server.database.write(async (transaction) => {
        await transaction.query('UPDATE usuarios SET nome = $1 WHERE id = 1', ['Ana']);
        way.swallow();
        await transaction.query('SELECT 1');
      }),
    ).rejects.toMatchObject(silence);
    await until('the lock', async () => {
      const free = await other.query('SELECT id FROM usuarios FOR UPDATE SKIP LOCKED');
      return free.rowCount === 0;
    });
    expect(await statuses()).toEqual([503, 503, 503]);
    await locking;
    // No limit of its own either.
    await working;

    const known = performance.now();
    for (let n = 0; n < 3; n++) expect(await statuses()).toEqual([503, 503, 503]);
    // Nine answers, none of which has waited for anything.
    expect(performance.now() - known).toBeLessThan(8_000);
    const { body } = await get('/saude/pronta');
    expect(body).toMatchObject({ type: 'urn:centroide:problema:banco-indisponivel' });
    expect((await get('/saude/viva')).status).toBe(200);

    way.heal();
    await until('readiness', isReady, { seconds: 30 });
    // The transaction whose client is gone still holds the row, until PostgreSQL gives up waiting for it.
    expect(await statuses()).toEqual([200, 200, 201]);
    await other.end();
    await work.close();
  });

  it('leaves no connection that is dead for good behind, however short it was', async () => {
    way.swallow();
    way.heal();
    // What is awaited in vain ends with 503 as soon as the silence is noticed.
    for (const status of await askEight()) expect([200, 503]).toContain(status);
    await until('readiness', isReady, { seconds: 30 });
    expect(await askEight()).toEqual(eight(200));
  });
});

withPostgres('one connection to PostgreSQL that is dead among others', (_, create) => {
  it('is thrown away when an answer is later than any may be', async () => {
    const location = await create();
    if (location.dialect === 'sqlite') throw new Error('not PostgreSQL');
    // Stopped by hand: PostgreSQL's own limit does not hold in it, as in one whose answer is lost.
    const server = await startServer(location, { postgres: { poolSize: 2, statementTimeout: 300, readUrl: null } });
    const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const lost = server.database.write(async (transaction) => {
        await transaction.query('SET LOCAL statement_timeout = 0');
        await transaction.query('SELECT pg_sleep(300)');
      });
      await expect(lost).rejects.toMatchObject({ driverError: { code: 'ETIMEDOUT' } });
      await request(server.url).get('/saude/pronta').expect(200);
    } finally {
      await server.close();
      log.mockRestore();
    }
  });
});
