import request from 'supertest';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const titles = [
  ...['Spider-Man of Lisbon', "Lantern's Edge", 'Dr. Who Knows', '(500) Nights', 'Impossible: Part One', 'Rock & Roll'],
  ...['The Italian Job', 'It', 'It Follows', 'Rocky V', 'Rocky II', 'Ærø Łódź', 'Çığlık', 'Bandit'],
];

eachDatabase('a film is found', (_, create) => {
  let server: TestServer;
  const reader = clientOf(() => server, 'leitura');
  const ids = async (query: Record<string, string>): Promise<number[]> => {
    const { body } = await request(server.url).get('/filmes').query(query).expect(200);
    return body.map((film: { id: number }) => film.id);
  };
  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(
      server.database,
      titles.map((titulo, n) => ({ id: n + 1, titulo, genero: n % 2 ? 'drama, Sci-Fi' : 'terror' })),
    );
    await addFilms(server.database, [
      { id: 50, titulo: 'Lantern Hill', diretor: 'Ana Prado', atores: 'Rui Lopes, Eva Sá', genero: 'crime' },
      { id: 51, titulo: 'Outro', diretor: 'Ana Lima, Rui Prado', atores: 'Eva Sábado' },
    ]);
    await addUsers(server.database, [1]);
    await addRatings(server.database, [[1, 11, 4]]);
  });
  afterAll(() => server.close());

  it.each([
    ['spider man', [1]],
    ['spiderman', [1]],
    ['lantern’s edge', [2]],
    ['lanterns edge', [2]],
    ['dr who', [3]],
    ['500 nights', [4]],
    ['impossible part one', [5]],
    ['rock and roll', [6]],
    ['rock e roll', [6]],
    ['it', [8, 9, 7]],
    ['rocky 5', [10]],
    ['rocky 2', [11]],
    ['rocky', [11, 10]],
    ['aero lodz', [12]],
    ['ciglik', [13]],
    ['spidre man', [1]],
    ['lantrens edge', [2]],
    ['bandti', [14]],
    ['quarenta', []],
    ['i', [5, 7, 8, 9]],
    ['an italian', []],
    ['italian', [7]],
    ['gewist', []],
    ['lantern', [50, 2]],
    ['lanternhill', [50]],
    ['lantrenhill', [50]],
    ['jobb italian', []],
    ['job itallian', [7]],
  ])('by %s', async (busca, expected) => {
    expect(await ids({ busca })).toEqual(expected);
  });

  it.each([
    [{ diretor: 'prado' }, [50, 51]],
    [{ diretor: 'Prado, Ana' }, [50]],
    [{ ator: 'sá' }, [50]],
    [{ genero: 'crime,scifi', sem_genero: 'drama' }, [50]],
    [{ somente: '3,50,999', genero: 'crime' }, [50]],
    [{ busca: 'lantern', genero: 'crime' }, [50]],
  ])('by %j', async (query, expected) => {
    expect(await ids(query as never)).toEqual(expected);
  });

  it('in pages, the best first', async () => {
    const first = await request(server.url).get('/filmes?busca=it&limite=2').expect(200);
    expect(first.headers['x-total-count']).toBe('3');
    const [, next] = /<(.*)>/.exec(first.headers.link)!;
    const { body } = await request(server.url).get(next).expect(200);
    expect(body.map(({ id }: { id: number }) => id)).toEqual([7]);
  });

  it('by genres, which are told with their films', async () => {
    const { body } = await request(server.url).get('/generos').expect(200);
    expect(body[0]).toEqual({ nome: 'Sci-Fi', filmes: 7 });
    expect(body.at(-1)).toEqual({ nome: 'crime', filmes: 1 });
  });

  it('among those asked for in recommendations', async () => {
    const asked = { avaliacoes: [{ filme_id: 1, avaliacao: 5 }], somente: [2, 3, 5], limite: 3 };
    const { body } = await request(server.url).post('/recomendacoes').send(asked).expect(200);
    expect(body.map(({ id }: { id: number }) => id).sort()).toEqual([2, 3, 5]);
    const { body: stored } = await reader.get('/usuarios/1/recomendacoes?somente=2,3').expect(200);
    expect(stored.map(({ id }: { id: number }) => id).sort()).toEqual([2, 3]);
  });
});
