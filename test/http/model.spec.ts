import request from 'supertest';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { addRatings } from '../support/add-rows';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { trainedDemonstration } from '../support/trained-demonstration';

eachDatabase('the model', (_, create) => {
  let server: TestServer;
  const get = (path: string) => request(server.url).get(path);

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('shows its parameters and named groups', async () => {
    const { body } = await get('/modelo').expect(200);
    expect(body).toMatchObject({
      versao: 1,
      motor: 4,
      parametros: { dimensions: 32, tau: 2, ridgeW: 0.3, halfLife: 10 },
      ordem_das_notas: 'datas',
    });
    expect(body.centroides).toBe(Math.min(200, Math.floor(body.usuarios / 4)));
    expect(body.grupos.length).toBeGreaterThanOrEqual(5);
    expect(new Set(body.grupos.map((group: { nome: string }) => group.nome)).size).toBe(body.grupos.length);
    expect(body.grupos.reduce((sum: number, group: { tamanho: number }) => sum + group.tamanho, 0)).toBe(body.filmes);
  });

  it('shows how good it is on ratings it had not seen, beside the baselines', async () => {
    const { body } = await get('/modelo').expect(200);
    const { corte, usuarios, tabela } = body.qualidade;
    const ndcg = (papel: string, n = 0) =>
      tabela.filter((line: { papel: string }) => line.papel === papel)[n].ndcg10.valor as number;
    expect(corte).toBe('tempo');
    expect(usuarios).toBeGreaterThan(100);
    expect(tabela.map((line: { nome: string }) => line.nome)).toEqual([
      'popular',
      'item kNN, cosine',
      'hard k-means, k = 5',
      'EASE, tuned',
      'taste centroids alone',
      'film blocks alone',
      'next films alone',
      'taste groups without popularity',
      'taste groups',
    ]);
    expect(ndcg('modelo')).toBeGreaterThan(ndcg('comparacao'));
    const [model] = tabela.filter((line: { papel: string }) => line.papel === 'modelo');
    expect(model.ndcg10.de).toBeLessThan(model.ndcg10.valor);
    expect(model.ndcg10.ate).toBeGreaterThan(model.ndcg10.valor);
    expect(model.ndcg10_liquido.valor).toBeLessThanOrEqual(model.ndcg10.valor);
    expect(model.desgostados10.valor).toBeLessThan(10);
    expect(model.auc.valor).toBeGreaterThan(0.5);
  });

  it('is listed among all versions', async () => {
    const { body } = await get('/modelo/versoes').expect(200);
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({ versao: 1, situacao: 'ativa', motivo: null });
  });

  it('keeps its centroids as rows that a person can query', async () => {
    const { body } = await get('/modelo').expect(200);
    const rows = await server.database.query<{ tipo: string; n: number }>(
      'SELECT tipo, COUNT(*) AS n FROM modelo_centroides GROUP BY tipo ORDER BY tipo',
    );
    expect(rows).toEqual([
      { tipo: 'gosto', n: body.centroides },
      { tipo: 'grupo', n: body.grupos.length },
    ]);
    const [{ vetor }] = await server.database.query<{ vetor: string }>(
      "SELECT vetor FROM modelo_centroides WHERE tipo = 'gosto' AND indice = 0",
    );
    const vector = JSON.parse(vetor) as number[];
    expect(vector).toHaveLength(32);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('tells the history of trainings', async () => {
    const { body } = await get('/modelo/treinos').expect(200);
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({
      id: 1,
      estado: 'concluido',
      origem: 'comando',
      percentual: 100,
      versao: 1,
      erro: null,
    });
    expect(body[0].duracao).toBeGreaterThan(0);
    expect((await get('/modelo/treinos/1').expect(200)).body).toEqual(body[0]);
    expect((await get('/modelo/treinos/2').expect(404)).body.error).toBe('Treino com ID 2 não encontrado.');
  });

  it('shows the films on a map: as data', async () => {
    const { body } = await get('/modelo/mapa').expect(200);
    const { body: model } = await get('/modelo').expect(200);
    expect(body.filmes).toHaveLength(model.filmes);
    expect(body.grupos.map((group: { nome: string }) => group.nome)).toEqual(
      model.grupos.map((group: { nome: string }) => group.nome),
    );
    expect(body.eixos[0].explicado).toBeGreaterThan(body.eixos[1].explicado);
  });

  it('shows it as a picture, drawn in the language asked for', async () => {
    const svg = await get('/modelo/mapa.svg')
      .expect(200)
      .expect('Content-Type', /image\/svg\+xml/);
    expect(svg.body.toString()).toContain('Componente principal 1');
    const english = await get('/modelo/mapa.svg').set('Accept-Language', 'en').expect(200);
    expect(english.body.toString()).toContain('Principal component 1');
    const png = await get('/modelo/mapa.png').expect(200).expect('Content-Type', 'image/png');
    expect(png.body.subarray(1, 4).toString()).toBe('PNG');
  });

  it.each(['svg', 'png'])('draws the %s as wide as is asked, and says what it can', async (format) => {
    const path = `/modelo/mapa.${format}`;
    const { body } = await get(`${path}?largura=3000`).expect(200);
    if (format === 'svg') expect(body.toString()).toMatch(/^<svg [^>]*viewBox="0 0 3000 2063"/);
    else expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([3000, 2063]);
    for (const [width, language, accepted] of [
      ['99999', 'pt', 'um número inteiro de 640 a 4000'],
      ['100', 'en', 'a whole number from 640 to 4000'],
      ['1e3', 'en', 'a whole number from 640 to 4000'],
      ['', 'pt', 'um número inteiro de 640 a 4000'],
    ]) {
      const problem = await get(`${path}?largura=${width}`).set('Accept-Language', language).expect(422);
      expect(problem.body.detail).toContain(accepted);
      expect(problem.body.detail).toContain('largura');
    }
  });

  it('is told by the readiness check', async () => {
    expect((await get('/saude/viva').expect(200)).body).toEqual({ situacao: 'viva' });
    await request(server.url)
      .put('/usuarios/1/avaliacoes/1')
      .set('Authorization', server.bearer('escrita'))
      .send({ avaliacao: 3 });
    const { body } = await get('/saude/pronta').expect(200);
    expect(body).toMatchObject({ situacao: 'pronta', modelo: 1 });
    expect(body.avaliacoes_desde_o_modelo).toBeGreaterThanOrEqual(1);
  });
});

eachDatabase('a model of ratings that are all of one day', (_, create) => {
  it('says that their times tell no order, and has neither next films nor recency', async () => {
    const server = await startServer(await create());
    try {
      await fillSmallCatalogue(server.database);
      const others = Array.from({ length: 12 * 60 }, (_, n) => [1 + (n % 12), 1 + Math.floor(n / 12)] as const)
        .filter(([user, film]) => (film * 7 + user * 5) % 4 !== 0 && film % 2 === 0)
        .map(([user, film]) => [user, film, film % 3 === user % 3 ? 4.5 : 2] as const);
      await addRatings(server.database, others);
      await server.database.write((t) => t.query('UPDATE avaliacoes SET avaliado_em = 1700000000000'));
      await server.train();
      const { body } = await request(server.url).get('/modelo').expect(200);
      expect(body.avaliacoes).toBeGreaterThan(300);
      expect(body).toMatchObject({
        ordem_das_notas: 'datas_sem_ordem',
        parametros: { halfLife: null, weights: { next: 0 } },
      });
    } finally {
      await server.close();
    }
  });
});
