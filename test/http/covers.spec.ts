import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Covers } from '../../src/films/covers';
import { addFilms } from '../support/add-rows';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Buffer.from('JFIF and so on')]);
const webp = Buffer.from('RIFF\x20\0\0\0WEBPVP8 and so on', 'latin1');

describe('covers of films', () => {
  withSqlite('from files and from elsewhere', (_, create) => {
    let server: TestServer;
    let dataDir: string;
    const get = (path: string) => request(server.url).get(path);
    const covers = () => join(dataDir, 'covers');
    /** What lists tell, and what one film tells. */
    const told = async (id: number): Promise<string | undefined> => {
      const { body } = await get(`/filmes/${id}`).expect(200);
      const { body: listed } = await get('/filmes').expect(200);
      expect(listed.find((film: { id: number }) => film.id === id).capa_url).toBe(body.capa_url);
      return body.capa_url;
    };

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'centroide-covers-'));
      server = await startServer(await create(), { dataDir, posterOrigins: ['https://image.example'] });
      await addFilms(
        server.database,
        [1, 2, 3, 4].map((id) => ({ id, titulo: `Filme ${id}` })),
      );
    });
    afterAll(async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    });

    const change = (id: number, body: object) =>
      request(server.url).patch(`/filmes/${id}`).set('Authorization', server.bearer('escrita')).send(body).expect(200);

    it('an address elsewhere is told to be shown only where its origin is named, and the page may then show it', async () => {
      const shown = async (poster_url: string) => (await change(1, { poster_url })).body.capa_url;
      expect(await shown('https://image.example/a.jpg')).toBe('https://image.example/a.jpg');
      for (const other of [
        'https://other.example/a.jpg',
        'https://image.example.evil/a.jpg',
        'http://image.example/a.jpg',
      ])
        expect([other, await shown(other)]).toEqual([other, undefined]);
      expect((await get('/painel')).headers['content-security-policy']).toContain(
        "img-src 'self' data: blob: https://image.example;",
      );
    });

    it('a file named by number or by an id elsewhere is found, served by what it is, and kept', async () => {
      await change(2, { identificadores: ['imdb:tt0083658'] });
      await mkdir(covers());
      await writeFile(join(covers(), '1.jpg'), jpeg);
      // The name says otherwise.
      await writeFile(join(covers(), 'imdb-tt0083658.jpg'), webp);
      await server.app.get(Covers).follow();
      expect(await told(1)).toBe('/filmes/1/capa');
      expect(await told(2)).toBe('/filmes/2/capa');
      expect(await told(3)).toBeUndefined();
      const first = await get('/filmes/1/capa').expect(200);
      expect(first.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'cache-control': 'max-age=3600',
        'x-content-type-options': 'nosniff',
      });
      expect(Buffer.from(first.body).equals(jpeg)).toBe(true);
      await get('/filmes/1/capa').set('If-None-Match', first.headers.etag).expect(304);
      const other = await get('/filmes/imdb:tt0083658/capa').expect(200);
      expect(other.headers['content-type']).toBe('image/webp');
    });

    it('nothing but a picture leaves that folder', async () => {
      await writeFile(join(dataDir, 'secret.jpg'), jpeg);
      await symlink(join(dataDir, 'secret.jpg'), join(covers(), '3.jpg'));
      await writeFile(join(covers(), '4.jpg'), '<script>alert(1)</script>');
      await server.app.get(Covers).follow();
      expect((await get('/filmes/3/capa').expect(404)).body.type).toBe('urn:centroide:problema:capa-nao-encontrada');
      expect((await get('/filmes/4/capa').set('Accept-Language', 'en').expect(404)).body.detail).toBe(
        'The film with ID 4 has no cover in a file.',
      );
      for (const path of ['/filmes/..%2Fsecret/capa', '/filmes/..%2F..%2Fsecret.jpg/capa', '/filmes/1%00/capa'])
        expect((await get(path)).status).toBeGreaterThanOrEqual(400);
      await get('/filmes/99/capa').expect(404);
    });

    it('what is taken away is told no more', async () => {
      await rm(covers(), { recursive: true });
      await server.app.get(Covers).follow();
      expect(await told(2)).toBeUndefined();
      await get('/filmes/2/capa').expect(404);
    });
  });
});
