import { copyFile, rename, rm } from 'node:fs/promises';
import request from 'supertest';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const GONE = 'urn:centroide:problema:banco-sumiu';

withSqlite('a SQLite file that goes while the server runs', (_, create) => {
  let server: TestServer;
  let file: string;
  const client = clientOf(() => server);
  const log = jest.spyOn(process.stderr, 'write');

  beforeEach(async () => {
    const location = await create();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    file = location.file;
    server = await startServer(location);
    await client.post('/filmes', { titulo: 'Antes' }).expect(201);
    log.mockReturnValue(true);
  });
  afterEach(async () => {
    await server.close();
    log.mockReset();
  });

  /** Nothing is acknowledged any more at once; reading ends in a moment. */
  async function isNoticed(): Promise<void> {
    const key = server.bearer('escrita');
    const write = await request(server.url).post('/filmes').set('Authorization', key).send({ titulo: 'Depois' });
    expect([write.status, write.body.type]).toEqual([503, GONE]);
    await until('reading to end', async () => (await request(server.url).get('/filmes')).status === 503, {
      seconds: 5,
    });
    const ready = await request(server.url).get('/saude/pronta').set('Accept-Language', 'en').expect(503);
    expect(ready.body).toMatchObject({
      type: GONE,
      detail: expect.stringContaining('put the file back, or a copy in its place'),
    });
    await request(server.url).get('/saude/viva').expect(200);
    await request(server.url).post('/filmes').set('Authorization', key).send({ titulo: 'Depois' }).expect(503);
  }

  it.each([
    ['is deleted', () => rm(file)],
    [
      'has a copy put in its place',
      async () => {
        await copyFile(file, `${file}.copia`);
        await rename(`${file}.copia`, file);
      },
    ],
    ['loses the log of what was written last', () => rm(`${file}-wal`)],
  ])('is a 503 within five seconds when it %s', async (_title, harm) => {
    await harm();
    await isNoticed();
  });

  it('is as good as before when it was moved and is back', async () => {
    await rename(file, `${file}.outro`);
    await isNoticed();
    await rename(`${file}.outro`, file);
    await until('reading', async () => (await request(server.url).get('/filmes')).status === 200, { seconds: 5 });
    await client.post('/filmes', { titulo: 'Depois' }).expect(201);
    await request(server.url).get('/saude/pronta').expect(200);
    const { body } = await request(server.url).get('/filmes').expect(200);
    expect((body as { titulo: string }[]).map(({ titulo }) => titulo)).toEqual(['Antes', 'Depois']);
  });
});
