import { connect, type Socket } from 'node:net';
import { addFilms, addUsers } from '../support/add-rows';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

/** A client that sends something and then is slow: a byte of `more` every 200 ms, as long as there is any. */
class SlowClient {
  answer = '';
  isClosed = false;
  private readonly socket: Socket;

  constructor(url: string, first: string, more = '') {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname, () => this.socket.write(first));
    this.socket.on('data', (chunk: Buffer) => (this.answer += chunk.toString('latin1')));
    this.socket.on('error', () => undefined);
    let sent = 0;
    const trickle = setInterval(() => {
      if (sent < more.length) this.socket.write(more[sent++]);
    }, 200);
    this.socket.on('close', () => {
      clearInterval(trickle);
      this.isClosed = true;
    });
  }

  get status(): string {
    return /^HTTP\/1\.1 (\d{3})/.exec(this.answer)?.[1] ?? '';
  }
}

const closed = async (...clients: SlowClient[]): Promise<void> =>
  until('the connections to be closed', () => clients.every(({ isClosed }) => isClosed), { seconds: 30 });

withSqlite('a connection of a slow client', (_, create) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(await create(), { requestTimeout: 1000, rateLimitOfKeys: 0 });
    await addUsers(server.database, [1]);
    await addFilms(
      server.database,
      Array.from({ length: 1000 }, (__, n) => ({ id: n + 1, titulo: `Filme ${n}`, atores: 'x'.repeat(1500) })),
    );
  });
  afterAll(() => server.close());

  const post = (path: string, type: string, ...headers: string[]) =>
    `${[`POST ${path} HTTP/1.1`, 'Host: x', `Content-Type: ${type}`, ...headers].join('\r\n')}\r\n\r\n`;

  it.each([
    ['401', '/filmes/lote', 'application/json', false],
    ['401', '/importacoes', 'multipart/form-data; boundary=b', false],
    ['404', '/nada', 'text/plain', true],
    ['405', '/filmes/1', 'text/plain', true],
    ['413', '/filmes/lote', 'application/json', true],
    ['415', '/filmes', 'text/plain', true],
  ])(
    'whose body is refused with %s before it has come (%s, %s) is closed in the end',
    async (status, path, type, keyed) => {
      const key = keyed ? [`Authorization: ${server.bearer('admin')}`] : [];
      const silent = new SlowClient(server.url, post(path, type, 'Content-Length: 99999999', ...key));
      const trickling = new SlowClient(
        server.url,
        post(path, type, 'Content-Length: 99999999', ...key),
        'x'.repeat(1_000_000),
      );
      const unknown = new SlowClient(server.url, `${post(path, type, 'Transfer-Encoding: chunked', ...key)}5\r\nab`);
      await closed(silent, trickling, ...(status === '413' ? [] : [unknown]));
      expect([silent.status, trickling.status]).toEqual([status, status]);
      // How long a body without a length is shows only when it has come: of the largest allowed ones, the wait is told.
      await closed(unknown);
      expect(unknown.status).toBe(status === '413' ? '408' : status);
    },
  );

  it('is kept for the next request when the refused body comes after all', async () => {
    const body = '{"titulo":"A"}';
    const first = post('/filmes', 'application/json', `Content-Length: ${body.length}`);
    const { hostname, port } = new URL(server.url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(first + body));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    await until('the first answer', () => answer.includes('chave-ausente'));
    socket.write('GET /saude/viva HTTP/1.1\r\nHost: x\r\n\r\n');
    await until('the second answer', () => answer.includes('"situacao":"viva"'));
    socket.destroy();
  });

  it('is closed when its headers do not come, and told so', async () => {
    const half = new SlowClient(server.url, 'GET /filmes HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'x'.repeat(10_000));
    const nothing = new SlowClient(server.url, '');
    await closed(half, nothing);
    expect([half.status, nothing.status]).toEqual(['408', '408']);
  });

  it('is closed when it takes nothing of its answers', async () => {
    const { hostname, port } = new URL(server.url);
    let isClosed = false;
    const deaf = connect(Number(port), hostname, () => {
      deaf.pause();
      // More than what the systems on both sides take in by themselves.
      deaf.write('GET /filmes?limite=1000 HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(30));
    });
    deaf.on('error', () => undefined).on('close', () => (isClosed = true));
    const open = () =>
      new Promise<number>((resolve) =>
        server.app.getHttpServer().getConnections((__: unknown, n: number) => resolve(n)),
      );
    await until('the connection to be open', async () => (await open()) > 0);
    await until('the connection to be closed', async () => (await open()) === 0, { seconds: 30 });
    deaf.destroy();
    await until('the client to notice', () => isClosed);
  });
});
