import request from 'supertest';
import { searchText } from '../../src/database/fold';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

/** Each would do something, were it ever part of a statement. */
const attacks = [
  `'; DROP TABLE filmes; --`,
  `' OR '1'='1`,
  `" OR 1=1 --`,
  `%' UNION SELECT id, email, nome, nome, nome, 1 FROM usuarios --`,
  `$1`,
  `\\'; DELETE FROM usuarios; --`,
  `%`,
  `_`,
];

eachDatabase('text that looks like SQL', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create());
    await client.post('/filmes', { titulo: 'Um', genero: 'drama', diretor: 'Ana', atores: 'Bia' }).expect(201);
  });
  afterAll(() => server.close());

  it.each(['busca', 'genero', 'diretor', 'ator'])('finds nothing as %s', async (name) => {
    for (const attack of attacks) {
      const { body } = await request(server.url)
        .get('/filmes')
        .query({ [name]: attack })
        .expect(200);
      expect([attack, body]).toEqual([attack, []]);
    }
    await request(server.url).get('/filmes/1').expect(200);
  });

  it('is kept as it is', async () => {
    for (const attack of attacks) {
      const { body: user } = await client.post('/usuarios', { nome: attack }).expect(201);
      expect(user.nome).toBe(attack);
      const { body: film } = await client.post('/filmes', { titulo: attack, genero: attack }).expect(201);
      expect((await client.get(`/filmes/${film.id}`)).body.titulo).toBe(attack);
      const { body: found } = await request(server.url).get('/filmes').query({ busca: attack }).expect(200);
      expect(found).toContainEqual(expect.objectContaining({ id: film.id }));
      // Punctuation makes no difference, words do.
      const words = searchText(attack);
      expect((found as { titulo: string }[]).filter(({ titulo }) => !searchText(titulo).includes(words))).toEqual([]);
      const { body: people } = await client.get('/usuarios').query({ busca: attack }).expect(200);
      expect(people).toContainEqual(expect.objectContaining({ id: user.id }));
      expect((people as { nome: string }[]).filter(({ nome }) => !searchText(nome).includes(words))).toEqual([]);
    }
  });

  it('is no number, no order and no cursor', async () => {
    for (const attack of attacks) {
      for (const name of ['limite', 'ordem', 'cursor', 'ano_de'])
        await request(server.url)
          .get('/filmes')
          .query({ [name]: attack })
          .expect(422);
      await request(server.url)
        .get(`/filmes/${encodeURIComponent(attack)}`)
        .expect(422);
      await request(server.url)
        .get(`/filmes/${encodeURIComponent(attack)}/recomendacoes`)
        .expect(422);
    }
  });
});
