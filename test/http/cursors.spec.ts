import { ImportQueue } from '../../src/importing/jobs/import-queue';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';

/** Every list that comes in pages and needs no model, with what its cursors say they sort by. */
const lists = [
  { path: '/filmes', order: 'id', sortsBy: 'numbers' },
  { path: '/filmes?ordem=titulo', order: 'titulo', sortsBy: 'text' },
  { path: '/filmes?ordem=ano', order: 'ano', sortsBy: 'numbers' },
  { path: '/filmes?ordem=popularidade', order: 'popularidade', sortsBy: 'numbers' },
  { path: '/usuarios', order: 'id', sortsBy: 'numbers' },
  { path: '/usuarios/1/avaliacoes', order: 'avaliado_em', sortsBy: 'numbers' },
  { path: '/importacoes', order: 'id', sortsBy: 'numbers' },
];

const encoded = (json: string): string => Buffer.from(json).toString('base64url');

eachDatabase('a cursor', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create());
    await addUsers(server.database, [1, 2, 3]);
    await addFilms(
      server.database,
      [1, 2, 3, 4, 5].map((id) => ({ id, titulo: `Filme ${6 - id}`, ano: id === 3 ? null : 1980 + (id % 2) })),
    );
    await addRatings(server.database, [
      [1, 1, 3],
      [1, 2, 4],
      [1, 3, 5],
      [1, 4, 2],
      [2, 4, 1],
    ]);
    await server.database.write((transaction) =>
      transaction.query('UPDATE avaliacoes SET avaliado_em = NULL WHERE filme_id = 2'),
    );
    const options = { dryRun: true, existing: 'keep', scale: null } as const;
    for (const file of ['um.csv', 'dois.csv', 'tres.csv'])
      await server.app.get(ImportQueue).enqueue({ file, path: '', options }, 'um servidor que não há');
  });
  afterAll(() => server.close());

  const withCursor = (path: string, cursor: string) =>
    client.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);

  it.each(lists)('of $path goes on where the page before ended', async ({ path }) => {
    const { body: whole } = await client.get(path).expect(200);
    const bit = `${path}${path.includes('?') ? '&' : '?'}limite=2`;
    expect(whole.length).toBeGreaterThanOrEqual(3);
    expect(await walk(client.get, bit)).toEqual(whole);
  });

  it('after the longest title goes on, in whatever script it is written', async () => {
    for (const letter of ['長', '\u{1d160}', '"', '\uac01', 'é']) {
      const titulo = letter.repeat(300);
      const ids = [101, 102, 103];
      await client
        .post(
          '/filmes/lote',
          ids.map((id) => ({ id, titulo })),
        )
        .expect(200);
      const search = `/filmes?ordem=titulo&limite=1&busca=${encodeURIComponent(letter.repeat(200))}`;
      expect((await walk<{ id: number }>(client.get, search)).map(({ id }) => id)).toEqual(ids);
      for (const id of ids) await client.delete(`/filmes/${id}`).expect(204);
    }
  });

  it.each(lists)('of $path that somebody made up is refused', async ({ path, order, sortsBy }) => {
    const value = sortsBy === 'text' ? '"filme 3"' : '3';
    await withCursor(path, encoded(`["${order}",${value},3]`)).expect(200);
    const wrongValues =
      sortsBy === 'text' ? ['3', 'null', '"\\u0000"', '"\\ud800"'] : ['"abc"', '1.5', '1e400', 'null'];
    for (const json of [
      ...wrongValues.map((wrong) => `["${order}",${wrong},3]`),
      ...['-1', '0', '1.5', '"3"', '1e400', 'null'].map((id) => `["${order}",${value},${id}]`),
      `["outra",${value},3]`,
      `["${order}",${value}]`,
      `["${order}",${value},3,3]`,
      `{"order":"${order}"}`,
      'null',
    ]) {
      const { body, status } = await withCursor(path, encoded(json));
      expect([json, status, body.type]).toEqual([json, 422, 'urn:centroide:problema:valor-invalido']);
    }
  });
});
