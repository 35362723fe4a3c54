import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { some } from '../support/some';

interface Listed {
  id: number;
  titulo: string;
  genero: string;
  ano: number | null;
  posicao: number;
  similaridade: number;
  gostaram: number;
  avaliacoes: number;
}

const DAY = 86_400_000;

eachDatabase('similar films', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const get = (path: string) => request(server.url).get(path);
  const similar = async (path: string): Promise<Listed[]> => (await get(path).expect(200)).body;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('are not known before the first model', async () => {
    const untrained = await startServer(await create(), { seed: 'demo' });
    const { body } = await request(untrained.url).get('/filmes/1/similares').expect(404);
    expect(body.type).toBe('urn:centroide:problema:sem-modelo');
    await untrained.close();
  });

  it('come nearest first, ten of them, without the film itself', async () => {
    const films = await similar('/filmes/1/similares');
    expect(films).toHaveLength(10);
    expect(films.map(({ posicao }) => posicao)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(films.map(({ id }) => id)).not.toContain(1);
    const values = films.map(({ similaridade }) => similaridade);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(some(values).every((value) => value > 0 && value <= 1)).toBe(true);
  });

  it('are as near the other way round', async () => {
    const [nearest] = await similar('/filmes/1/similares?limite=1');
    const back = await similar(`/filmes/${nearest.id}/similares?limite=100`);
    expect(back.find(({ id }) => id === 1)?.similaridade).toBe(nearest.similaridade);
  });

  it('are filtered before they are ranked: as many as asked for, the nearest of those let through', async () => {
    const all = await similar('/filmes/1/similares?limite=100&ano_min=1990');
    const recent = await similar('/filmes/1/similares?limite=5&ano_min=1990');
    expect(recent).toEqual(all.slice(0, 5));
    expect(some(recent).every(({ ano }) => ano! >= 1990)).toBe(true);
  });

  it('hold a film that came a moment ago, near to those of its director, and are known of it', async () => {
    const { body: film } = await get('/filmes/1').expect(200);
    const twin = { titulo: 'Gêmeo', genero: film.genero, diretor: film.diretor, atores: film.atores, ano: film.ano };
    const { body: created } = await client.post('/filmes', twin).expect(201);
    const place = (await similar('/filmes/1/similares?limite=100')).findIndex(({ id }) => id === created.id);
    expect(place).toBeGreaterThanOrEqual(0);
    const near = await similar(`/filmes/${created.id}/similares?limite=100`);
    expect(near.some(({ id }) => id === 1)).toBe(true);
    expect(near.some(({ id }) => id === created.id)).toBe(false);
    await client.delete(`/filmes/${created.id}`).expect(204);
    expect((await similar('/filmes/1/similares?limite=100')).some(({ id }) => id === created.id)).toBe(false);
  });

  it('do not hold a deleted film, and leave its place to the next', async () => {
    const before = await similar('/filmes/1/similares?limite=11');
    await client.delete(`/filmes/${before[0].id}`).expect(204);
    const after = await similar('/filmes/1/similares');
    expect(after.map(({ id }) => id)).toEqual(before.slice(1).map(({ id }) => id));
    await get(`/filmes/${before[0].id}/similares`).expect(404);
  });

  it('tell what is wrong in both languages', async () => {
    expect((await get('/filmes/9999/similares').expect(404)).body.error).toBe('Filme com ID 9999 não encontrado.');
    const english = await get('/filmes/9999/similares').set('Accept-Language', 'en').expect(404);
    expect(english.body.error).toBe('There is no film with ID 9999.');
    expect((await get('/filmes/abc/similares').expect(422)).body.erros[0].campo).toBe('id');
    expect((await get('/filmes/1/similares?limite=101').expect(422)).body.erros).toEqual([
      { campo: 'limite', mensagem: 'recebeu 101; aceita um número inteiro de 1 a 100' },
    ]);
  });
});

eachDatabase('popular films', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const get = (path: string) => request(server.url).get(path);
  const titles = async (path: string): Promise<string[]> =>
    (await get(path).expect(200)).body.map(({ titulo }: Listed) => titulo);

  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  it('are none where nobody has rated', async () => {
    expect(await titles('/filmes/populares')).toEqual([]);
  });

  it('come most liked first, with how many liked and rated them', async () => {
    await addFilms(server.database, [
      { id: 1, titulo: 'Um', genero: 'drama', ano: 1980 },
      { id: 2, titulo: 'Dois', genero: 'terror', ano: 1990 },
      { id: 3, titulo: 'Três', genero: 'drama', ano: 2000 },
      { id: 4, titulo: 'Quatro', genero: 'drama', ano: 2010 },
    ]);
    await addUsers(server.database, [1, 2, 3]);
    const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
    const rate = (usuario_id: number, filme_id: number, avaliacao: number, days: number) =>
      client.post('/avaliacoes', { usuario_id, filme_id, avaliacao, avaliado_em: daysAgo(days) }).expect(201);
    for (const user of [1, 2, 3]) await rate(user, 1, 5, 400);
    for (const user of [1, 2]) await rate(user, 2, 3.5, 5);
    await rate(3, 2, 1, 5);
    await rate(1, 3, 4, 20);
    await rate(1, 4, 3, 1);
    await server.database.write((transaction) =>
      transaction.query('INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao) VALUES (2, 3, 5)'),
    );
    const { body } = await get('/filmes/populares').expect(200);
    expect(body.map(({ id, posicao, gostaram, avaliacoes }: Listed) => [id, posicao, gostaram, avaliacoes])).toEqual([
      [1, 1, 3, 3],
      [2, 2, 2, 3],
      [3, 3, 2, 2],
    ]);
    expect(body[0]).toMatchObject({ titulo: 'Um', genero: 'drama', ano: 1980 });
  });

  it('are those of the last days, where asked for', async () => {
    expect(await titles('/filmes/populares?dias=30')).toEqual(['Dois', 'Três']);
    expect(await titles('/filmes/populares?dias=7')).toEqual(['Dois']);
    expect(await titles('/filmes/populares?dias=1')).toEqual([]);
    expect(await titles('/filmes/populares?dias=36500')).toEqual(['Um', 'Dois', 'Três']);
  });

  it('are filtered before they are cut', async () => {
    expect(await titles('/filmes/populares?genero=drama&limite=2')).toEqual(['Um', 'Três']);
    expect(await titles('/filmes/populares?ano_min=1985&limite=1')).toEqual(['Dois']);
  });

  it('change with the next rating, and a deleted film is gone at once', async () => {
    for (const user of [1, 2, 3]) await client.put(`/usuarios/${user}/avaliacoes/4`, { avaliacao: 5 });
    expect(await titles('/filmes/populares?dias=7')).toEqual(['Quatro', 'Dois']);
    await client.delete('/filmes/4').expect(204);
    expect(await titles('/filmes/populares?dias=7')).toEqual(['Dois']);
  });

  it('tell in both languages which values are taken', async () => {
    for (const dias of ['0', '36501']) {
      const { body } = await get(`/filmes/populares?dias=${dias}`).expect(422);
      expect(body.erros).toEqual([
        { campo: 'dias', mensagem: `recebeu ${dias}; aceita um número inteiro de 1 a 36500` },
      ]);
    }
    const { body } = await get('/filmes/populares?dias=x').set('Accept-Language', 'en').expect(422);
    expect(body.error).toBe('dias: got "x"; takes a whole number from 1 to 36500.');
    await get('/filmes/populares?usuario=1').expect(422);
  });
});
