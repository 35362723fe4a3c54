import type { Response } from 'supertest';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config/settings';
import { addFilms, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase, withPostgres } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

function ratingServer(create: () => Promise<DatabaseLocation>) {
  let server: TestServer;
  let location: DatabaseLocation;
  beforeAll(async () => {
    location = await create();
    server = await startServer(location);
    await addUsers(server.database, numbers(20));
    await addFilms(
      server.database,
      numbers(20).map((id) => ({ id, titulo: `Filme ${id}` })),
    );
  });
  afterAll(() => server.close());
  return { client: clientOf(() => server), server: () => server, location: () => location };
}

eachDatabase('ratings at the same moment', (_, create) => {
  const { client, server } = ratingServer(create);

  it('of one film by one person come one after the other: each has its version, and tells of the one before', async () => {
    const answers = await Promise.all<Response>(
      numbers(20).map((n) =>
        client.put('/usuarios/1/avaliacoes/1', { avaliacao: n / 4, recomendacao_id: `lista ${n}` }),
      ),
    );
    const inOrder = answers
      .map(({ status, headers, body }) => ({ status, body, version: Number(headers['x-perfil-versao']) }))
      .sort((a, b) => a.version - b.version);
    expect(inOrder.map(({ version }) => version)).toEqual(numbers(20));
    expect(inOrder.map(({ status }) => status)).toEqual([201, ...Array<number>(19).fill(200)]);
    for (const [n, { body }] of inOrder.entries()) {
      const { avaliacao, avaliado_em, recomendacao_id } = inOrder[n - 1]?.body ?? {};
      expect(body.anterior).toEqual(n === 0 ? null : { avaliacao, avaliado_em, recomendacao_id });
    }
    const { body: stands } = await client.get('/usuarios/1/avaliacoes/1').expect(200);
    expect(inOrder[19].body).toMatchObject(stands);
    const [{ versao_perfil }] = await server().database.query<{ versao_perfil: number }>(
      'SELECT versao_perfil FROM usuarios WHERE id = 1',
    );
    expect(versao_perfil).toBe(20);
  });

  it('of which some cannot be taken are taken all the same, and each answer says what is wrong with its own', async () => {
    const rate = (user: number | string, film: number | string, query = '') =>
      client.put(`/usuarios/${user}/avaliacoes/${film}${query}`, { avaliacao: 4 });
    const good = numbers(10).map((n) => rate(n + 1, 2));
    const bad = [rate(999, 2), rate(2, 999), rate('loja:x', 2), rate(2, 'loja:y'), rate(999, 999)];
    const created = [rate('loja:ana', 3, '?criar=true'), rate('loja:ana', 4, '?criar=true')];
    const answers = await Promise.all<Response>([...good, ...bad, ...created]);
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array<number>(10).fill(201),
      ...[404, 404, 404, 404, 404],
      ...[201, 201],
    ]);
    expect(answers.slice(10, 15).map(({ body }) => (body as { error: string }).error)).toEqual([
      'Usuário com ID 999 não encontrado.',
      'Filme com ID 999 não encontrado.',
      'Usuário com ID loja:x não encontrado.',
      'Filme com ID loja:y não encontrado.',
      'Usuário com ID 999 não encontrado.',
    ]);
    const [one, other] = answers.slice(15).map(({ body }) => (body as { usuario_id: number }).usuario_id);
    expect(one).toBe(other);
    const versions = await server().database.query<{ id: number; versao_perfil: number }>(
      'SELECT id, versao_perfil FROM usuarios WHERE id BETWEEN 2 AND 11 OR id = $1 ORDER BY id',
      [one],
    );
    expect(versions).toEqual([
      ...numbers(10).map((n) => ({ id: n + 1, versao_perfil: 1 })),
      { id: one, versao_perfil: 2 },
    ]);
  });

  it('by POST leave the newest of one film, whatever their order', async () => {
    const days = [3, 9, 1, 7, 5];
    const answers = await Promise.all<Response>(
      days.map((day) =>
        client.post('/avaliacoes', {
          ...{ usuario_id: 12, filme_id: 5, avaliacao: day / 2 },
          avaliado_em: `2026-01-0${day}T00:00:00.000Z`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect((await client.get('/usuarios/12/avaliacoes/5').expect(200)).body).toMatchObject({
      ...{ avaliacao: 4.5, avaliado_em: '2026-01-09T00:00:00.000Z' },
    });
  });
});

withPostgres('a rating of somebody whose row is held', (_, create) => {
  const { client, location } = ratingServer(create);

  it('waits, and keeps no other waiting that came at the same moment', async () => {
    const place = location();
    const other = new Client({ connectionString: place.dialect === 'postgres' ? place.url : '' });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM usuarios WHERE id = 1 FOR UPDATE');
      await other.query('SELECT 1 FROM filmes WHERE id = 9 FOR UPDATE');
      let isAnswered = false;
      const held = [
        client.put('/usuarios/1/avaliacoes/1', { avaliacao: 4 }),
        client.put('/usuarios/2/avaliacoes/9', { avaliacao: 4 }),
      ].map(async (request) => {
        const { status } = await request;
        isAnswered = true;
        return status;
      });
      const others = await Promise.all<Response>(
        numbers(10).map((n) => client.put(`/usuarios/${n + 1}/avaliacoes/1`, { avaliacao: 4 })),
      );
      expect(others.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(isAnswered).toBe(false);
      await other.query('COMMIT');
      expect(await Promise.all(held)).toEqual([201, 201]);
    } finally {
      await other.end();
    }
  });
});
