import request from 'supertest';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { some } from '../support/some';

interface Group {
  id: number;
  nome: string;
  tamanho: number;
  matiz: number;
  forma: string;
  tracos: { tipo: string; nome: string; parte: number; lift: number }[];
  filmes: { id: number; titulo: string; ano: number | null }[];
}

interface GroupFilm {
  id: number;
  genero: string;
  posicao: number;
  tipicidade: number;
}

eachDatabase('film groups', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const get = (path: string) => request(server.url).get(path);
  const groups = async (): Promise<Group[]> => (await get('/grupos').expect(200)).body;
  const films = (id: number, limit = 100) => walk<GroupFilm>(get, `/grupos/${id}/filmes?limite=${limit}`);

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('are not known before the first model', async () => {
    const untrained = await startServer(await create());
    for (const path of ['/grupos', '/grupos/1', '/grupos/1/filmes'])
      expect((await request(untrained.url).get(path).expect(404)).body.type).toBe('urn:centroide:problema:sem-modelo');
    await untrained.close();
  });

  it('have the same number, name and size wherever they are shown', async () => {
    const listed = (await groups()).map(({ id, nome, tamanho, matiz, forma }) => ({ id, nome, tamanho, matiz, forma }));
    expect(listed.map(({ id }) => id)).toEqual(listed.map((_group, n) => n + 1));
    expect((await get('/modelo')).body.grupos).toEqual(listed);
    const { body: map } = await get('/modelo/mapa');
    expect(map.grupos).toMatchObject(listed);
    for (const { id } of some(listed)) {
      const onMap = map.filmes.filter(({ grupo }: { grupo: number }) => grupo === id);
      expect((await films(id)).map((film) => film.id).sort((a, b) => a - b)).toEqual(
        onMap.map((film: { id: number }) => film.id),
      );
    }
  });

  it('tell what sets them apart, by share and lift over all films', async () => {
    const { body: catalogue } = await get('/filmes?limite=1000').expect(200);
    const has = (genre: string) => (film: { genero: string }) => film.genero.split(', ').includes(genre);
    for (const group of await groups()) {
      const own = await films(group.id);
      for (const { tipo, nome, parte, lift } of some(group.tracos)) {
        expect(lift).toBeGreaterThanOrEqual(1.2);
        if (tipo !== 'genero') continue;
        const share = own.filter(has(nome)).length / own.length;
        expect(parte).toBeCloseTo(share, 4);
        expect(lift).toBeCloseTo(share / (catalogue.filter(has(nome)).length / catalogue.length), 2);
      }
    }
  });

  it('show centroid and place on the map one by one', async () => {
    const [first] = await groups();
    const { body } = await get(`/grupos/${first.id}`).expect(200);
    expect(body).toMatchObject(first);
    expect(body.centroide).toHaveLength(32);
    const { body: map } = await get('/modelo/mapa');
    const { x, y } = map.grupos.find(({ id }: Group) => id === first.id);
    expect(body).toMatchObject({ x, y });
  });

  it('list their films, the most typical first, page by page without gap or repetition', async () => {
    const [first] = await groups();
    const whole = await films(first.id);
    expect(whole).toHaveLength(first.tamanho);
    expect(whole.map(({ posicao }) => posicao)).toEqual(whole.map((_film, n) => n + 1));
    const typicality = whole.map(({ tipicidade }) => tipicidade);
    expect(typicality).toEqual([...typicality].sort((a, b) => b - a));
    expect(first.filmes.map(({ id }) => id)).toEqual(whole.slice(0, 5).map(({ id }) => id));
    expect(await films(first.id, 3)).toEqual(whole);
    await get(`/grupos/${first.id}/filmes?limite=3`).expect('X-Total-Count', String(first.tamanho));
  });

  it('go on after the same film when films come and go between two pages, even that film', async () => {
    const [first] = await groups();
    const whole = await films(first.id);
    const { headers } = await get(`/grupos/${first.id}/filmes?limite=3`).expect(200);
    const next = /^<(.*)>; rel="next"$/.exec(headers.link)![1];
    for (const n of [0, 2]) await client.delete(`/filmes/${whole[n].id}`).expect(204);
    const { body } = await get(next).expect(200);
    expect(body.map(({ id }: GroupFilm) => id)).toEqual(whole.slice(3, 6).map(({ id }) => id));
    expect(body[0].posicao).toBe(2);
    expect((await groups())[0].tamanho).toBe(whole.length - 2);
  });

  it('take in a film that comes after the model, as the last', async () => {
    const [{ id }] = (await groups())[0].filmes;
    const { body: film } = await get(`/filmes/${id}`).expect(200);
    const same = {
      titulo: film.titulo,
      genero: film.genero,
      diretor: film.diretor,
      atores: film.atores,
      ano: film.ano,
    };
    const { body: created } = await client.post('/filmes', same).expect(201);
    const all = (await Promise.all((await groups()).map((group) => films(group.id)))).flat();
    const found = all.filter((one) => one.id === created.id);
    expect(found).toMatchObject([{ tipicidade: 0 }]);
    await client.delete(`/filmes/${created.id}`).expect(204);
  });

  it('keep their numbers after another training', async () => {
    const before = await groups();
    await server.train();
    expect((await get('/modelo')).body.versao).toBe(2);
    const after = await groups();
    expect(after.filter(({ id }) => before.some((group) => group.id === id)).length).toBeGreaterThan(before.length / 2);
  });

  it('tell what is wrong in both languages', async () => {
    const { body } = await get('/grupos/999').expect(404);
    expect(body).toMatchObject({
      type: 'urn:centroide:problema:grupo-nao-encontrado',
      error: 'Grupo com ID 999 não encontrado. Os grupos do modelo em uso estão em /grupos.',
    });
    const english = await get('/grupos/999/filmes').set('Accept-Language', 'en').expect(404);
    expect(english.body.error).toBe('There is no group with ID 999. The groups of the model in use are at /grupos.');
    expect((await get('/grupos/0').expect(422)).body.erros[0].campo).toBe('id');
    expect((await get('/grupos/1/filmes?limite=0').expect(422)).body.erros[0].campo).toBe('limite');
    const [one, other] = await groups();
    const { headers } = await get(`/grupos/${one.id}/filmes?limite=1`);
    const foreign = /[?&]cursor=([^&>]+)/.exec(headers.link)![1];
    for (const cursor of ['xyz', foreign])
      expect((await get(`/grupos/${other.id}/filmes?cursor=${cursor}`).expect(422)).body.erros[0].campo).toBe('cursor');
  });
});
