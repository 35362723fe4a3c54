import request from 'supertest';
import { addFilms, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Film {
  id: number;
  genero: string;
  posicao: number;
  pontuacao: number;
}

interface Row {
  chave: string;
  titulo: string;
  motivo: string;
  filmes: Film[];
  cursor: string | null;
}

const idsOf = (films: readonly Film[]) => films.map(({ id }) => id);
const keysOf = (rows: readonly Row[]) => rows.map(({ chave }) => chave);
const once = (ids: readonly number[]) => expect(ids).toEqual([...new Set(ids)]);

eachDatabase('the home page', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const home = async (user: number | string, query = '') =>
    (await client.get(`/usuarios/${user}/vitrine?linhas=12${query}`).expect(200)).body as Row[];
  const rowOf = (rows: readonly Row[], key: string) => rows.find(({ chave }) => chave === key)!;
  const event = (user: number, film: number, tipo: string) =>
    client.post('/eventos', { usuario_id: user, filme_id: film, tipo }).expect(200);

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('has rows with a key, a title, a reason and films, no film twice and none that was rated', async () => {
    const rows = await home(3);
    expect(rows[0]).toMatchObject({ chave: 'para_voce', titulo: 'Para você' });
    expect(keysOf(rows)).toEqual([...new Set(keysOf(rows))]);
    for (const kind of [/^porque:/, /^grupo:/, /^novidades$/, /^outra_coisa$/])
      expect(keysOf(rows).filter((key) => kind.test(key)).length).toBeGreaterThan(0);
    const ids = rows.flatMap(({ filmes }) => idsOf(filmes));
    once(ids);
    const rated = await server.database.query<{ filme_id: number }>(
      'SELECT filme_id FROM avaliacoes WHERE usuario_id = 3',
    );
    const seen = new Set(rated.map(({ filme_id }) => filme_id));
    expect(ids.filter((id) => seen.has(id))).toEqual([]);
    for (const { titulo, motivo, filmes } of some(rows)) {
      expect([titulo, motivo]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
      expect(filmes.length).toBeGreaterThan(0);
      expect(filmes.length).toBeLessThanOrEqual(10);
      expect(filmes.map(({ posicao }) => posicao)).toEqual(filmes.map((__, n) => n + 1));
    }
  });

  it('tells with explicar what rules did to the films of a row', async () => {
    const before = rowOf(await home(3), 'para_voce').filmes;
    const rule = { nome: 'Estreia', tipo: 'fixar', filme_id: before[4].id, posicao: 2, onde: ['para_voce'] };
    const { id } = (await client.post('/regras', rule).expect(201)).body as { id: number };
    const effect = { id, nome: 'Estreia', efeito: 'fixado', de: 5, para: 2 };
    const expected = [0, 4, 1, 2, 3, 5, 6, 7, 8, 9].map((n, place) => ({
      ...before[n],
      posicao: place + 1,
      ...(n === 4 && { regras: [effect] }),
    }));
    const rows = await home(3, '&explicar=true');
    expect(rowOf(rows, 'para_voce').filmes).toEqual(expected);
    for (const { chave, filmes } of some(rows))
      if (chave !== 'para_voce') expect(JSON.stringify(filmes)).not.toContain('"regras"');
    expect(JSON.stringify(await home(3))).not.toContain('"regras"');
    // On a page of the row alone places count from its top.
    const first = await client.get('/usuarios/3/vitrine/para_voce?por_linha=1').expect(200);
    const next = /^<(.*)>; rel="next"$/.exec(first.headers.link)![1];
    const second = (await client.get(`${next}&explicar=true`).expect(200)).body as Row;
    expect(second.filmes).toEqual([expected[1]]);
    await client.delete(`/regras/${id}`).expect(204);
    expect(rowOf(await home(3, '&explicar=true'), 'para_voce').filmes).toEqual(before);
  });

  it('begins with the list, and puts the other rows in the order of what their first films please', async () => {
    const rows = await home(1);
    const { body: list } = await client.get('/usuarios/1/recomendacoes?limite=10').expect(200);
    expect(rows[0].filmes).toEqual(list);
    const other = await home(2);
    expect(keysOf(other)).not.toEqual(keysOf(rows));
  });

  it('names as a reason only recent films that the person likes, and orders their row by the whole taste', async () => {
    const rows = (await home(4)).filter(({ chave }) => chave.startsWith('porque:'));
    expect(rows.length).toBeLessThanOrEqual(3);
    for (const { chave, titulo, filmes } of some(rows)) {
      const id = Number(chave.split(':')[1]);
      const [{ avaliacao }] = await server.database.query<{ avaliacao: number }>(
        'SELECT avaliacao FROM avaliacoes WHERE usuario_id = 4 AND filme_id = $1',
        [id],
      );
      expect(avaliacao).toBeGreaterThanOrEqual(3.5);
      const { body: film } = await client.get(`/filmes/${id}`).expect(200);
      expect(titulo).toBe(`Porque você gostou de ${film.titulo}`);
      const scores = filmes.map(({ pontuacao }) => pontuacao);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
    // What was disliked meanwhile is no reason any more.
    const [first] = rows;
    await client.put(`/usuarios/4/avaliacoes/${first.chave.split(':')[1]}`, { avaliacao: 1 }).expect(200);
    expect(keysOf(await home(4))).not.toContain(first.chave);
  });

  it('has a row for each group that the person likes, with its name and its films, and one for a group that they do not know', async () => {
    const rows = await home(5);
    const { body: profile } = await client.get('/usuarios/5/perfil').expect(200);
    const groups = profile.grupos as { id: number; nome: string; gostou: number; parte: number }[];
    const own = groups.filter(({ parte }) => parte >= 0.1).slice(0, 4);
    const { body: map } = await request(server.url).get('/modelo/mapa').expect(200);
    const groupOf = new Map<number, number>(
      map.filmes.map((film: { id: number; grupo: number }) => [film.id, film.grupo]),
    );
    const inRows = rows.filter(({ chave }) => chave.startsWith('grupo:'));
    expect(new Set(keysOf(inRows))).toEqual(new Set(own.map(({ id }) => `grupo:${id}`)));
    for (const { chave, titulo, motivo, filmes } of some(inRows)) {
      const group = own.find(({ id }) => chave === `grupo:${id}`)!;
      expect(titulo).toBe(group.nome);
      expect(motivo).toBe(`${Math.round(100 * group.parte)}% dos filmes de que você gostou são assim`);
      expect(new Set(filmes.map(({ id }) => groupOf.get(id)))).toEqual(new Set([group.id]));
    }
    const other = rowOf(rows, 'outra_coisa');
    const group = groups.find(({ nome }) => other.titulo === `Outra coisa: ${nome}`)!;
    expect(group.parte).toBeLessThan(0.1);
    expect(new Set(other.filmes.map(({ id }) => groupOf.get(id)))).toEqual(new Set([group.id]));
  });

  it('has what the person wants to see, ranked, until they take it back', async () => {
    const before = await home(6);
    expect(keysOf(before)).not.toContain('sua_lista');
    // In other rows until then.
    const films = [before[0].filmes[0], before[0].filmes[5], rowOf(before, 'novidades').filmes[0]];
    for (const { id } of films) await event(6, id, 'quer_ver');
    const rows = await home(6);
    once(rows.flatMap(({ filmes }) => idsOf(filmes)));
    expect(keysOf(rows).slice(0, 2)).toEqual(['para_voce', 'sua_lista']);
    const { filmes } = rowOf(rows, 'sua_lista');
    expect(new Set(idsOf(filmes))).toEqual(new Set(idsOf(films)));
    const scores = filmes.map(({ pontuacao }) => pontuacao);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    await event(6, filmes[0].id, 'nao_quer_ver');
    const after = (await client.get('/usuarios/6/vitrine/sua_lista').expect(200)).body as Row;
    expect(idsOf(after.filmes)).not.toContain(filmes[0].id);
  });

  it('has the newest films of the catalogue, at once, and what most people like', async () => {
    const { body: film } = await client.post('/filmes', { titulo: 'O Mais Novo', genero: 'documentário' }).expect(201);
    const rows = await home(7);
    const shownAbove = rows.slice(0, keysOf(rows).indexOf('novidades')).flatMap(({ filmes }) => idsOf(filmes));
    const ids = idsOf(rowOf(rows, 'novidades').filmes);
    if (!shownAbove.includes(film.id)) expect(ids[0]).toBe(film.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    await client.delete(`/filmes/${film.id}`).expect(204);
    expect(idsOf(rowOf(await home(7), 'novidades').filmes)).not.toContain(film.id);
    expect(keysOf(rows)).toContain('em_alta');
  });

  it('says all of it in English as well', async () => {
    const { body } = await client
      .get('/usuarios/3/vitrine?linhas=12&por_linha=2')
      .set('Accept-Language', 'en')
      .expect(200);
    const rows = body as Row[];
    expect(rows[0].titulo).toBe('For you');
    expect(rows.find(({ chave }) => chave.startsWith('porque:'))!.titulo).toMatch(/^Because you liked /);
    expect(rowOf(rows, 'outra_coisa').titulo).toMatch(/^Something else: /);
  });

  it('takes as many rows and films as are asked for, and filters that hold in all of them', async () => {
    const rows = await home(1, '&por_linha=40&genero=terror');
    expect(some(rows.flatMap(({ filmes }) => filmes)).every(({ genero }) => genero.includes('terror'))).toBe(true);
    once(rows.flatMap(({ filmes }) => idsOf(filmes)));
    const [first] = (await client.get('/usuarios/1/vitrine?linhas=1&por_linha=1').expect(200)).body as Row[];
    expect(first.filmes).toHaveLength(1);
    const without = await home(1, `&excluir=${first.filmes[0].id}`);
    expect(without.flatMap(({ filmes }) => idsOf(filmes))).not.toContain(first.filmes[0].id);
    const until = new Date(Date.now() - 60_000).toISOString();
    await client.patch(`/filmes/${first.filmes[0].id}`, { disponivel_ate: until }).expect(200);
    const available = await home(1, '&disponivel=true');
    expect(available.flatMap(({ filmes }) => idsOf(filmes))).not.toContain(first.filmes[0].id);
    await client.patch(`/filmes/${first.filmes[0].id}`, { disponivel_ate: null }).expect(200);
    for (const bad of ['linhas=0', 'linhas=13', 'por_linha=41', 'por_linha=x', 'limite=3', 'cursor=a'])
      await client.get(`/usuarios/1/vitrine?${bad}`).expect(422);
  });

  it('goes on with each row by its key, in pages that repeat no film and begin as the page did', async () => {
    const rows = await home(8, '&por_linha=3');
    for (const row of some(rows)) {
      const films: Film[] = [];
      let path: string | undefined = `/usuarios/8/vitrine/${row.chave}?por_linha=3`;
      for (let pages = 0; path && pages < 6; pages++) {
        const { body, headers }: request.Response = await client.get(path).expect(200);
        films.push(...(body as Row).filmes);
        path = /^<(.*)>; rel="next"$/.exec(headers.link)?.[1];
      }
      expect(films.slice(0, row.filmes.length)).toEqual(row.filmes);
      once(idsOf(films));
      expect(films.map(({ posicao }) => posicao)).toEqual(films.map((__, n) => n + 1));
      if (row.cursor === null) continue;
      // From the page, with pages of another length.
      const { body } = await client
        .get(`/usuarios/8/vitrine/${row.chave}?cursor=${row.cursor}&por_linha=5`)
        .expect(200);
      expect((body as Row).filmes).toEqual(films.slice(3, 8));
    }
    const [{ cursor }] = rows;
    await client.get(`/usuarios/8/vitrine/novidades?cursor=${cursor}`).expect(422);
    await client.get(`/usuarios/9/vitrine/para_voce?cursor=${cursor}`).expect(422);
    await client.get('/usuarios/8/vitrine/tudo').expect(422);
    await client.get('/usuarios/8/vitrine/porque:999999').expect(404);
    await client.put(`/usuarios/8/avaliacoes/${rows[0].filmes[0].id}`, { avaliacao: 4 }).expect(201);
    await client.get(`/usuarios/8/vitrine/para_voce?cursor=${cursor}`).expect(410);
  });

  it('is kept and told apart like a list', async () => {
    const first = await client.get('/usuarios/10/vitrine').expect(200);
    expect(first.headers).toMatchObject({
      'x-recomendacao-origem': 'modelo',
      'x-modelo-versao': '1',
      'cache-control': 'no-store',
      vary: expect.stringMatching(/Accept-Language/),
    });
    expect(Number(first.headers['x-perfil-versao'])).toBeGreaterThan(0);
    expect(first.headers.link).toBeUndefined();
    await client.get('/usuarios/10/vitrine').set('If-None-Match', first.headers.etag).expect(304);
    const seen = (first.body as Row[])[0].filmes[0].id;
    await client.put(`/usuarios/10/avaliacoes/${seen}`, { avaliacao: 5 }).expect(201);
    const { body } = await client.get('/usuarios/10/vitrine').set('If-None-Match', first.headers.etag).expect(200);
    expect((body as Row[]).flatMap(({ filmes }) => idsOf(filmes))).not.toContain(seen);
  });

  it('tells nobody without a key what the person likes or wants to see', async () => {
    const { body, headers } = await request(server.url).get('/usuarios/3/vitrine?linhas=12').expect(200);
    const rows = body as Row[];
    expect(keysOf(rows).filter((key) => /^porque:|^sua_lista/.test(key))).toEqual([]);
    expect(keysOf(rows).filter((key) => key.startsWith('grupo:')).length).toBeGreaterThan(0);
    expect(headers['x-perfil-versao']).toBeUndefined();
    const { motivo } = rows.find(({ chave }) => chave.startsWith('grupo:'))!;
    expect(Number(/\d+/.exec(motivo)![0]) % 5).toBe(0);
    const key = (await home(3)).find(({ chave }) => chave.startsWith('porque:'))!.chave;
    await request(server.url).get(`/usuarios/3/vitrine/${key}`).expect(404);
    await request(server.url).get('/usuarios/3/vitrine/sua_lista').expect(404);
    // Films of the better half only, as in the list.
    const { body: list } = await request(server.url).get('/usuarios/3/recomendacoes?limite=100').expect(200);
    const lowest = Math.min(...(list as Film[]).map(({ pontuacao }) => pontuacao));
    const scores = rows.flatMap(({ filmes }) => filmes.map(({ pontuacao }) => pontuacao));
    expect(some(scores).every((score) => Number.isInteger(Math.round(10 * score * 1e6) / 1e6))).toBe(true);
    expect(Math.max(...scores)).toBeGreaterThan(lowest);
  });

  it('is popular films, groups and what is new for somebody of whom nothing is known', async () => {
    await addUsers(server.database, [9101]);
    const rows = await home(9101);
    expect(keysOf(rows).slice(0, 3)).toEqual(['para_voce', 'em_alta', 'novidades']);
    expect(rows[0].titulo).toBe('Para começar');
    expect(keysOf(rows).filter((key) => key.startsWith('grupo:'))).toHaveLength(3);
    once(rows.flatMap(({ filmes }) => idsOf(filmes)));
  });

  it('is for a visitor what it is for somebody with the same ratings, and goes on in the same way', async () => {
    const avaliacoes = [
      { filme_id: 4, avaliacao: 5, avaliado_em: '2026-01-01T00:00:00Z' },
      { filme_id: 13, avaliacao: 4.5, avaliado_em: '2026-01-02T00:00:00Z' },
      { filme_id: 29, avaliacao: 1, avaliado_em: '2026-01-03T00:00:00Z' },
    ];
    await addUsers(server.database, [9102]);
    await client
      .post(
        '/avaliacoes/lote',
        avaliacoes.map((rating) => ({ usuario_id: 9102, ...rating })),
      )
      .expect(200);
    const send = (path: string, body: object) =>
      request(server.url)
        .post(path)
        .send({ avaliacoes, ...body });
    const { body } = await send('/vitrine', { linhas: 12, por_linha: 4 }).expect(200);
    const stored = await home(9102, '&por_linha=4');
    const films = (rows: readonly Row[]) => rows.map(({ chave, filmes }) => [chave, filmes]);
    expect(films(body as Row[])).toEqual(films(stored));
    const [row] = body as Row[];
    const next = await send('/vitrine/para_voce', { cursor: row.cursor }).expect(200);
    expect(idsOf((next.body as Row).filmes)).toHaveLength(4);
    once([...idsOf(row.filmes), ...idsOf((next.body as Row).filmes)]);
    await request(server.url).post('/vitrine').send({ avaliacoes: [], linhas: null }).expect(422);
    const nobody = await request(server.url).post('/vitrine').send({ avaliacoes: [] }).expect(200);
    expect((nobody.body as Row[])[0].titulo).toBe('Para começar');
  });
});

eachDatabase('the home page at the edges', (_, create) => {
  it('is there before the first model, and films to see again where all is rated', async () => {
    const server = await startServer(await create());
    const { get, put } = clientOf(() => server);
    await addUsers(server.database, [1, 2]);
    expect((await get('/usuarios/1/vitrine').expect(200)).body).toEqual([]);
    await addFilms(
      server.database,
      [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
    await put('/usuarios/2/avaliacoes/1', { avaliacao: 5 }).expect(201);
    const before = (await get('/usuarios/1/vitrine?por_linha=1').expect(200)).body as Row[];
    expect(before.map(({ chave, filmes }) => [chave, idsOf(filmes)])).toEqual([
      ['para_voce', [1]],
      ['novidades', [3]],
    ]);
    for (const film of [2, 3]) await put(`/usuarios/2/avaliacoes/${film}`, { avaliacao: film }).expect(201);
    for (const trained of [false, true]) {
      if (trained) await server.train();
      const again = (await get('/usuarios/2/vitrine').expect(200)).body as Row[];
      expect(again.map(({ chave, titulo, filmes }) => [chave, titulo, idsOf(filmes)])).toEqual([
        ['para_voce', 'Para rever', [1, 3, 2]],
      ]);
    }
    await get('/usuarios/77/vitrine').expect(404);
    await server.close();
  });
});
