import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config/settings';
import { clientOf } from '../support/client';
import { withPostgres } from '../support/databases';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

withPostgres('a deadlock', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  const others: Client[] = [];
  const client = clientOf(() => server);

  /** Somebody else on the database, in a transaction. */
  async function transaction(): Promise<Client> {
    const other = new Client({ connectionString: location.dialect === 'postgres' ? location.url : '' });
    await other.connect();
    others.push(other);
    await other.query('BEGIN');
    return other;
  }

  /** Until so many sessions of this database wait for a lock. */
  function waiting(asked: Client, sessions: number): Promise<void> {
    return until(`${sessions} sessions that wait`, async () => {
      const { rows } = await asked.query<{ total: string }>(
        `SELECT COUNT(*) AS total FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return Number(rows[0].total) === sessions;
    });
  }

  beforeAll(async () => {
    location = await create();
    server = await startServer(location);
    await addUsers(server.database, [1]);
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
    await addRatings(server.database, [[1, 1, 4]]);
  });
  afterEach(async () => {
    for (const other of others) await other.end();
  });
  afterAll(() => server.close());

  it('is undone and tried again: the request is answered as if nothing had been', async () => {
    const holdsUser = await transaction();
    const holdsRating = await transaction();
    await holdsUser.query('SELECT 1 FROM usuarios WHERE id = 1 FOR UPDATE');
    await holdsRating.query('SELECT 1 FROM avaliacoes WHERE usuario_id = 1 AND filme_id = 1 FOR UPDATE');
    const deadlocks = async (): Promise<number> => {
      const { rows } = await holdsUser.query<{ deadlocks: string }>(
        'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
      );
      return Number(rows[0].deadlocks);
    };
    expect(await deadlocks()).toBe(0);

    // Takes the film, and waits for the user …
    const answer = client.delete('/filmes/1').then((response) => response);
    await waiting(holdsUser, 1);
    // … while somebody who has the rating waits for the film. PostgreSQL looks once whether that is a circle: not yet.
    const film = holdsRating.query('SELECT 1 FROM filmes WHERE id = 1 FOR UPDATE');
    await waiting(holdsUser, 2);
    const { rows } = await holdsUser.query<{ ms: number }>(
      `SELECT setting::int AS ms FROM pg_settings WHERE name = 'deadlock_timeout'`,
    );
    await pause(rows[0].ms + 500);
    // With the user free, the request wants the rating: whoever closes the circle is the one that is undone.
    await holdsUser.query('COMMIT');
    await film;
    await holdsRating.query('COMMIT');

    expect((await answer).status).toBe(204);
    await client.get('/filmes/1').expect(404);
    await client.get('/usuarios/1/avaliacoes/1').expect(404);
    await until('the deadlock to be counted', async () => (await deadlocks()) === 1);
  });
});
