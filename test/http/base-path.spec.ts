import request from 'supertest';
import { addFilms } from '../support/add-rows';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

describe('a server under a path', () => {
  withSqlite('of a proxy', (_, create) => {
    let server: TestServer;
    let headers: Record<string, string> = {};
    const start = async (settings: Parameters<typeof startServer>[1]) => {
      server = await startServer(await create(), { ...settings, publicRead: null });
      await addFilms(
        server.database,
        [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` })),
      );
    };
    const get = (path: string) => request(server.url).get(path).set(headers);

    beforeEach(() => void (headers = {}));
    afterEach(() => server.close());

    /** Whatever the client asks for, the answer leads to /cinema. */
    async function expectCinema(asked: (path: string) => string): Promise<void> {
      const list = await get(asked('/filmes?limite=1')).expect(200);
      expect(list.headers.link).toMatch(/^<\/cinema\/filmes\?limite=1&cursor=[^>]+>; rel="next"$/);
      const missing = await get(asked('/filmes/99')).expect(404);
      expect(missing.body.instance).toBe('/cinema/filmes/99');
      for (const [path, body] of [
        ['/filmes', { titulo: 'Alien' }],
        ['/usuarios', { nome: 'Ana' }],
      ] as const) {
        const made = await request(server.url)
          .post(asked(path))
          .set({ ...headers, Authorization: server.bearer('escrita') })
          .send(body)
          .expect(201);
        expect(made.headers.location).toBe(`/cinema${path}/${made.body.id}`);
      }
      expect((await get(asked('/docs-json')).expect(200)).body.servers).toEqual([{ url: '/cinema' }]);
      expect((await get(asked('/docs/swagger-ui-init.js')).expect(200)).text).toContain('"url": "/cinema"');
      for (const path of ['/painel', '/painel/', '/painel/grupos/3']) {
        const { text } = await get(asked(path)).expect(200);
        expect(text).toContain('data-base="/cinema"');
        const files = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, file]) => file);
        expect(files.length).toBeGreaterThanOrEqual(3);
        for (const file of files) {
          expect(file).toMatch(/^\/cinema\/painel\/assets\//);
          await get(asked(file.replace('/cinema', ''))).expect(200);
        }
      }
    }

    it('BASE_PATH, passed on by the proxy or taken off', async () => {
      await start({ basePath: '/cinema' });
      await expectCinema((path) => `/cinema${path}`);
      await expectCinema((path) => path);
      await get('/cinemas').expect(404);
      const training = await request(server.url)
        .post('/cinema/modelo/treinos')
        .set('Authorization', server.bearer('admin'))
        .expect(202);
      expect(training.headers.location).toBe(`/cinema/modelo/treinos/${training.body.id}`);
    });

    it('X-Forwarded-Prefix of a proxy that is trusted', async () => {
      await start({ trustedProxies: 1 });
      headers = { 'X-Forwarded-Prefix': '/cinema/' };
      await expectCinema((path) => path);
      headers = { 'X-Forwarded-Prefix': '/filmes' };
      expect((await get('/filmes?limite=1').expect(200)).headers.link).toMatch(/^<\/filmes\/filmes\?/);
      headers = { 'X-Forwarded-Prefix': '/a, /b' };
      expect((await get('/filmes?limite=1').expect(200)).headers.link).toMatch(/^<\/a\/b\/filmes\?/);
    });

    it('nothing that is no path gets into an answer, and nothing at all from whom nobody trusts', async () => {
      await start({ trustedProxies: 1 });
      const plain = async (): Promise<void> => {
        expect((await get('/filmes?limite=1').expect(200)).headers.link).toMatch(/^<\/filmes\?/);
        expect((await get('/painel').expect(200)).text).toContain('data-base=""');
        expect((await get('/docs-json').expect(200)).body.servers).toEqual([{ url: '/' }]);
      };
      for (const evil of [
        ...['//evil.example', 'https://evil.example', '/x"><script>alert(1)</script>', '/a/../b', '/..', '/%2e%2e'],
        ...['/a\\b', '/a?b', '/a#b', 'cinema', '/', `/${'x'.repeat(300)}`, '/a,//evil.example', "/a'b", '/a b'],
      ]) {
        headers = { 'X-Forwarded-Prefix': evil };
        await plain();
      }
      await server.close();
      await start({});
      headers = { 'X-Forwarded-Prefix': '/cinema' };
      await plain();
    });
  });
});
