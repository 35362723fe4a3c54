import request from 'supertest';
import { FilmsService } from '../../src/films/films.service';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';

interface Item {
  id: number;
  posicao: number;
}

eachDatabase('a film that is deleted while a list is made', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const listOf = async (user: number, limit: number) =>
    (await client.get(`/filmes/${user}/recomendacoes?limite=${limit}`).expect(200)).body as Item[];
  const deleted = (id: number) => client.delete(`/filmes/${id}`).expect(204);

  beforeAll(async () => {
    server = await startServer(await create());
    await fillSmallCatalogue(server.database);
    await server.train();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server.close());

  it('brings none back that was deleted before', async () => {
    // Film 1 has the first place in the model.
    await deleted(1);
    await addFilms(server.database, [{ id: 101, titulo: 'Novo' }]);
    const films = server.app.get(FilmsService);
    const read = films.ids.bind(films);
    jest.spyOn(films, 'ids').mockImplementationOnce(async () => {
      const ids = await read();
      await deleted(101);
      return ids;
    });
    const during = (await listOf(13, 100)).map(({ id }) => id);
    expect(during).toHaveLength(59);
    expect(during).not.toContain(1);
    expect(during).not.toContain(101);
  });

  it('is not in the pictures of the map any more, either', async () => {
    const picture = async (format: string) =>
      ((await request(server.url).get(`/modelo/mapa.${format}`).buffer(true).expect(200)).body as Buffer).toString(
        'latin1',
      );
    const filmsIn = (svg: string): number => svg.split('fill-opacity="0.8"').length - 1;
    const { body: map } = await request(server.url).get('/modelo/mapa').expect(200);
    const before = { svg: await picture('svg'), png: await picture('png') };
    expect(filmsIn(before.svg)).toBe(map.filmes.length);
    await deleted(map.filmes[0].id as number);
    expect(filmsIn(await picture('svg'))).toBe(map.filmes.length - 1);
    expect(await picture('png')).not.toBe(before.png);
  });

  it('is not missed on the page: another takes its place', async () => {
    const [first] = await listOf(2, 1);
    const films = server.app.get(FilmsService);
    const read = films.byIds.bind(films);
    const reads = jest.spyOn(films, 'byIds').mockImplementationOnce(async (ids) => {
      expect(ids).not.toContain(first.id);
      await deleted(ids[0]);
      return read(ids);
    });
    const page = await listOf(2, 10);
    expect(page.map(({ posicao }) => posicao)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(page[0].id).toBe(first.id);
    expect(page.map(({ id }) => id)).not.toContain(reads.mock.calls[0][0][0]);
  });
});
