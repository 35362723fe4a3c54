import request from 'supertest';
import { filterHint } from '../../src/films/filter-hint';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

eachDatabase('a filter that names what no film has', (_, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const routes = ['/filmes', '/filmes/populares', '/filmes/1/similares', '/usuarios/1/recomendacoes'];
  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it.each(routes)('is told of in a header of %s', async (route) => {
    const of = async (filter: string, language = 'pt') => {
      const path = `${route}?${filter}`;
      const { body, headers } = await admin.get(path).set('Accept-Language', language).expect(200);
      return [(body as object[]).length, headers['x-filtro-dica']] as const;
    };
    const nothing = [0, 'genero: nenhum filme com ficcao%20romana (ver GET /generos)'];
    expect(await of('genero=ficcao%20romana')).toEqual(nothing);
    expect(await of('genero=ficcao%20romana', 'en')).toEqual([
      0,
      'genero: no film with ficcao%20romana (see GET /generos)',
    ]);
    // Kept answers tell it too.
    expect(await of('genero=ficcao%20romana')).toEqual(nothing);
    for (const filter of ['idioma=xx', 'pais=N%C3%A1rnia', 'diretor=Zzyx,%20Ana', 'ator=zzyx', 'somente=999999']) {
      const [name, value] = filter.split('=');
      const shown = value.replace(',', '%2C');
      expect(await of(filter)).toEqual([0, `${name}: nenhum filme com ${shown}`]);
    }
    const [some, hint] = await of('genero=drama,terro&sem_genero=nada');
    expect(some).toBeGreaterThan(0);
    expect(hint).toBe(
      'genero: nenhum filme com terro (ver GET /generos); sem_genero: nenhum filme com nada (ver GET /generos)',
    );
    expect((await of('genero=drama'))[1]).toBeUndefined();
    // There are such films, but none is both.
    expect(await of('ano_min=2000&ano_max=1999')).toEqual([0, undefined]);
    // None is so new, and of none the duration is known.
    expect(await of('genero=drama&ano_min=2100')).toEqual([0, 'ano_min: nenhum filme com 2100']);
    expect(await of('duracao_max=500')).toEqual([0, 'duracao_max: nenhum filme com 500']);
  });

  it('is told of to visitors', async () => {
    const asked = { avaliacoes: [{ filme_id: 1, avaliacao: 5 }], genero: 'terro' };
    const { body, headers } = await request(server.url).post('/recomendacoes').send(asked).expect(200);
    expect(body).toEqual([]);
    expect(headers['x-filtro-dica']).toBe('genero: nenhum filme com terro (ver GET /generos)');
  });
});

describe('the hint', () => {
  it('is short, and ASCII whatever was asked for', () => {
    const unknown = Array.from({ length: 30 }, (_, n) => ({ field: 'ator', value: '🎬'.repeat(200) + String(n) }));
    const hint = filterHint(unknown, 'pt')!;
    expect(hint).toMatch(/^[\x20-\x7e]*$/);
    expect(hint.length).toBeLessThan(3000);
    expect(hint).toMatch(/; \.\.\.$/);
    expect(filterHint([{ field: 'ator', value: 'a\r\nb' }], 'en')).toBe('ator: no film with a%0D%0Ab');
    expect(filterHint([], 'pt')).toBeNull();
  });
});
