import request from 'supertest';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

interface Film {
  id: number;
  genero: string;
  diretor: string;
  posicao: number;
  pontuacao: number;
  motivos?: { parte: number }[];
  regras?: { id: number; nome: string; efeito: string; de: number; para: number }[];
}

interface Simulation {
  pessoas: number;
  mudam: number;
  parte: number;
  filmes_trocados: number;
  lugares_andados: number;
  notas_tiradas: { pessoas: number; ndcg10: number; ndcg10_com_regras: number; perda: number; aviso: string };
}

const idsOf = (films: readonly { id: number }[]) => films.map(({ id }) => id);
const ascending = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
const genresOf = ({ genero }: Film) => genero.split(', ');
const nextOf = ({ headers }: request.Response) => /^<(.*)>; rel="next"$/.exec(headers.link)?.[1];

eachDatabase('rules of the editors', (_, create) => {
  let server: TestServer;
  const { get, post, patch, delete: remove } = clientOf(() => server, 'edicao');
  const write = clientOf(() => server);
  const list = async (query = '', user = 1): Promise<Film[]> =>
    (await get(`/usuarios/${user}/recomendacoes?limite=30${query}`).expect(200)).body;
  const rule = async (body: object): Promise<number> =>
    (await post('/regras', { nome: 'R', ...body }).expect(201)).body.id;
  const pin = (filme_id: number | string, posicao: number, others: object = {}) =>
    rule({ tipo: 'fixar', filme_id, posicao, ...others });
  let plain: Film[];

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
    plain = await list();
  });
  afterAll(() => server.close());
  afterEach(async () => {
    for (const { id } of (await get('/regras').expect(200)).body) await remove(`/regras/${id}`).expect(204);
    expect(await list()).toEqual(plain);
  });

  it('are made, read, changed and deleted', async () => {
    const made = await post('/regras', {
      nome: ' Estreia ',
      tipo: 'fixar',
      filme_id: 3,
      posicao: 1,
      de: '2026-01-02T00:00:00.000Z',
      ate: '2099-01-02T00:00:00.000Z',
    }).expect(201);
    expect(made.headers.location).toBe(`/regras/${made.body.id}`);
    const expected = {
      id: made.body.id,
      nome: 'Estreia',
      tipo: 'fixar',
      onde: ['recomendacoes'],
      de: '2026-01-02T00:00:00.000Z',
      ate: '2099-01-02T00:00:00.000Z',
      ativa: true,
      em_vigor: true,
      filme_id: 3,
      posicao: 1,
      criada_em: expect.any(String),
      mudada_em: expect.any(String),
    };
    expect(made.body).toEqual(expected);
    expect((await get(`/regras/${made.body.id}`).expect(200)).body).toEqual(made.body);
    const quiet = await patch(`/regras/${made.body.id}`, { ativa: false, ate: null }).expect(200);
    expect(quiet.body).toEqual({ ...expected, ativa: false, em_vigor: false, ate: null });
    const other = await patch(`/regras/${made.body.id}`, {
      tipo: 'enterrar',
      filtro: { genero: 'terror', atributos: { preco_max: 3 } },
      fator: 0.5,
    }).expect(200);
    expect(other.body).toMatchObject({
      tipo: 'enterrar',
      filtro: { genero: 'terror', atributos: { preco_max: 3 } },
      fator: 0.5,
    });
    expect(other.body).not.toHaveProperty('filme_id');
    expect(other.headers['x-filtro-dica']).toContain('preco');
    expect((await get('/regras').expect(200)).body).toEqual([other.body]);
    await remove(`/regras/${made.body.id}`).expect(204);
    for (const gone of [
      get(`/regras/${made.body.id}`),
      patch(`/regras/${made.body.id}`, {}),
      remove(`/regras/${made.body.id}`),
    ]) {
      const { body } = await gone.set('Accept-Language', 'en').expect(404);
      expect(body.detail).toBe(`There is no rule with ID ${made.body.id}.`);
    }
  });

  const sound = { nome: 'R', tipo: 'fixar', filme_id: 3, posicao: 1 };
  const lift = { nome: 'R', tipo: 'levantar', filtro: { genero: 'terror' }, fator: 2 };
  it.each([
    ['an unknown kind', { ...sound, tipo: 'subir' }, 'tipo', 'takes fixar, levantar, enterrar, no_maximo, cota'],
    ['a pin without its film', { nome: 'R', tipo: 'fixar', posicao: 1 }, 'filme_id', 'is missing'],
    ['a pin of nothing', { ...sound, filme_id: 99999 }, 'filme_id', 'film 99999 does not exist'],
    [
      'a pin of nothing, by an id elsewhere',
      { ...sound, filme_id: 'loja:x' },
      'filme_id',
      'film loja:x does not exist',
    ],
    ['no place', { ...sound, posicao: 0 }, 'posicao', 'got 0; takes a whole number from 1 to 100'],
    ['what is of another kind', { ...sound, fator: 2 }, 'fator', 'is not of a rule of tipo fixar'],
    ['a lift that buries', { ...lift, fator: 0.5 }, 'fator', 'got 0.5; in levantar takes a number more than 1'],
    ['a burial that lifts', { ...lift, tipo: 'enterrar' }, 'fator', 'got 2; in enterrar'],
    ['a factor below zero', { ...lift, fator: -1 }, 'fator', 'got -1'],
    ['an empty filter', { ...lift, filtro: {} }, 'filtro', 'is empty'],
    ['a filter that is none', { ...lift, filtro: [1] }, 'filtro', 'takes an object'],
    ['an unknown filter', { ...lift, filtro: { genre: 'x' } }, 'filtro.genre', 'unknown parameter'],
    ['a wrong filter', { ...lift, filtro: { ano_min: '1980' } }, 'filtro.ano_min', 'got "1980"'],
    [
      'a wrong attribute',
      { ...lift, filtro: { atributos: { preco_max: 'x' } } },
      'filtro.atributos.preco_max',
      'a number',
    ],
    ['an unknown list', { ...sound, onde: ['home'] }, 'onde', 'recomendacoes, juntos, vitrine'],
    ['no list', { ...sound, onde: [] }, 'onde', 'a list of 1 to 20'],
    ['null', { ...sound, onde: null }, 'onde', 'got null'],
    [
      'an end before the beginning',
      { ...sound, de: '2026-01-02T00:00:00Z', ate: '2026-01-02T00:00:00Z' },
      'ate',
      'a moment after',
    ],
    [
      'a limit by what films have not',
      { nome: 'R', tipo: 'no_maximo', por: 'titulo', maximo: 1 },
      'por',
      'genero, diretor',
    ],
    ['a share of more than all', { nome: 'R', tipo: 'cota', entre: 'novos', parte: 1.5 }, 'parte', 'from 0.01 to 1'],
    ['no name', { ...sound, nome: ' ' }, 'nome', 'got ""'],
    ['an unknown field', { ...sound, peso: 1 }, 'peso', 'unknown parameter'],
  ])('are refused with %s, in both languages', async (_what, body, field, english) => {
    const { body: problem } = await post('/regras', body).set('Accept-Language', 'en').expect(422);
    expect(problem.erros.map(({ campo }: { campo: string }) => campo)).toContain(field);
    expect(problem.detail).toContain(english);
    const { body: portuguese } = await post('/regras', body).expect(422);
    expect(portuguese.detail).not.toBe(problem.detail);
    const { body: tried } = await post('/regras/simular', { regras: [body] })
      .set('Accept-Language', 'en')
      .expect(422);
    expect(tried.erros.map(({ campo }: { campo: string }) => campo)).toContain(`regras.0.${field}`);
  });

  it('pin a film at its place, and move the others down without changing their order', async () => {
    const { id } = plain[24];
    await write.patch(`/filmes/${id}`, { identificadores: ['loja:estreia'] }).expect(200);
    const own = await pin('loja:estreia', 2, { nome: 'Estreia' });
    const explained = await list('&explicar=true');
    expect(idsOf(explained)).toEqual([
      plain[0].id,
      id,
      ...idsOf(plain).filter((one) => one !== id && one !== plain[0].id),
    ]);
    expect(explained[1]).toMatchObject({
      posicao: 2,
      pontuacao: plain[24].pontuacao,
      regras: [{ id: own, nome: 'Estreia', efeito: 'fixado', de: 25, para: 2 }],
    });
    expect(explained.filter(({ regras }) => regras)).toHaveLength(1);
    expect((await list()).some(({ regras }) => regras)).toBe(false);
    await write.patch(`/filmes/${id}`, { identificadores: [] }).expect(200);
  });

  it('show nobody what they have seen, do not want or have filtered out', async () => {
    const { filme_id: seen } = (
      await server.database.query<{ filme_id: number }>('SELECT filme_id FROM avaliacoes WHERE usuario_id = 1 LIMIT 1')
    )[0];
    const [{ id: unwanted }] = plain.slice(20);
    await pin(seen, 1);
    await pin(unwanted, 1);
    expect(idsOf(await list())[0]).toBe(unwanted);
    expect(idsOf(await list(`&excluir=${unwanted}`))).toEqual(
      idsOf(plain)
        .filter((id) => id !== unwanted)
        .concat(expect.any(Number)),
    );
    const genre = genresOf(plain[20])[0];
    expect(idsOf(await list(`&sem_genero=${encodeURIComponent(genre)}`))).not.toContain(unwanted);
    expect(idsOf(await list('&incluir_avaliados=true')).slice(0, 2)).toEqual([seen, unwanted]);
    // Nor to whoever asks without a key: of those who have seen it nobody learns that by the pin.
    const open = await request(server.url).get('/usuarios/1/recomendacoes?limite=100').expect(200);
    expect(idsOf(open.body)).not.toContain(seen);
    expect(idsOf(open.body)[0]).toBe(unwanted);
    const visitor = await request(server.url)
      .post('/recomendacoes')
      .send({ avaliacoes: [{ filme_id: unwanted, avaliacao: 5 }], limite: 100, explicar: true })
      .expect(200);
    expect(idsOf(visitor.body)[0]).toBe(seen);
    expect(visitor.body[0].regras).toMatchObject([{ efeito: 'fixado', para: 1 }]);
    expect(idsOf(visitor.body)).not.toContain(unwanted);
  });

  it('of two pins for one place give it to the older, and put one beyond the end at the end', async () => {
    const [first, second, third] = idsOf(plain.slice(20));
    await pin(first, 3);
    await pin(second, 3);
    expect(idsOf(await list()).slice(2, 4)).toEqual([first, second]);
    await pin(third, 100);
    const few = await list(`&somente=${[third, ...idsOf(plain.slice(0, 3))].join(',')}`);
    expect(idsOf(few)).toEqual([...idsOf(plain.slice(0, 3)), third]);
  });

  it('lift and bury by a filter, keep the order among those they move, and leave scores and reasons as they are', async () => {
    // A list of one page, so that all of it is explained once.
    const explained = async (explicar = true): Promise<Film[]> =>
      (await get(`/usuarios/1/recomendacoes?limite=100&ano_min=1985&ano_max=1994&explicar=${explicar}`).expect(200))
        .body;
    const all = await explained();
    expect(all.length).toBeGreaterThan(40);
    expect(all.length).toBeLessThan(100);
    const scores = new Map(all.map((film) => [film.id, film]));
    const isDrama = (film: Film): boolean => genresOf(film).includes('drama');
    const dramas = all.filter(isDrama);
    const others = all.filter((film) => !isDrama(film));
    const own = await rule({ tipo: 'enterrar', filtro: { genero: 'drama' }, fator: 0.01 });
    const buried = await explained();
    expect(ascending(idsOf(buried))).toEqual(ascending(idsOf(all)));
    expect(dramas.length).toBeGreaterThan(10);
    // Only a film that hardly stands above the lowest of all may come after one that is buried.
    const after = buried.slice(buried.findIndex(isDrama)).filter((film) => !isDrama(film));
    expect(after.length).toBeLessThan(others.length / 10);
    expect(idsOf(buried.filter((film) => !isDrama(film)))).toEqual(idsOf(others));
    expect(idsOf(buried.filter(isDrama))).toEqual(idsOf(dramas));
    for (const film of some(buried)) {
      const before = scores.get(film.id)!;
      expect([film.pontuacao, film.motivos]).toEqual([before.pontuacao, before.motivos]);
      const sum = (film.motivos ?? []).reduce((total, { parte }) => total + parte, 0);
      if (film.motivos?.length) expect(sum).toBeCloseTo(1, 6);
      expect(film.regras ?? []).toEqual(
        genresOf(film).includes('drama')
          ? [{ id: own, nome: 'R', efeito: 'enterrado', de: before.posicao, para: film.posicao }]
          : [],
      );
    }
    await patch(`/regras/${own}`, { tipo: 'levantar', filtro: { genero: 'drama' }, fator: 100 }).expect(200);
    // But for those near the lowest score of all, which no factor moves far.
    expect(idsOf((await explained(false)).slice(0, 10))).toEqual(idsOf(dramas.slice(0, 10)));
  });

  it.each([
    ['diretor', 1, 10, ({ diretor }: Film) => diretor.split(', ')],
    ['genero', 2, 7, genresOf],
  ])(
    'let a page have at most so many of one %s, and put the others on later ones',
    async (por, maximo, limit, valuesOf) => {
      await rule({ tipo: 'no_maximo', por, maximo });
      const path = `/usuarios/1/recomendacoes?limite=${limit}`;
      const items = await walk<Film>(get, path);
      const unruled = await walk<Film>(get, `/usuarios/1/recomendacoes?limite=100&incluir_avaliados=true`);
      expect(new Set(idsOf(items)).size).toBe(items.length);
      expect(items.map(({ posicao }) => posicao)).toEqual(items.map((_item, n) => n + 1));
      expect(unruled.length).toBeGreaterThan(items.length);
      for (let from = 0; from < 5 * limit; from += limit) {
        const counts = new Map<string, number>();
        for (const film of items.slice(from, from + limit))
          for (const value of valuesOf(film)) counts.set(value, (counts.get(value) ?? 0) + 1);
        expect(Math.max(...counts.values())).toBeLessThanOrEqual(maximo);
      }
      // On the first page that has some.
      let put: Film[] = [];
      for (let page: string | undefined = `${path}&explicar=true`; page !== undefined && put.length === 0;) {
        const answer = await get(page).expect(200);
        put = (answer.body as Film[]).filter(({ regras }) => regras);
        page = nextOf(answer);
      }
      expect(put.length).toBeGreaterThan(0);
      for (const { regras } of put) expect(regras).toMatchObject([{ efeito: 'adiado' }]);
      // A page of another length is of another list.
      const first = await get(path).expect(200);
      const next = nextOf(first)!;
      await get(next).expect(200);
      await get(next.replace(`limite=${limit}`, 'limite=9')).expect(410);
    },
  );

  it('see to a share of the places for the long tail, and for films newer than the model', async () => {
    await rule({ tipo: 'cota', entre: 'cauda_longa', parte: 0.5 });
    const likes = new Map(
      (
        await server.database.query<{ id: number; n: number }>(
          'SELECT filme_id AS id, COUNT(*) AS n FROM avaliacoes WHERE avaliacao >= 3.5 GROUP BY filme_id',
        )
      ).map(({ id, n }) => [id, n]),
    );
    const items = await list('&explicar=true');
    const brought = items.filter(({ regras }) => regras?.[0].efeito === 'trazido');
    expect(brought.length).toBeGreaterThan(5);
    const mean = (films: readonly Film[]) =>
      films.reduce((sum, { id }) => sum + (likes.get(id) ?? 0), 0) / films.length;
    expect(mean(brought)).toBeLessThan(mean(plain) / 2);
    for (const film of brought) expect(film.regras![0].de).toBeGreaterThan(film.posicao);
    const { body: made } = await write.post('/filmes', { titulo: 'Recém-chegado', genero: 'drama' }).expect(201);
    const quota = await rule({ tipo: 'cota', entre: 'novos', parte: 0.1 });
    expect(idsOf((await list()).slice(0, 10))).toContain(made.id);
    await remove(`/regras/${quota}`).expect(204);
    await write.delete(`/filmes/${made.id}`).expect(204);
  });

  it.each([
    ['', 1],
    ['&diversidade=0.6', 1],
    ['&popularidade=-0.5', 1],
    ['&genero=drama', 1],
  ])('never repeat nor lose a film on pages, all kinds together: %s', async (query, user) => {
    const path = `/usuarios/${user}/recomendacoes?limite=8${query}`;
    const before = await walk<Film>(get, path);
    await pin(before[40].id, 9);
    await pin(before[41].id, 1);
    await rule({ tipo: 'levantar', filtro: { genero: 'terror' }, fator: 1.4 });
    await rule({ tipo: 'no_maximo', por: 'genero', maximo: 3 });
    await rule({ tipo: 'cota', entre: 'cauda_longa', parte: 0.25 });
    const after = await walk<Film>(get, path);
    expect(ascending(idsOf(after))).toEqual(ascending(idsOf(before)));
    expect(after[8].id).toBe(before[40].id);
    expect(after[0].id).toBe(before[41].id);
    expect(idsOf(after)).not.toEqual(idsOf(before));
    const nobody = (await request(server.url).post('/recomendacoes').send({ avaliacoes: [], limite: 8 }).expect(200))
      .body;
    expect(idsOf(nobody)[0]).toBe(before[41].id);
  });

  it('hold in rows of the home page, which never have a film twice, and go on where the page ended', async () => {
    interface HomeRow {
      chave: string;
      filmes: Film[];
      cursor: string | null;
    }
    const home = async (): Promise<HomeRow[]> =>
      (await get('/usuarios/1/vitrine?linhas=8&por_linha=6').expect(200)).body;
    const wholeRow = async (path: string): Promise<Film[]> => {
      const films: Film[] = [];
      for (let next: string | undefined = path; next;) {
        const answer: request.Response = await get(next).expect(200);
        films.push(...(answer.body as HomeRow).filmes);
        next = nextOf(answer);
      }
      return films;
    };
    const before = await home();
    const forYou = before.find(({ chave }) => chave === 'para_voce')!;
    const group = before.find(({ chave }) => chave.startsWith('grupo:'))!;
    const inGroup = await wholeRow(`/usuarios/1/vitrine/${group.chave}?por_linha=40`);
    await pin(plain[25].id, 2, { onde: ['para_voce'] });
    await pin(inGroup[12].id, 1, { onde: ['grupo'] });
    await rule({ tipo: 'no_maximo', por: 'diretor', maximo: 1, onde: ['vitrine'] });
    expect(await list()).toEqual(plain);
    const after = await home();
    const all = after.flatMap(({ filmes }) => idsOf(filmes));
    expect(new Set(all).size).toBe(all.length);
    const ruledForYou = after.find(({ chave }) => chave === 'para_voce')!;
    expect(ruledForYou.filmes[0].id).toBe(forYou.filmes[0].id);
    expect(ruledForYou.filmes[1].id).toBe(plain[25].id);
    const ruledGroup = after.find(({ chave }) => chave === group.chave)!;
    expect(ruledGroup.filmes[0].id).toBe(inGroup[12].id);
    for (const { filmes } of after) {
      const directors = filmes.flatMap(({ diretor }) => diretor.split(', ').filter(Boolean));
      expect(new Set(directors).size).toBe(directors.length);
    }
    const row = await wholeRow('/usuarios/1/vitrine/para_voce?por_linha=6');
    expect(idsOf(row.slice(0, 6))).toEqual(idsOf(ruledForYou.filmes));
    expect(new Set(idsOf(row)).size).toBe(row.length);
    const next = encodeURIComponent(ruledForYou.cursor!);
    const second = (await get(`/usuarios/1/vitrine/para_voce?cursor=${next}`).expect(200)).body as HomeRow;
    expect(idsOf(second.filmes)).toEqual(idsOf(row.slice(6, 12)));
  });

  it('hold only in the lists that they name', async () => {
    await pin(plain[20].id, 1, { onde: ['vitrine', 'grupo:3', 'novidades'] });
    expect(await list()).toEqual(plain);
    const home = (await get('/usuarios/1/vitrine?linhas=1').expect(200)).body;
    expect(home[0].filmes[0].id).toBe(plain[20].id);
  });

  it('change what is kept, end pages that are under way, and begin and end by time', async () => {
    const path = '/usuarios/1/recomendacoes?limite=5';
    const first = await get(path).expect(200);
    const own = await pin(plain[20].id, 1);
    const { headers } = await get(path).set('If-None-Match', first.headers.etag).expect(200);
    await get(path).set('If-None-Match', headers.etag).expect(304);
    expect((await get(nextOf(first)!).expect(410)).body.type).toBe('urn:centroide:problema:cursor-vencido');
    const next = nextOf(await get(path).expect(200))!;
    await get(next).expect(200);
    await patch(`/regras/${own}`, { ativa: false }).expect(200);
    await get(next).expect(410);
    await patch(`/regras/${own}`, { ativa: true, de: new Date(Date.now() + 1500).toISOString() }).expect(200);
    expect(await list()).toEqual(plain);
    await until('the rule to begin', async () => (await list())[0].id === plain[20].id);
    await patch(`/regras/${own}`, { ate: new Date(Date.now() + 1500).toISOString() }).expect(200);
    expect((await list())[0].id).toBe(plain[20].id);
    await until('the rule to end', async () => (await list())[0].id === plain[0].id);
    expect((await get(`/regras/${own}`).expect(200)).body).toMatchObject({ ativa: true, em_vigor: false });
  });

  it('go with the film that they pin, and to the one that it is merged into', async () => {
    const make = async (titulo: string) => (await write.post('/filmes', { titulo }).expect(201)).body.id as number;
    const [one, two] = [await make('Um'), await make('Outro')];
    const own = await pin(two, 1);
    await write.post(`/filmes/${one}/unir`, { filme_id: two }).expect(200);
    expect((await get(`/regras/${own}`).expect(200)).body.filme_id).toBe(one);
    expect((await list())[0].id).toBe(one);
    await write.delete(`/filmes/${one}`).expect(204);
    await get(`/regras/${own}`).expect(404);
    expect(await list()).toEqual(plain);
  });

  it('are tried before they hold, on the same people each time, as the lists then turn out', async () => {
    const tried = { nome: 'R', tipo: 'levantar', filtro: { genero: 'terror' }, fator: 1.3 };
    const { body } = await post('/regras/simular', { regras: [tried], pessoas: 12 }).expect(200);
    const simulated = body as Simulation;
    expect((await post('/regras/simular', { regras: [tried], pessoas: 12 }).expect(200)).body).toEqual(simulated);
    const people = await server.database.query<{ id: number }>(
      'SELECT id FROM usuarios ORDER BY (id % 1000003) * 7919 % 1000003, id LIMIT 12',
    );
    const ten = async () => {
      const lists: number[][] = [];
      for (const { id } of people) lists.push(idsOf((await list('', id)).slice(0, 10)));
      return lists;
    };
    const before = await ten();
    const own = await rule(tried);
    const after = await ten();
    const changed = after.filter((films, n) => films.join() !== before[n].join()).length;
    const replaced = after.map((films, n) => films.filter((id) => !before[n].includes(id)).length);
    expect(simulated).toMatchObject({
      pessoas: 12,
      mudam: changed,
      filmes_trocados: Math.round((1e4 * replaced.reduce((sum, one) => sum + one, 0)) / 12) / 1e4,
    });
    expect(changed).toBeGreaterThan(0);
    // Of one that holds: what it does now.
    expect((await post('/regras/simular', { ids: [own], pessoas: 12 }).expect(200)).body).toEqual(simulated);
    // A second one of the same kind is compared with what holds.
    await post('/regras/simular', { ids: [own + 1] }).expect(404);
    // In the place of one that holds, the same changes nothing, and another what it changes.
    const instead = async (fator: number) =>
      (await post('/regras/simular', { regras: [{ ...tried, fator }], no_lugar_de: [own], pessoas: 12 }).expect(200))
        .body as Simulation;
    expect(await instead(1.3)).toMatchObject({ mudam: 0, filmes_trocados: 0 });
    expect((await instead(100)).mudam).toBeGreaterThan(0);
    await post('/regras/simular', { regras: [tried], no_lugar_de: [own + 1] }).expect(404);
    await post('/regras/simular', { regras: [tried], no_lugar_de: own }).expect(422);
  });

  it('are told what they cost on ratings that were held out, with how that was measured', async () => {
    const none = { nome: 'R', tipo: 'enterrar', filtro: { ano_min: 2150 }, fator: 0.5 };
    const nothing = (await post('/regras/simular', { regras: [none], pessoas: 60 }).expect(200)).body as Simulation;
    expect(nothing).toMatchObject({ pessoas: 60, mudam: 0, parte: 0, filmes_trocados: 0, lugares_andados: 0 });
    expect(nothing.notas_tiradas.perda).toBe(0);
    expect(nothing.notas_tiradas.ndcg10).toBeGreaterThan(0.05);
    const liked = { nome: 'R', tipo: 'levantar', filtro: { ano_max: 1930 }, fator: 100 };
    const much = (
      await post('/regras/simular', { regras: [liked], pessoas: 60 })
        .set('Accept-Language', 'en')
        .expect(200)
    ).body as Simulation;
    expect(much.mudam).toBeGreaterThan(50);
    expect(much.notas_tiradas.perda).toBeGreaterThan(0.02);
    const { ndcg10, ndcg10_com_regras, perda } = much.notas_tiradas;
    expect(perda).toBeCloseTo(ndcg10 - ndcg10_com_regras, 3);
    expect(much.notas_tiradas.aviso).toContain('too high');
    expect(nothing.notas_tiradas.aviso).toContain('altos demais');
    const { body } = await post('/regras/simular', {}).expect(422);
    expect(body.erros).toMatchObject([{ campo: 'regras' }]);
    expect((await get('/regras').expect(200)).body).toEqual([]);
  });
});
