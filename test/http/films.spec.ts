import request from 'supertest';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const films = [
  {
    id: 1,
    titulo: 'Estação Central',
    genero: 'drama',
    diretor: 'Walter Salles',
    atores: 'Ana Lima, Rui Sá',
    ano: 1998,
  },
  {
    id: 2,
    titulo: 'A Comédia do Ano',
    genero: 'comédia, romance',
    diretor: 'Bia Dias, Leo Reis',
    atores: 'Rui Sá',
    ano: 2004,
  },
  { id: 3, titulo: '100% Ação_', genero: 'ação', diretor: 'Leo Reis', atores: 'Ana Limaverde', ano: 2010 },
  { id: 4, titulo: 'Sem Ano', genero: 'romance' },
  { id: 5, titulo: 'Ficção', genero: 'ficção científica', ano: 2010 },
];

eachDatabase('GET /filmes', (_, create) => {
  let server: TestServer;
  const get = (path: string) => request(server.url).get(path);
  const ids = async (path: string) => (await get(path).expect(200)).body.map((film: { id: number }) => film.id);

  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(server.database, films);
    await addUsers(server.database, [1, 2]);
    await addRatings(server.database, [
      [1, 3, 5],
      [2, 3, 4],
      [1, 5, 3],
    ]);
  });
  afterAll(() => server.close());

  it('answers every film with the fields of the first system', async () => {
    const { body, headers } = await get('/filmes').expect(200);
    expect(body[1]).toEqual(films[1]);
    expect(body[3]).toEqual({ id: 4, titulo: 'Sem Ano', genero: 'romance', diretor: '', atores: '', ano: null });
    expect(headers['x-total-count']).toBe('5');
    expect(headers.link).toBeUndefined();
  });

  it.each([
    ['busca=estacao', [1]],
    ['busca=FIC%C3%87', [5]],
    ['busca=100%25', [3]],
    ['busca=acao_', [3]],
    ['genero=Com%C3%A9dia', [2]],
    ['genero=comedia', [2]],
    ['genero=romance', [2, 4]],
    ['genero=cient', []],
    ['diretor=leo reis', [2, 3]],
    ['ator=ana lima', [1]],
    ['ano_min=2004', [2, 3, 5]],
    ['ano_min=1990&ano_max=2004', [1, 2]],
    ['genero=romance&ano_min=2000', [2]],
  ])('finds with %s the films %j', async (query, expected) => {
    expect(await ids(`/filmes?${query}`)).toEqual(expected);
  });

  it.each([
    ['id', [1, 2, 3, 4, 5]],
    ['recentes', [5, 4, 3, 2, 1]],
    ['titulo', [3, 2, 1, 5, 4]],
    ['ano', [3, 5, 2, 1, 4]],
    ['popularidade', [3, 5, 1, 2, 4]],
  ])('sorts by %s, and pages of two give the same order', async (order, expected) => {
    expect(await ids(`/filmes?ordem=${order}`)).toEqual(expected);
    const walked: number[] = [];
    for (let path: string | undefined = `/filmes?ordem=${order}&limite=2`; path;) {
      const { body, headers }: request.Response = await get(path).expect(200);
      walked.push(...body.map((film: { id: number }) => film.id));
      expect(headers['x-total-count']).toBe('5');
      path = /^<(.*)>; rel="next"$/.exec(headers.link)?.[1];
    }
    expect(walked).toEqual(expected);
  });

  it('neither repeats nor skips a film when others are added between two pages', async () => {
    const first = await get('/filmes?ordem=titulo&limite=2').expect(200);
    await addFilms(server.database, [{ id: 6, titulo: 'A Anterior' }]);
    const next = /^<(.*)>/.exec(first.headers.link)![1];
    const second = await get(next).expect(200);
    await server.database.write((transaction) => transaction.query('DELETE FROM filmes WHERE id = 6'));
    expect(second.body.map((film: { id: number }) => film.id)).toEqual([1, 5]);
  });

  it.each([
    ['limite=0', 'limite', 'recebeu 0; aceita um número inteiro de 1 a 1000'],
    ['limite=abc', 'limite', 'recebeu "abc"; aceita um número inteiro de 1 a 1000'],
    ['limite=1.5', 'limite', 'recebeu "1.5"; aceita um número inteiro de 1 a 1000'],
    ['limite=1&limite=2', 'limite', 'recebeu ["1","2"]; aceita um número inteiro de 1 a 1000'],
    ['ordem=cor', 'ordem', 'recebeu "cor"; aceita id, recentes, titulo, ano, popularidade, relevancia'],
    ['cor=azul', 'cor', 'parâmetro desconhecido'],
    ['cursor=xyz', 'cursor', 'não é um cursor desta lista nesta ordem; use o do cabeçalho Link da página anterior'],
  ])('refuses %s and says what it takes', async (query, campo, mensagem) => {
    const { body } = await get(`/filmes?${query}`)
      .expect(422)
      .expect('Content-Type', /application\/problem\+json/);
    expect(body).toEqual({
      type: 'urn:centroide:problema:valor-invalido',
      title: 'Valor inválido',
      status: 422,
      detail: `${campo}: ${mensagem}.`,
      instance: `/filmes?${query}`,
      error: `${campo}: ${mensagem}.`,
      erros: [{ campo, mensagem }],
    });
  });

  it('answers one film, and says in the language asked for when there is none', async () => {
    expect((await get('/filmes/3').expect(200)).body).toEqual(films[2]);
    expect((await get('/filmes/99').expect(404)).body.error).toBe('Filme com ID 99 não encontrado.');
    const english = await get('/filmes/99').set('Accept-Language', 'en-GB,en;q=0.8').expect(404);
    expect(english.body.error).toBe('There is no film with ID 99.');
    expect(english.body.title).toBe('Not found');
  });

  it.each(['abc', '0', '-1', '1.5', '9007199254740993', '1e3'])('refuses %s as an id', async (id) => {
    const { body } = await get(`/filmes/${id}`).expect(422);
    expect(body.erros[0].campo).toBe('id');
  });

  it('says of an unknown route where the routes are listed', async () => {
    const { body } = await get('/nada').expect(404);
    expect(body.error).toBe('Não existe GET /nada. As rotas estão em /docs.');
  });
});
