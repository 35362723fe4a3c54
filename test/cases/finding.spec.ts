import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { importPath } from '../importing/files';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { describeWith, sharedCases } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';

const at = (...path: string[]): string => join(sharedCases.folder, ...path);

describeWith(sharedCases, 'what somebody looked for', () => {
  eachDatabase('is found', (_, create) => {
    const servers: TestServer[] = [];
    const serverOn = async (path: string | null): Promise<TestServer> => {
      const server = await startServer(await create());
      servers.push(server);
      if (path !== null) expect((await importPath(server.database, path)).rejected).toEqual([]);
      return server;
    };
    const ids = async (server: TestServer, query: Record<string, string>): Promise<number[]> => {
      const { body } = await request(server.url).get('/filmes').query(query).expect(200);
      return (body as { id: number }[]).map(({ id }) => id);
    };
    afterAll(() => Promise.all(servers.map((server) => server.close())));

    it('whatever the punctuation', async () => {
      const server = await serverOn(at('11-search-punctuation', 'filmes.csv'));
      const found: Record<string, number> = {
        ...{ 'spider man': 1, spiderman: 1, 'lantern’s edge': 2, 'lanterns edge': 2, 'dr who': 3, '500 nights': 4 },
        ...{ 'impossible part one': 5, 'rock and roll': 6 },
      };
      const [, list] = /film: (.*)\.\s*$/.exec(readFileSync(at('11-search-punctuation', 'expected.txt'), 'utf8'))!;
      expect(list.split(', ')).toEqual(Object.keys(found));
      for (const [busca, id] of Object.entries(found))
        expect([busca, await ids(server, { busca })]).toEqual([busca, [id]]);
    });

    it('by a surname, or the surname first', async () => {
      const server = await serverOn(at('12-surname', 'filmes.csv'));
      for (const query of [{ diretor: 'prado' }, { diretor: 'Prado, Ana' }, { ator: 'sá' }, { ator: 'Sa, Eva' }])
        expect(await ids(server, query as never)).toEqual([1]);
      expect(await ids(server, { diretor: 'sá' })).toEqual([]);
    });

    it('among the films of a given list only', async () => {
      const server = await serverOn(null);
      await addFilms(
        server.database,
        [1, 2, 3, 4, 5].map((id) => ({ id, titulo: `Filme ${id}` })),
      );
      await addUsers(server.database, [1]);
      await addRatings(server.database, [[1, 1, 5]]);
      const asked = JSON.parse(readFileSync(at('13-only-these-films', 'body.json'), 'utf8')) as { somente: number[] };
      const { body } = await request(server.url).post('/recomendacoes').send(asked).expect(200);
      const sorted = (films: { id: number }[]) => films.map(({ id }) => id).sort();
      expect(sorted(body)).toEqual(asked.somente);
      const path = `/usuarios/1/recomendacoes?somente=${asked.somente.join(',')}`;
      const { body: stored } = await clientOf(() => server, 'leitura')
        .get(path)
        .expect(200);
      expect(sorted(stored)).toEqual(asked.somente);
    });
  });
});
