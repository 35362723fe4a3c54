import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { some } from '../support/some';

interface Share {
  id: number;
  nome: string;
  gostou: number;
  parte: number;
  parte_media: number;
}

interface Favourite {
  nome: string;
  gostou: number;
  lift: number;
}

eachDatabase('the profile of a user', (_, create) => {
  let server: TestServer;
  let newcomer: number;
  const client = clientOf(() => server);
  const read = clientOf(() => server, 'leitura');
  const profile = async (id: number) => (await read.get(`/usuarios/${id}/perfil`).expect(200)).body;
  const liked = async (id: number) => {
    const { body } = await read.get(`/usuarios/${id}/avaliacoes?limite=1000`);
    return (body as { filme_id: number; avaliacao: number }[]).filter(({ avaliacao }) => avaliacao >= 3.5);
  };

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
    newcomer = (await client.post('/usuarios', { nome: 'Nova' }).expect(201)).body.id;
  });
  afterAll(() => server.close());

  it('needs a key', async () => {
    await request(server.url).get('/usuarios/1/perfil').expect(401);
  });

  it('has favourites before the first model, and no groups', async () => {
    const untrained = await startServer(await create(), { seed: 'demo' });
    const { body } = await clientOf(() => untrained, 'leitura')
      .get('/usuarios/1/perfil')
      .expect(200);
    expect(body).toMatchObject({ usuario_id: 1, grupos: [], gostou: (await liked(1)).length });
    expect(body.generos.length).toBeGreaterThan(0);
    await untrained.close();
  });

  it('has a favourite where a user likes more of it than others do, by the formula that is documented', async () => {
    const rows = await server.database.query<{ usuario_id: number; genero: string; diretor: string }>(
      'SELECT usuario_id, genero, diretor FROM avaliacoes JOIN filmes ON id = filme_id WHERE avaliacao >= 3.5',
    );
    const own = rows.filter(({ usuario_id }) => usuario_id === 1);
    const { generos, diretores } = await profile(1);
    for (const [field, favourites] of [
      ['genero', generos],
      ['diretor', diretores],
    ] as const) {
      for (const { nome, gostou, lift } of some(favourites as Favourite[])) {
        const of = (list: typeof rows) => list.filter((row) => row[field].split(', ').includes(nome)).length;
        expect(gostou).toBe(of(own));
        expect(gostou).toBeGreaterThanOrEqual(2);
        expect(lift).toBeCloseTo((of(own) + 2) / ((own.length * of(rows)) / rows.length + 2), 2);
        expect(lift).toBeGreaterThan(1);
      }
      const lifts = favourites.map(({ lift }: Favourite) => lift);
      expect(lifts).toEqual([...lifts].sort((a, b) => b - a));
    }
  });

  it('tells the share of each film group in what the user liked, beside that of all', async () => {
    const { grupos, gostou } = await profile(1);
    const { body: model } = await request(server.url).get('/modelo');
    expect(grupos).toHaveLength(model.grupos.length);
    const total = (field: 'parte' | 'parte_media' | 'gostou') =>
      (grupos as Share[]).reduce((sum, share) => sum + share[field], 0);
    expect(total('gostou')).toBe(gostou);
    expect(total('parte')).toBeCloseTo(1, 2);
    expect(total('parte_media')).toBeCloseTo(1, 2);
    const { body: map } = await request(server.url).get('/modelo/mapa');
    const groupOf = new Map(map.filmes.map((film: { id: number; grupo: number }) => [film.id, film.grupo]));
    const likes = await liked(1);
    for (const { id, gostou: count, parte } of some(grupos as Share[])) {
      expect(count).toBe(likes.filter(({ filme_id }) => groupOf.get(filme_id) === id).length);
      expect(parte).toBeCloseTo(count / likes.length, 4);
    }
  });

  it('is empty for a user without ratings, and knows the first rating at once', async () => {
    const empty = { grupos: [], generos: [], diretores: [], atores: [], avaliacoes: 0, gostou: 0, versao_perfil: 0 };
    expect(await profile(newcomer)).toEqual({ usuario_id: newcomer, ...empty });
    await client.put(`/usuarios/${newcomer}/avaliacoes/1`, { avaliacao: 5 }).expect(201);
    const body = await profile(newcomer);
    expect(body).toMatchObject({ avaliacoes: 1, gostou: 1, versao_perfil: 1 });
    expect(body.grupos[0]).toMatchObject({ gostou: 1, parte: 1 });
    // One film does not make a favourite.
    expect([body.generos, body.diretores, body.atores]).toEqual([[], [], []]);
  });

  it('does not count a deleted film', async () => {
    await client.delete('/filmes/1').expect(204);
    expect(await profile(newcomer)).toMatchObject({ avaliacoes: 0, gostou: 0, grupos: [] });
  });

  it('tells in both languages that there is no such user', async () => {
    expect((await read.get('/usuarios/9999/perfil').expect(404)).body.error).toBe(
      'Usuário com ID 9999 não encontrado.',
    );
    const english = await read.get('/usuarios/9999/perfil').set('Accept-Language', 'en').expect(404);
    expect(english.body.error).toBe('There is no user with ID 9999.');
    expect((await read.get('/usuarios/x/perfil').expect(422)).body.erros[0].campo).toBe('id');
  });
});
