import { connect } from 'node:net';
import request from 'supertest';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { addFilms, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';

withSqlite('limits and headers', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create(), { requestTimeout: 1000 });
    await addUsers(server.database, [1]);
    await addFilms(
      server.database,
      Array.from({ length: 50 }, (__, n) => ({ id: n + 1, titulo: `Filme ${n}` })),
    );
  });
  afterAll(() => server.close());

  it('protect pages without asking for TLS, and do not tell what the server is made of', async () => {
    const { headers } = await request(server.url).get('/filmes').expect(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('allow the origins that are set, and no other', async () => {
    const open = await startServer(await create(), { corsOrigin: ['https://a.example'] });
    const from = (origin: string) => request(open.url).get('/filmes').set('Origin', origin);
    expect((await from('https://a.example')).headers['access-control-allow-origin']).toBe('https://a.example');
    expect((await from('https://b.example')).headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await request(open.url)
      .options('/usuarios/1/avaliacoes/1')
      .set({ Origin: 'https://a.example', 'Access-Control-Request-Method': 'PUT' })
      .set('Access-Control-Request-Headers', 'authorization,content-type')
      .expect(204);
    expect(preflight.headers['access-control-allow-methods']).toContain('PUT');
    expect(preflight.headers['access-control-allow-headers']).toBe('authorization,content-type');
    await open.close();
  });

  it('answer 304 while nothing has changed, compressed or not', async () => {
    const { headers } = await request(server.url).get('/filmes').expect(200).expect('Content-Encoding', 'gzip');
    expect(headers.etag).toMatch(/^W\//);
    const again = await request(server.url).get('/filmes').set('If-None-Match', headers.etag).expect(304);
    expect(again.text).toBe('');
    await client.patch('/filmes/1', { titulo: 'Outro' }).expect(200);
    await request(server.url).get('/filmes').set('If-None-Match', headers.etag).expect(200);
  });

  it('compress what is worth it', async () => {
    const packed = await fetch(`${server.url}/filmes`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(packed.headers.get('content-encoding')).toBeNull();
    const raw = await rawAnswer(
      server,
      'GET /filmes HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n',
    );
    expect(raw.toString('latin1')).toMatch(/content-encoding: gzip/i);
    await request(server.url)
      .get('/filmes/1')
      .expect(({ headers }) => expect(headers['content-encoding']).toBeUndefined());
  });

  it('wait for a body so long and no longer', async () => {
    const head = `POST /usuarios HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`;
    const answer = (await rawAnswer(server, `${head}Accept-Language: en\r\n\r\n{"nome":`)).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"detail":"The body did not arrive whole within 1 s."');
    const upload = `POST /importacoes HTTP/1.1\r\nHost: x\r\nAuthorization: ${server.bearer('escrita')}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\n`;
    expect((await rawAnswer(server, upload)).toString()).toMatch(/^HTTP\/1\.1 408 /);
    // The server goes on.
    await client.get('/usuarios/1').expect(200);
  });

  it('count requests per address and per key, and say when to come back', async () => {
    const small = await startServer(await create(), { rateLimit: 3, rateLimitOfKeys: 5 });
    const anonymous = () => request(small.url).get('/filmes');
    const keyed = () => anonymous().set('Authorization', small.bearer('leitura'));
    for (let n = 1; n <= 3; n++)
      expect((await anonymous().expect(200)).headers['x-ratelimit-remaining']).toBe(String(3 - n));
    const refused = await anonymous().expect(429);
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.body.error).toBe(`O limite é de 3 requisições por minuto. Tente de novo em ${seconds} s.`);
    // Guessing keys counts for the address.
    await anonymous().set('Authorization', 'Bearer x').expect(429);
    for (let n = 1; n <= 5; n++) await keyed().expect(200);
    await keyed().expect(429);
    await anonymous().set('Authorization', small.bearer('admin')).expect(200);
    await request(small.url).get('/saude/viva').expect(200);
    await request(small.url).get('/docs/').expect(200);
    await small.close();
  });

  it('take the address of the client from proxies that are trusted only', async () => {
    for (const [trustedProxies, second] of [
      [0, 429],
      [1, 200],
    ]) {
      const behind = await startServer(await create(), { rateLimit: 1, trustedProxies });
      const from = (address: string) => request(behind.url).get('/filmes').set('X-Forwarded-For', address);
      await from('192.0.2.1').expect(200);
      await from('192.0.2.2').expect(second);
      await behind.close();
    }
  });
});

/** What comes back on a connection until it is closed. */
function rawAnswer(server: TestServer, text: string): Promise<Buffer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    connect(Number(port), hostname, function (this: ReturnType<typeof connect>) {
      this.write(text);
    })
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('close', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
}
