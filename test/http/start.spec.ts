import request from 'supertest';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

describe('the root of the host', () => {
  withSqlite('of a server', (_, create) => {
    let server: TestServer;
    // What it says is no secret, and a browser must get to where a key is asked for.
    beforeAll(async () => {
      server = await startServer(await create(), { publicRead: 'false', trustedProxies: 1 });
    });
    afterAll(() => server.close());
    const get = (path: string, headers: Record<string, string>) => request(server.url).get(path).set(headers);
    const ofBrowser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

    it('leads a browser to the page, under the path of a proxy as well', async () => {
      const { headers } = await get('/', ofBrowser).expect(302);
      expect([headers.location, headers.vary]).toEqual(['/painel', expect.stringContaining('Accept')]);
      const under = await get('/', { ...ofBrowser, 'X-Forwarded-Prefix': '/cinema' }).expect(302);
      expect(under.headers.location).toBe('/cinema/painel');
    });

    it('tells programs where things are: each of them is there', async () => {
      for (const Accept of ['application/json', '*/*']) {
        const { body } = await get('/', { Accept, Authorization: server.bearer('leitura') }).expect(200);
        expect(body).toMatchObject({ painel: '/painel', documentacao: '/docs', filmes: '/filmes' });
        for (const path of Object.values<string>(body)) {
          const { status, text } = await get(path, { Authorization: server.bearer('leitura') });
          // Without a model there is no map, but a route to it.
          expect([path, status === 200 || text.includes('sem-modelo')]).toEqual([path, true]);
        }
      }
      const { body } = await get('/', { 'X-Forwarded-Prefix': '/cinema' }).expect(200);
      expect(body.painel).toBe('/cinema/painel');
    });

    it('has the icon that browsers look for', async () => {
      const { headers, body } = await get('/favicon.ico', {}).expect(200);
      expect(headers['content-type']).toMatch(/^image\/(x-icon|vnd\.microsoft\.icon)/);
      expect(Buffer.from(body).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
    });
  });
});
