import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { describeWith, sharedCases } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { train } from '../support/training';

interface Listed {
  readonly titulo: string;
  readonly motivos: readonly { readonly tipo: string; readonly filme_id?: number; readonly parte: number }[];
}

describeWith(sharedCases, 'what somebody sent', () => {
  eachDatabase('twice, an email in two spellings,', (_, create) => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer(await create());
    });
    afterAll(() => server.close());

    it('makes one person', async () => {
      const client = clientOf(() => server);
      const body = (name: string): object =>
        JSON.parse(readFileSync(join(sharedCases.folder, '16-email-case', name), 'utf8')) as object;
      await client.post('/usuarios', body('a.json')).expect(201);
      await client.post('/usuarios', body('b.json')).expect(409);
      expect((await client.get('/usuarios').expect(200)).body).toHaveLength(1);
    });
  });
});

withSqlite('ratings of one moment, or of none,', (_, create) => {
  const servers: TestServer[] = [];
  const serverOn = async (location: Parameters<typeof startServer>[0]): Promise<TestServer> => {
    const server = await startServer(location);
    servers.push(server);
    return server;
  };
  let demonstration: TestServer | undefined;
  const listFor = async (server: TestServer, ids: readonly number[], when?: string): Promise<Listed[]> => {
    const avaliacoes = ids.map((filme_id) => ({ filme_id, avaliacao: 5, ...(when && { avaliado_em: when }) }));
    const { body } = await request(server.url)
      .post('/recomendacoes')
      .send({ avaliacoes, limite: 100, explicar: true })
      .expect(200);
    return body as Listed[];
  };
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  it.each([
    ['none', undefined],
    ['one', '2024-05-01T12:00:00Z'],
  ])('weigh the same, whatever the numbers of their films: %s', async (__, when) => {
    const server = (demonstration ??= await serverOn(await create(trainedDemonstration)));
    const popular = (await request(server.url).get('/filmes/populares?limite=40').expect(200)).body as { id: number }[];
    const ids = popular.map(({ id }) => id).sort((a, b) => a - b);
    expect(ids).toHaveLength(40);
    const answer = await listFor(server, ids, when);
    const share = new Map(ids.map((id) => [id, 0]));
    for (const { motivos } of answer)
      for (const { tipo, filme_id: id, parte } of motivos)
        if (tipo === 'avaliacao' && id !== undefined) share.set(id, (share.get(id) ?? 0) + parte);
    const sum = (some: readonly number[]) => some.reduce((total, id) => total + (share.get(id) ?? 0), 0);
    const ratio = sum(ids.slice(0, 10)) / sum(ids.slice(-10));
    // It was 0.015 where equal times were an order.
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
    expect(await listFor(server, [...ids].reverse(), when)).toEqual(answer);
  });

  it('are answered alike where ids were given out in another order', async () => {
    const answers: unknown[] = [];
    for (const numberOf of [(n: number) => n, (n: number) => 61 - n]) {
      const location = await create();
      const database = await Database.open(location, entities);
      const numbers = Array.from({ length: 60 }, (_, n) => n + 1);
      await addFilms(
        database,
        numbers.map((n) => ({ id: numberOf(n), titulo: `Filme ${n}`, genero: ['drama', 'terror', 'comédia'][n % 3] })),
      );
      await addUsers(database, numbers.slice(0, 12));
      const rated = numbers.slice(0, 12).flatMap((user) =>
        numbers
          // No two films were seen by the same people, so that no order of equals is asked for.
          .filter((n) => (n * n * 7 + user * user * 5 + n * user) % 13 < 6)
          .map((n) => [user, numberOf(n), n % 3 === user % 3 ? 5 : 1 + ((n * user) % 4)] as const),
      );
      await addRatings(database, rated);
      await train(database, { origin: 'comando', tuning: 'nunca' });
      await database.close();
      const server = await serverOn(location);
      const list = await listFor(server, [3, 9, 15, 21, 27, 30].map(numberOf));
      answers.push(list.map(({ titulo }) => titulo));
    }
    expect(answers[1]).toEqual(answers[0]);
  });
});
