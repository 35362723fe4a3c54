import request from 'supertest';
import { withPostgres } from '../support/databases';
import { addFilms } from '../support/add-rows';
import { startServer } from '../support/server';
import { TcpProxy } from '../support/tcp-proxy';

withPostgres('a database that is away', (_, create) => {
  it('is a 503 in both languages, with no word of where it is, until it is back', async () => {
    const location = await create();
    if (location.dialect === 'sqlite') throw new Error('not PostgreSQL');
    const way = await TcpProxy.to(location.url);
    const server = await startServer({ dialect: 'postgres', url: way.url });
    const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
      await request(server.url).get('/filmes/1').expect(200);
      way.cut();
      for (const [language, title, detail] of [
        ['pt', 'Indisponível no momento', 'O banco de dados não responde. Tente de novo em instantes.'],
        ['en', 'Unavailable right now', 'The database does not answer. Try again shortly.'],
      ]) {
        const { body, headers } = await request(server.url)
          .get('/filmes/1')
          .set('Accept-Language', language)
          .expect(503)
          .expect('Retry-After', '5');
        expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
        const type = 'urn:centroide:problema:banco-indisponivel';
        expect(body).toEqual({ type, title, status: 503, detail, instance: '/filmes/1', error: detail });
      }
      await request(server.url).get('/saude/pronta').expect(503);
      await request(server.url).get('/saude/viva').expect(200);
      way.heal();
      await request(server.url).get('/filmes/1').expect(200);
    } finally {
      log.mockRestore();
      await server.close();
      await way.close();
    }
  });
});
