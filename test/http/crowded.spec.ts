import { connect, type Socket } from 'node:net';
import request from 'supertest';
import { addFilms, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { send, statusOf } from '../faults/raw-client';

const OPEN = 64;
const WAITING = 1000;
const STREAMS = 8;

withSqlite('a server with much to do', (_, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  beforeAll(async () => {
    server = await startServer(await create(), { requestTimeout: 300_000 });
    await addUsers(server.database, [1]);
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
  });
  afterAll(() => server.close());

  const open = (text: string): Promise<Socket> => {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(text, () => resolve(socket)));
      socket.on('error', () => undefined);
    });
  };

  it('has the requests of an address that has many open wait, and refuses those beyond', async () => {
    const unfinished =
      'POST /usuarios HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n';
    const sockets = await Promise.all(Array.from({ length: OPEN + WAITING }, () => open(unfinished)));
    let answer = '';
    await until('the address to have no room left', async () => {
      answer = await send(server.url, { head: 'GET /filmes HTTP/1.1\r\nHost: x\r\nConnection: close' });
      return statusOf(answer) === '429';
    });
    expect(answer).toMatch(/^retry-after: \d+\r$/im);
    expect(answer).toContain('urn:centroide:problema:requisicoes-simultaneas-demais');
    // Who asks whether it lives is told.
    await request(server.url).get('/saude/viva').expect(200);
    await request(server.url).get('/saude/pronta').expect(200);
    for (const socket of sockets) socket.destroy();
    await until('room for requests', async () => (await request(server.url).get('/filmes')).status === 200);
  });

  it(`follows trainings for ${STREAMS} clients of an address, and refuses more with 429`, async () => {
    const { headers } = await admin.post('/modelo/treinos', {}).expect(202);
    const path = `${headers.location}/eventos`;
    const sockets: Socket[] = [];
    let following = 0;
    for (let n = 0; n < STREAMS; n++) {
      const socket = await open(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      socket.once('data', (chunk: Buffer) => {
        if (statusOf(chunk.toString()) === '200') following++;
      });
      sockets.push(socket);
    }
    await until('all to follow it', () => following === STREAMS);
    const refused = await request(server.url).get(path).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body.detail).toContain('ao mesmo tempo');
    // Everything else goes on.
    await request(server.url).get('/filmes').expect(200);
    sockets[0].destroy();
    await until('room for a stream', async () => {
      const socket = await open(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      sockets.push(socket);
      const [status] = await new Promise<string[]>((resolve) =>
        socket.once('data', (chunk: Buffer) => resolve([statusOf(chunk.toString())])),
      );
      return status === '200';
    });
    for (const socket of sockets) socket.destroy();
  });

  it('counts what takes more than a usual request as several', async () => {
    const small = await startServer(await create(), { rateLimit: 100, rateLimitOfKeys: 1_000_000 });
    const left = async (key?: string) => {
      const asked = request(small.url).get('/filmes');
      if (key) asked.set('Authorization', key);
      return Number((await asked.expect(200)).headers['x-ratelimit-remaining']);
    };
    expect(await left()).toBe(99);
    // A large answer.
    await request(small.url).get('/modelo/mapa').expect(404);
    expect(await left()).toBe(99 - 8 - 1);
    // A large body.
    await request(small.url)
      .post('/recomendacoes')
      .send({ avaliacoes: [], cursor: 'x'.repeat(40 * 1024) })
      .expect(422);
    expect(await left()).toBe(90 - 3 - 1);
    // Many rows: the time that checking them takes, which is never as little as five usual requests.
    const key = small.bearer('escrita');
    const before = await left(key);
    await request(small.url)
      .post('/filmes/lote')
      .set('Authorization', key)
      .send(Array.from({ length: 10_000 }, () => ({ titulo: '' })))
      .expect(422);
    expect(await left(key)).toBeLessThan(before - 2 - 5);
    await small.close();
  });
});
