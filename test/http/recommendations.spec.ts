import request from 'supertest';
import { train } from '../support/training';
import { mainReason } from '../../src/recommendation/serving/main-reason';
import type { ReasonDto } from '../../src/recommendation/serving/recommendation.dto';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';
import { some } from '../support/some';

interface Recommended {
  id: number;
  titulo: string;
  genero: string;
  posicao: number;
  pontuacao: number;
  ja_avaliado?: true;
  porque?: string;
  motivos?: {
    tipo: 'avaliacao' | 'gosto' | 'popularidade' | 'notas' | 'contra';
    texto: string;
    parte: number;
    filme_id?: number;
    titulo?: string;
    avaliacao?: number;
    posicao_sem_ela?: number;
  }[];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const list = async (server: TestServer, path: string) => {
  const { body, headers } = await clientOf(() => server, 'leitura')
    .get(path)
    .expect(200);
  return { films: body as Recommended[], headers: headers as Record<string, string> };
};

eachDatabase('recommendations of the demonstration', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const rate = (user: number, film: number, rating: number) =>
    client.put(`/usuarios/${user}/avaliacoes/${film}`, { avaliacao: rating });

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('are popular films, and say so, before the first model', async () => {
    const untrained = await startServer(await create(), { seed: 'demo' });
    const { films, headers } = await list(untrained, '/filmes/1/recomendacoes');
    expect(headers['x-recomendacao-origem']).toBe('populares');
    expect(headers['x-modelo-versao']).toBeUndefined();
    expect(films).toHaveLength(5);
    expect(films.map((film) => film.pontuacao)).toEqual([...films.map((film) => film.pontuacao)].sort((a, b) => b - a));
    await request(untrained.url).get('/modelo').expect(404);
    await untrained.close();
  });

  describe('with a model', () => {
    it.each([
      [1, 'comédia'],
      [2, 'romance'],
      [3, 'ficção científica'],
      [4, 'ação'],
      [5, 'drama'],
    ])('are for user %i mostly %s, none of them rated before', async (user, genre) => {
      const { films, headers } = await list(server, `/filmes/${user}/recomendacoes`);
      expect(headers['x-recomendacao-origem']).toBe('modelo');
      expect(headers['x-modelo-versao']).toBe('1');
      expect(films.map((film) => film.posicao)).toEqual([1, 2, 3, 4, 5]);
      expect(films.filter((film) => film.genero.split(', ').includes(genre)).length).toBeGreaterThanOrEqual(3);
      const rated = await server.database.query<{ filme_id: number }>(
        'SELECT filme_id FROM avaliacoes WHERE usuario_id = $1',
        [user],
      );
      const seen = new Set(rated.map((row) => row.filme_id));
      expect(films.filter((film) => seen.has(film.id))).toEqual([]);
    });

    it('are the same under /usuarios/{id}/recomendacoes', async () => {
      const films = await list(server, '/filmes/3/recomendacoes?limite=7');
      expect((await list(server, '/usuarios/3/recomendacoes?limite=7')).films).toEqual(films.films);
    });

    it('reflect a rating in the very next answer, and name the version of the profile they reflect', async () => {
      const before = await list(server, '/filmes/4/recomendacoes?limite=20');
      const put = await rate(4, before.films[0].id, 1).expect(201);
      const after = await list(server, '/filmes/4/recomendacoes?limite=20');
      expect(after.headers['x-perfil-versao']).toBe(put.headers['x-perfil-versao']);
      expect(after.films.map((film) => film.id)).not.toContain(before.films[0].id);
      // Not only is the film gone: the others are scored anew.
      const scores = new Map(before.films.map((film) => [film.id, film.pontuacao]));
      expect(after.films.some((film) => scores.has(film.id) && scores.get(film.id) !== film.pontuacao)).toBe(true);
    });

    it('are personal after one rating: one different rating, another list', async () => {
      await addUsers(server.database, [9001, 9002]);
      const { films } = await list(server, '/filmes/9001/recomendacoes');
      await rate(9001, films[0].id, 5).expect(201);
      await rate(9002, films[1].id, 5).expect(201);
      const first = await list(server, '/filmes/9001/recomendacoes?limite=10');
      const second = await list(server, '/filmes/9002/recomendacoes?limite=10');
      expect(first.headers['x-recomendacao-origem']).toBe('modelo');
      expect(first.films.map((film) => film.id)).not.toEqual(second.films.map((film) => film.id));
    });

    it('are popular films spread over the groups for a user without ratings', async () => {
      await addUsers(server.database, [9003]);
      const { films, headers } = await list(server, '/filmes/9003/recomendacoes');
      expect(headers['x-recomendacao-origem']).toBe('populares');
      const { body: map } = await request(server.url).get('/modelo/mapa').expect(200);
      const groupOf = new Map(map.filmes.map((film: { id: number; grupo: number }) => [film.id, film.grupo]));
      expect(new Set(films.map((film) => groupOf.get(film.id))).size).toBe(5);
    });

    it('keep to the filter, and still give as many as asked', async () => {
      const { films } = await list(server, '/filmes/1/recomendacoes?genero=terror&limite=5');
      expect(films).toHaveLength(5);
      expect(some(films).every((film) => film.genero.split(', ').includes('terror'))).toBe(true);
    });

    it('say why, with shares of the score that are exact, and what would be without a rating', async () => {
      const { films } = await list(server, '/filmes/3/recomendacoes?explicar=true&limite=10');
      const reasons = films.flatMap((film) => film.motivos ?? []);
      expect(some(films).every((film) => (film.motivos ?? []).length > 0)).toBe(true);
      expect(some(films).every((film) => sum((film.motivos ?? []).map(({ parte }) => parte)) <= 1.001)).toBe(true);
      const rated = reasons.filter(({ tipo }) => tipo === 'avaliacao');
      const mine = await server.database.query<{ filme_id: number; avaliacao: number }>(
        'SELECT filme_id, avaliacao FROM avaliacoes WHERE usuario_id = 3',
      );
      const ratingOf = new Map(mine.map(({ filme_id, avaliacao }) => [filme_id, avaliacao]));
      expect(rated.length).toBeGreaterThan(0);
      // With so many ratings, what other people like is no reason.
      expect(mine.length).toBeGreaterThanOrEqual(15);
      expect(reasons.filter(({ tipo }) => tipo === 'popularidade')).toEqual([]);
      expect(some(rated).every(({ filme_id, avaliacao }) => ratingOf.get(filme_id!) === avaliacao)).toBe(true);
      const strongest = films[0].motivos!.find(({ tipo }) => tipo === 'avaliacao')!;
      expect(strongest.texto).toBe(
        `Porque você deu ${strongest.avaliacao!.toLocaleString('pt-BR')} a ${strongest.titulo}: ${Math.round(100 * strongest.parte)}%`,
      );
      const english = await client.get('/filmes/3/recomendacoes?explicar=true&limite=1').set('Accept-Language', 'en');
      expect(english.body[0].motivos.map(({ texto }: { texto: string }) => texto).join()).toMatch(/Because you rated/);
      expect(films.map(({ porque }) => porque)).toEqual(
        films.map(({ motivos = [] }) => mainReason(motivos, 'pt', false)),
      );
      expect(english.body[0].porque).toBe(mainReason(english.body[0].motivos as ReasonDto[], 'en', false));
      // The counterfactual is true: without the rating the film stands where it was said.
      await client.delete(`/usuarios/3/avaliacoes/${strongest.filme_id}`).expect(204);
      const without = await list(server, `/filmes/3/recomendacoes?limite=100`);
      const others = without.films.filter((film) => film.id !== strongest.filme_id);
      expect(others.findIndex((film) => film.id === films[0].id) + 1).toBe(strongest.posicao_sem_ela);
    });

    it('say to somebody with one rating how much of the score is that many people like the film', async () => {
      await addUsers(server.database, [9004]);
      await rate(9004, 4, 5).expect(201);
      const path = '/filmes/9004/recomendacoes?explicar=true&limite=10';
      const { films } = await list(server, path);
      const english: Recommended[] = (await client.get(path).set('Accept-Language', 'en')).body;
      films.forEach(({ motivos = [] }, n) => {
        const { texto, parte } = motivos.find(({ tipo }) => tipo === 'popularidade')!;
        const percent = Math.round(100 * parte);
        expect(percent).toBeGreaterThan(0);
        expect(texto).toBe(`Porque muita gente gosta: ${percent}%`);
        expect(english[n].motivos!.map((one) => one.texto)).toContain(`Because many people like it: ${percent}%`);
        // The rating, the taste and the likes are all there is: three shares, each rounded to a thousandth; less than two
        // hundredths is not told.
        const total = sum(motivos.map((one) => one.parte));
        expect(total).toBeLessThan(1.002);
        expect(total).toBeGreaterThan(1 - 2 * 0.02 - 0.002);
      });
    });

    it('are more varied when asked for, and begin with the best all the same', async () => {
      const groupsOf = async (diversity: number) => {
        const { films } = await list(server, `/filmes/1/recomendacoes?limite=10&diversidade=${diversity}`);
        const { body: map } = await request(server.url).get('/modelo/mapa').expect(200);
        const groupOf = new Map(map.filmes.map((film: { id: number; grupo: number }) => [film.id, film.grupo]));
        return { first: films[0].id, groups: new Set(films.map((film) => groupOf.get(film.id))).size };
      };
      const plain = await groupsOf(0);
      const varied = await groupsOf(0.8);
      expect(varied.groups).toBeGreaterThan(plain.groups);
      expect(varied.first).toBe(plain.first);
      await request(server.url).get('/filmes/1/recomendacoes?diversidade=2').expect(422);
      await request(server.url).get('/filmes/1/recomendacoes?explicar=sim').expect(422);
    });

    it('hold a film at once when it is created, scored from its genres, director and actors', async () => {
      const { body: film } = await request(server.url)
        .post('/filmes')
        .set('Authorization', server.bearer('escrita'))
        .send({
          titulo: 'Um Filme Novo',
          genero: 'ficção científica, aventura',
          diretor: 'Denis Villeneuve',
          ano: 2026,
        })
        .expect(201);
      const about = async (user: number) => {
        const { films } = await list(server, `/filmes/${user}/recomendacoes?limite=100&explicar=true`);
        return films.find(({ id }) => id === film.id);
      };
      const forFan = await about(3);
      expect(forFan).toMatchObject({ titulo: 'Um Filme Novo', motivos: [{ tipo: 'gosto', parte: 1 }] });
      expect(forFan!.pontuacao).toBeGreaterThan((await about(2))?.pontuacao ?? 0);
      await request(server.url).delete(`/filmes/${film.id}`).set('Authorization', server.bearer('escrita')).expect(204);
      expect(await about(3)).toBeUndefined();
    });

    it('lose a film at once when it is deleted', async () => {
      const { films } = await list(server, '/filmes/2/recomendacoes');
      await client.delete(`/filmes/${films[0].id}`).expect(204);
      const after = await list(server, '/filmes/2/recomendacoes');
      expect(after.films.map((film) => film.id)).not.toContain(films[0].id);
      expect(after.films).toHaveLength(5);
    });

    it('come from a new model within five seconds of its activation, without a restart', async () => {
      const outcome = await train(server.database, {
        origin: 'comando',
        tuning: 'nunca',
      });
      expect(outcome).toMatchObject({ state: 'concluido', versionId: 2 });
      const served = async () => (await list(server, '/filmes/1/recomendacoes')).headers['x-modelo-versao'];
      await until('version 2', async () => (await served()) === '2', { seconds: 5, everyMs: 200 });
    });
  });

  it('say in both languages that a user does not exist', async () => {
    const { body } = await request(server.url).get('/filmes/77777/recomendacoes').expect(404);
    expect(body.error).toBe('Usuário com ID 77777 não encontrado.');
    expect(body.type).toBe('urn:centroide:problema:usuario-nao-encontrado');
    const english = await request(server.url)
      .get('/filmes/77777/recomendacoes')
      .set('Accept-Language', 'en')
      .expect(404);
    expect(english.body.error).toBe('There is no user with ID 77777.');
  });

  it.each(['/filmes/abc/recomendacoes', '/filmes/1/recomendacoes?limite=101', '/filmes/1/recomendacoes?limit=5'])(
    'refuse %s',
    async (path) => {
      await request(server.url).get(path).expect(422);
    },
  );
});

eachDatabase('recommendations at the edges', (_, create) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer(await create());
  });
  afterEach(() => server.close());

  it('are an empty list while the catalogue is empty', async () => {
    await addUsers(server.database, [1]);
    expect((await list(server, '/filmes/1/recomendacoes')).films).toEqual([]);
    await server.train();
    expect((await list(server, '/filmes/1/recomendacoes')).films).toEqual([]);
  });

  it('are films to see again, marked, for a user who has rated everything', async () => {
    await addFilms(
      server.database,
      [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
    await addUsers(server.database, [1, 2]);
    await addRatings(server.database, [
      [1, 1, 2],
      [1, 2, 5],
      [1, 3, 4],
      [2, 1, 5],
    ]);
    for (const version of [undefined, '1']) {
      const { films, headers } = await list(server, '/filmes/1/recomendacoes');
      expect(headers['x-recomendacao-origem']).toBe('rever');
      expect(headers['x-modelo-versao']).toBe(version);
      expect(films.map(({ id, ja_avaliado }) => [id, ja_avaliado])).toEqual([
        [2, true],
        [3, true],
        [1, true],
      ]);
      if (version === undefined) await server.train();
    }
  });

  it('end with films that the model does not know yet', async () => {
    await addFilms(
      server.database,
      [1, 2].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
    await addUsers(server.database, [1, 2]);
    await addRatings(server.database, [
      [1, 1, 5],
      [2, 1, 5],
      [2, 2, 4],
    ]);
    await server.train();
    await addFilms(server.database, [{ id: 3, titulo: 'Novo' }]);
    const { films, headers } = await list(server, '/filmes/1/recomendacoes?limite=2');
    expect(headers['x-recomendacao-origem']).toBe('modelo');
    expect(films.map((film) => film.id)).toEqual([2, 3]);
  });
});
