import { connect } from 'node:net';
import request from 'supertest';
import { withSqlite, type CreateDatabase } from '../support/databases';
import { memoryOf, startServerProgram, type ServerProgram } from '../support/program';
import { fill, type Filled } from './filled-database';
import { tell } from './kills';
import { chunked, countBy, megabytesOf, send, statusOf } from './raw-client';

const CLIENTS = 1_000;
const LIMIT = 600;
const SLOW = 200;
const LARGE = 12;
/** How much more memory than after its start the server may ever hold, in MB. */
const MOST_MORE = 250;

/** A server with little data for the tests of a block, and how much memory it takes. */
function serving(create: CreateDatabase, environment: NodeJS.ProcessEnv) {
  let server: ServerProgram;
  let filled: Filled;
  let atStart: number;
  beforeAll(async () => {
    const location = await create();
    filled = await fill(location);
    server = await startServerProgram(location, environment);
    atStart = memoryOf(server.pid, 'VmHWM');
  }, 240_000);
  afterAll(async () => {
    await server.kill('SIGTERM');
    await filled.database.close();
  });
  return {
    url: () => server.url,
    key: () => filled.key,
    /** Most memory it ever held beyond what it started with, in MB. */
    more: () => Math.round(memoryOf(server.pid, 'VmHWM') - atStart),
    /** Somebody with a key, whom the crowd must not keep out. */
    isServed: () =>
      request(server.url)
        .get('/filmes/1/recomendacoes')
        .set('Authorization', `Bearer ${filled.key}`)
        .set('Connection', 'close')
        .expect(200),
  };
}

withSqlite('a crowd', (_, create) => {
  const { url, key, more, isServed } = serving(create, { RATE_LIMIT: String(LIMIT), REQUEST_TIMEOUT: '3' });

  it(`of ${CLIENTS} clients at the same moment gets answers for all: ${LIMIT} within the limit, 429 for the others`, async () => {
    const answers = await Promise.all(
      Array.from({ length: CLIENTS }, () => send(url(), { head: 'GET /filmes/1/recomendacoes HTTP/1.1\r\nHost: x' })),
    );
    expect(countBy(answers.map(statusOf))).toEqual({ 200: LIMIT, 429: CLIENTS - LIMIT });
    for (const answer of answers.filter((one) => statusOf(one) === '429'))
      expect(Number(/^retry-after: (\d+)/im.exec(answer)?.[1])).toBeGreaterThan(0);
    await isServed();
    tell(`${CLIENTS} clients at once: ${LIMIT} answered, ${CLIENTS - LIMIT} told 429; ${more()} MB more memory`);
    expect(more()).toBeLessThan(MOST_MORE);
  }, 240_000);

  it(`of ${SLOW} clients that send their bodies too slowly gets 408, and keeps nobody waiting`, async () => {
    const start = Date.now();
    const head =
      'POST /usuarios HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n' +
      `Authorization: Bearer ${key()}`;
    const slow = Promise.all(
      Array.from({ length: SLOW }, () => send(url(), { head, body: [Buffer.from('{"nome":')] })),
    );
    // Clients that ask for much and read nothing of it.
    const deaf = Array.from({ length: SLOW }, () =>
      connect(Number(new URL(url()).port), '127.0.0.1', function (this: ReturnType<typeof connect>) {
        this.pause();
        this.write(`GET /filmes?limite=1000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key()}\r\n\r\n`);
      }).on('error', () => undefined),
    );
    await isServed();
    expect(countBy((await slow).map(statusOf))).toEqual({ 408: SLOW });
    const seconds = (Date.now() - start) / 1000;
    await isServed();
    for (const socket of deaf) socket.destroy();
    tell(
      `${SLOW} clients that never end their body and ${SLOW} that read nothing: 408 after ${seconds.toFixed(1)} s, ` +
        `others served meanwhile; ${more()} MB more memory`,
    );
    expect(more()).toBeLessThan(MOST_MORE);
  }, 240_000);
});

withSqlite('a crowd that sends large bodies', (_, create) => {
  const { url, key, more, isServed } = serving(create, { REQUEST_TIMEOUT: '240', UPLOAD_LIMIT: '10' });

  it.each([
    ['of a single thing', '/usuarios', 'application/json'],
    ['of a batch', '/filmes/lote', 'application/json'],
    ['of a batch of lines', '/avaliacoes/lote', 'application/x-ndjson'],
    ['of an upload beyond UPLOAD_LIMIT', '/importacoes', 'multipart/form-data; boundary=b'],
  ])(
    `of ${LARGE} bodies %s of 50 MB gets 413, with and without a length`,
    async (_title, path, type) => {
      const start = Buffer.from(
        path === '/importacoes'
          ? '--b\r\nContent-Disposition: form-data; name="arquivo"; filename="ratings.csv"\r\n\r\n'
          : '[{"titulo":"',
      );
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nAuthorization: Bearer ${key()}`;
      const withLength = { head: `${head}\r\nContent-Length: ${start.length + 50 * 1024 * 1024}`, body: [start] };
      const answers = await Promise.all(
        Array.from({ length: LARGE }, (__, n) =>
          n % 2
            ? send(url(), { ...withLength, body: whole(start) })
            : send(url(), { head: `${head}\r\nTransfer-Encoding: chunked`, body: chunked(whole(start)) }),
        ),
      );
      expect(countBy(answers.map(statusOf))).toEqual({ 413: LARGE });
      await isServed();
      tell(`${LARGE} bodies of 50 MB for ${path}: 413 each; ${more()} MB more memory`);
      expect(more()).toBeLessThan(MOST_MORE);
    },
    240_000,
  );
});

function* whole(start: Buffer): Generator<Buffer> {
  yield start;
  yield* megabytesOf('x', 50);
}
