import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

const shelf = [
  ['Um', { prateleira: 'B3', preco: 9.9, legendas: ['pt', 'es'], novo: true }],
  ['Dois', { prateleira: 'Ficção, A a C', preco: 20, legendas: ['en'], novo: false }],
  ['Três', { prateleira: 'b3', preco: '15', notas: [1, 8] }],
  ['Quatro', null],
] as const;

eachDatabase('films are filtered', (_, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const titles = async (path: string): Promise<string[]> => {
    const { body } = await admin.get(path).expect(200);
    return (body as { titulo: string }[]).map(({ titulo }) => titulo);
  };
  const refused = async (query: string) => {
    const { body } = await admin.get(`/filmes?${query}`).expect(422);
    return (body as { erros: { campo: string; mensagem: string }[] }).erros;
  };
  let first: number;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
    const ids: number[] = [];
    for (const [titulo, atributos] of shelf)
      ids.push(
        (await admin.post('/filmes', { titulo, atributos, pais: 'Teste', genero: 'drama' }).expect(201)).body.id,
      );
    first = ids[0];
    await admin.patch(`/filmes/${first}`, { identificadores: ['loja:um'] }).expect(200);
  });
  afterAll(() => server.close());

  it.each([
    ['atributos.prateleira=b3', ['Um', 'Três']],
    ['atributos.prateleira=B3,x', ['Um', 'Três']],
    ['atributos.prateleira=ficcao, a a c', ['Dois']],
    ['atributos.preco_max=15', ['Um']],
    ['atributos.preco_min=9.9&atributos.preco_max=20', ['Um', 'Dois']],
    ['atributos.preco=20', ['Dois']],
    ['atributos.preco=15', ['Três']],
    ['atributos.legendas=es', ['Um']],
    ['atributos.notas_min=5', ['Três']],
    ['atributos.novo=false', ['Dois']],
    ['atributos.constructor=x', []],
    ['atributos.__proto__=x', []],
    ['somente=loja:um,999999', ['Um']],
  ])('by %s', async (query, expected) => {
    expect(await titles(`/filmes?pais=teste&${encodeURI(query)}`)).toEqual(expected);
  });

  it('alike in every list, and in a body', async () => {
    const asked = 'pais=teste&atributos.preco_max=15&limite=50';
    expect(await titles(`/usuarios/1/recomendacoes?${asked}`)).toEqual(['Um']);
    expect(await titles(`/usuarios/1/recomendacoes?pais=teste&atributos.preco_min=15&limite=50`)).toEqual(['Dois']);
    for (const atributos of [{ atributos: { preco_max: 15 } }, { 'atributos.preco_max': 15 }]) {
      const { body } = await request(server.url)
        .post('/recomendacoes')
        .send({ avaliacoes: [], pais: 'teste', ...atributos })
        .expect(200);
      expect((body as { titulo: string }[]).map(({ titulo }) => titulo)).toEqual(['Um']);
    }
    expect(await titles('/filmes/1/similares?pais=teste&atributos.preco_max=15')).toEqual(['Um']);
  });

  it('with a hint where no film has such an attribute', async () => {
    const hint = async (query: string) => (await admin.get(`/filmes?${query}`).expect(200)).headers['x-filtro-dica'];
    expect(await hint('atributos.prateleira=Z9')).toBe('atributos.prateleira: nenhum filme com Z9');
    expect(await hint('atributos.prezo_min=5')).toBe('atributos.prezo_min: nenhum filme com prezo');
    expect(await hint('atributos.preco_min=500')).toBeUndefined();
    expect(await hint('somente=loja:dois')).toBe('somente: nenhum filme com loja%3Adois');
  });

  it.each([
    ['atributos.preco_min=caro', 'atributos.preco_min', 'recebeu "caro"; aceita um número'],
    ['atributos.preco_max=', 'atributos.preco_max', 'recebeu ""; aceita um número'],
    ['atributos.preco=', 'atributos.preco', 'recebeu ""; aceita um texto de 1 a 200 caracteres'],
    ['atributos.a.b=1', 'atributos.a.b', 'recebeu "a.b"; aceita um nome de letras, algarismos, _ e -, até 60'],
    ['atributos.=1', 'atributos.', 'recebeu ""; aceita um nome de letras, algarismos, _ e -, até 60'],
    ['atributos.a=1&atributos.a=2', 'atributos.a', 'recebeu ["1","2"]; aceita um texto de 1 a 200 caracteres'],
    ['atributo.a=1', 'atributo.a', 'parâmetro desconhecido'],
    ['disponivel=sim', 'disponivel', 'recebeu "sim"; aceita true ou false'],
  ])('and refuse %s by its name', async (query, campo, mensagem) => {
    expect(await refused(query)).toEqual([{ campo, mensagem }]);
  });

  it('and refuse attributes that are none, or too many', async () => {
    expect((await refused('atributos=1'))[0].campo).toBe('atributos');
    const many = Array.from({ length: 21 }, (_, n) => `atributos.a${n}=1`).join('&');
    expect((await refused(many))[0].campo).toBe('atributos');
    await admin.get('/generos?atributos.a=1').expect(422);
  });

  it('by what is available now, which ends and begins without a change of any film', async () => {
    const past = { disponivel_de: '2000-01-01T00:00:00Z', disponivel_ate: '2001-01-01T00:00:00Z' };
    await admin.patch(`/filmes/${first + 2}`, past).expect(200);
    const paths = ['/filmes?pais=teste', '/usuarios/1/recomendacoes?pais=teste&limite=50'];
    const lists = (disponivel: boolean) =>
      Promise.all(paths.map(async (path) => (await titles(`${path}&disponivel=${disponivel}`)).sort()));
    const both = (list: string[]) => [list, list];
    /** What is asked before the moment and kept; with more time where that did not do. */
    const askBefore = async (milliseconds: number): Promise<{ soon: number; next: string }> => {
      const soon = Date.now() + milliseconds;
      const moment = new Date(soon).toISOString();
      await admin.patch(`/filmes/${first}`, { disponivel_ate: moment }).expect(200);
      await admin.patch(`/filmes/${first + 1}`, { disponivel_de: moment }).expect(200);
      const before = await lists(true);
      const { headers } = await admin.get('/usuarios/1/recomendacoes?disponivel=true&limite=1').expect(200);
      const [, next] = /<(.*)>/.exec(headers.link)!;
      const { status } = await admin.get(next);
      if (Date.now() >= soon && milliseconds < 30_000) return askBefore(2 * milliseconds);
      expect([before, status]).toEqual([both(['Quatro', 'Um']), 200]);
      return { soon, next };
    };
    const { soon, next } = await askBefore(1_000);
    await until('the moment has passed', () => Date.now() > soon);
    expect(await lists(true)).toEqual(both(['Dois', 'Quatro']));
    expect(await lists(false)).toEqual(both(['Três', 'Um']));
    // The page would go on with another list.
    await admin.get(next).expect(410);
  });
});
