import { Client } from 'pg';
import request from 'supertest';
import type { DatabaseLocation } from '../../src/config/settings';
import { usualSignals } from '../../src/config/signals';
import { Database } from '../../src/database/database';
import { RatingStream } from '../../src/ratings/rating-stream';
import { postgresDatabases } from '../support/databases';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { describeWith, postgres } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const unlimited = { poolSize: 10, statementTimeout: 0, readUrl: null };

describeWith(postgres, 'a server on PostgreSQL', () => {
  const databases = postgresDatabases(postgres.url);
  const create = async (): Promise<Extract<DatabaseLocation, { dialect: 'postgres' }>> => {
    const location = await databases.create();
    if (location.dialect !== 'postgres') throw new Error('not PostgreSQL');
    return location;
  };
  let server: TestServer;
  afterEach(() => server.close());
  afterAll(() => databases.removeAll());

  /** Lock the films against everybody, so that statements about them wait. Resolves to what ends it. */
  async function lockFilms(url: string): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE filmes IN ACCESS EXCLUSIVE MODE');
    return () => client.end();
  }

  async function untilOneWaits(url: string): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await until('a statement that waits', async () => (await client.query(waiting)).rowCount === 1);
    await client.end();
  }

  it('has no statement compiled, which can take longer than all of them', async () => {
    server = await startServer(await create());
    const plan = await server.database.query<Record<string, string>>(
      `EXPLAIN ANALYZE SELECT COUNT(*) FROM generate_series(1, 100000) AS a(n), generate_series(1, 100) AS b(n)`,
    );
    const told = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(Number(/cost=[\d.]+\.\.([\d.]+)/.exec(told)![1])).toBeGreaterThan(100_000);
    expect(told).not.toContain('JIT');
  });

  it('stops a statement that takes too long, and answers 503', async () => {
    const location = await create();
    server = await startServer(location, { postgres: { ...unlimited, statementTimeout: 300 } });
    const unlock = await lockFilms(location.url);
    const { headers, body } = await request(server.url).get('/filmes/1').expect(503);
    expect(headers['retry-after']).toBe('5');
    expect(body.type).toBe('urn:centroide:problema:banco-indisponivel');
    await unlock();
    await request(server.url).get('/filmes/1').expect(404);
  });

  it('answers 503 when no connection becomes free, and goes on when one does', async () => {
    const location = await create();
    server = await startServer(location, { postgres: { ...unlimited, poolSize: 1 } });
    const unlock = await lockFilms(location.url);
    const holding = request(server.url)
      .get('/filmes/1')
      .then(({ status }) => status);
    await untilOneWaits(location.url);
    const { headers } = await request(server.url).get('/saude/pronta').expect(503);
    expect(headers['retry-after']).toBe('5');
    await unlock();
    expect(await holding).toBe(404);
    await request(server.url).get('/saude/pronta').expect(200);
  });

  it('exports and migrates whatever the limit of statements', async () => {
    const location = await create();
    const database = await Database.open(location, [], { poolSize: 2, statementTimeout: 100 });
    const snapshot = await database.snapshot();
    await snapshot.query('SELECT pg_sleep(0.3)');
    await snapshot.close();
    await expect(database.query('SELECT pg_sleep(0.3)')).rejects.toMatchObject({ code: '57014' });
    await database.close();
    server = await startServer(location);
  });

  describe('with a read replica', () => {
    // A database of its own instead: what differs shows where each answer comes from.
    let replica: Extract<DatabaseLocation, { dialect: 'postgres' }>;
    beforeEach(async () => {
      replica = await create();
      const other = await Database.open(replica);
      await addFilms(other, [{ id: 1, titulo: 'Da réplica' }]);
      await addUsers(other, [1]);
      await addRatings(other, [[1, 1, 2]]);
      await other.close();
      server = await startServer(await create(), { postgres: { ...unlimited, readUrl: replica.url } });
      await addFilms(server.database, [{ id: 1, titulo: 'Do principal' }]);
      await addUsers(server.database, [1]);
      await addRatings(server.database, [[1, 1, 5]]);
    });

    const titles = async () => {
      const { body } = await request(server.url).get('/filmes').expect(200);
      return (body as { titulo: string }[]).map(({ titulo }) => titulo);
    };
    const storedRating = async () => {
      for await (const { ratings } of new RatingStream(server.database, { signals: usualSignals }).users())
        return ratings;
      return [];
    };

    it('reads there what may be a moment old, and from the primary what somebody has just written', async () => {
      expect(await titles()).toEqual(['Da réplica']);
      expect(await storedRating()).toEqual([2]);
      expect((await request(server.url).get('/filmes/1').expect(200)).body.titulo).toBe('Do principal');
      const key = server.bearer('leitura');
      const own = await request(server.url).get('/usuarios/1/avaliacoes/1').set('Authorization', key);
      expect(own.body.avaliacao).toBe(5);
      const again = await request(server.url).get('/filmes/1/recomendacoes').set('Authorization', key).expect(200);
      expect(again.body).toMatchObject([{ titulo: 'Do principal', pontuacao: 5, ja_avaliado: true }]);
    });

    it('reads everything from the primary when the replica is away', async () => {
      expect(await titles()).toEqual(['Da réplica']);
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      await client.query(`DROP DATABASE ${new URL(replica.url).pathname.slice(1)} WITH (FORCE)`);
      await client.end();
      for (let n = 0; n < 5; n++) expect(await titles()).toEqual(['Do principal']);
      expect(await storedRating()).toEqual([5]);
    });
  });

  it('starts while the replica is away', async () => {
    server = await startServer(await create(), {
      postgres: { ...unlimited, readUrl: 'postgres://nobody@127.0.0.1:1/away' },
    });
    await request(server.url).get('/filmes').expect(200);
  });
});
