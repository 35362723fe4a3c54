import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

interface Film {
  id: number;
  pontuacao: number;
  mostrado?: number;
}

interface Row {
  chave: string;
  filmes: Film[];
  cursor: string | null;
}

const DAY = 86_400_000;

const idsOf = (films: readonly Film[]) => films.map(({ id }) => id);

eachDatabase('films that were shown often', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const list = async (user: number, query = '') =>
    (await client.get(`/usuarios/${user}/recomendacoes?limite=100${query}`).expect(200)).body as Film[];
  let sent = 0;
  const events = (user: number, films: readonly number[], { tipo = 'mostrado', times = 1, daysAgo = 0 } = {}) =>
    client
      .post(
        '/eventos',
        Array.from({ length: times }, () => films).flatMap((ids) =>
          ids.map((id) => ({
            ...{ id: `e${sent++}`, usuario_id: user, filme_id: id, tipo },
            ...(daysAgo > 0 && { quando: new Date(Date.now() - daysAgo * DAY).toISOString() }),
          })),
        ),
      )
      .expect(200);

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it.each([
    [1, 3, 1, 0.5],
    [2, 10, 1, 1],
    [3, 3, 0.5, 0.25],
    [4, 2, 0.6, 0.2],
  ])('step back for user %i after %i showings with rotacao=%d by %d of their lead, and say so', async (...given) => {
    const [user, times, strength, lost] = given;
    const before = await list(user);
    const film = before[0];
    await events(user, [film.id], { times });
    const after = await list(user, `&rotacao=${strength}`);
    const far = before[99].pontuacao;
    const scoreOf = (one: Film) => (one.id === film.id ? one.pontuacao - lost * (one.pontuacao - far) : one.pontuacao);
    const expected = [...before].sort((a, b) => scoreOf(b) - scoreOf(a));
    const place = idsOf(expected).indexOf(film.id);
    // Scores are told to four digits: of two that are equal in these either may be first.
    expect(Math.abs(idsOf(after).indexOf(film.id) - place)).toBeLessThanOrEqual(1);
    if (lost >= 0.5) expect(place).toBeGreaterThan(0);
    expect(idsOf(after).filter((id) => id !== film.id)).toEqual(idsOf(before).filter((id) => id !== film.id));
    // What the model expects is told as it is.
    expect(after.find(({ id }) => id === film.id)).toMatchObject({ pontuacao: film.pontuacao, mostrado: times });
    expect(after.filter(({ mostrado }) => mostrado !== undefined)).toHaveLength(1);
    // Nobody who does not ask sees any of it.
    expect(await list(user)).toEqual(before);
  });

  it('are back after thirty days, and when they were taken', async () => {
    const before = await list(5);
    const [old, taken, unwanted] = idsOf(before);
    await events(5, [old], { times: 10, daysAgo: 31 });
    await events(5, [taken, unwanted], { times: 10, daysAgo: 2 });
    await events(5, [taken], { tipo: 'clicou', daysAgo: 1 });
    const after = await list(5, '&rotacao=1');
    expect(idsOf(after).slice(0, 2)).toEqual([old, taken]);
    expect(after.slice(0, 2).map(({ mostrado }) => mostrado)).toEqual([undefined, undefined]);
    // Shown once more since.
    await events(5, [taken]);
    const again = await list(5, '&rotacao=1');
    expect(again.find(({ id }) => id === taken)!.mostrado).toBe(1);
  });

  it('do not come twice on pages, though each page is shown and counted', async () => {
    const whole = await list(6, '&rotacao=1');
    const seen: number[] = [];
    let path: string | undefined = '/usuarios/6/recomendacoes?limite=20&rotacao=1';
    for (let page = 0; page < 5 && path; page++) {
      const { body, headers }: request.Response = await client.get(path).expect(200);
      seen.push(...idsOf(body as Film[]));
      await events(6, idsOf(body as Film[]), { times: 3 });
      path = /^<(.*)>; rel="next"$/.exec(headers.link)?.[1];
    }
    expect(seen).toEqual(idsOf(whole));
    // A first page counts them.
    expect((await list(6, '&rotacao=1')).filter(({ mostrado }) => mostrado === 3).length).toBeGreaterThan(50);
    // With another strength it is another list.
    await client.get(path!.replace('rotacao=1', 'rotacao=0.5')).expect(422);
  });

  it('are noted with lembrar=true after the answer, whether it was kept or not', async () => {
    const path = '/usuarios/7/recomendacoes?limite=3&lembrar=true';
    const noted = async () =>
      (
        await server.database.query<{ filme_id: number }>(
          `SELECT filme_id FROM eventos WHERE usuario_id = 7 AND tipo = 'mostrado'`,
        )
      ).map(({ filme_id }) => filme_id);
    const first = (await client.get(path).expect(200)).body as Film[];
    await until('three are noted', async () => (await noted()).length === 3);
    for (const count of [6, 9]) {
      expect((await client.get(path).expect(200)).body).toEqual(first);
      await until(`${count} are noted`, async () => (await noted()).length === count);
    }
    expect(new Set(await noted())).toEqual(new Set(idsOf(first)));
    const after = await list(7, '&rotacao=1');
    for (const id of some(idsOf(first))) expect(after.find((film) => film.id === id)!.mostrado).toBe(3);
    expect(idsOf(after).slice(0, 3)).not.toEqual(idsOf(first));
  });

  it('are noted when the server is told to stop', async () => {
    const other = await startServer(await create(trainedDemonstration));
    const { body } = await clientOf(() => other)
      .get('/usuarios/1/vitrine?linhas=2&por_linha=2&lembrar=true')
      .expect(200);
    let noted: number[] = [];
    const { database } = other;
    const close = database.close.bind(database);
    database.close = async () => {
      noted = (await database.query<{ id: number }>(`SELECT filme_id AS id FROM eventos`)).map(({ id }) => id);
      await close();
    };
    await other.close();
    expect(noted.sort()).toEqual((body as Row[]).flatMap(({ filmes }) => idsOf(filmes)).sort());
  });

  it('step back on the home page as well, and its rows go on without repeating them', async () => {
    const path = '/usuarios/8/vitrine?linhas=12&por_linha=4';
    const before = (await client.get(path).expect(200)).body as Row[];
    const shown = before.flatMap(({ filmes }) => idsOf(filmes));
    await events(8, shown, { times: 10 });
    const after = (await client.get(`${path}&rotacao=1`).expect(200)).body as Row[];
    const first = idsOf(after[0].filmes);
    expect(first.filter((id) => idsOf(before[0].filmes).includes(id))).toEqual([]);
    const all = after.flatMap(({ filmes }) => idsOf(filmes));
    expect(all).toEqual([...new Set(all)]);
    await events(8, all, { times: 10 });
    for (const { chave, filmes, cursor } of after.filter((row) => row.cursor !== null)) {
      const next = await client.get(`/usuarios/8/vitrine/${chave}?rotacao=1&cursor=${cursor}`).expect(200);
      expect(idsOf((next.body as Row).filmes).filter((id) => idsOf(filmes).includes(id))).toEqual([]);
    }
    expect((await client.get(path).expect(200)).body).toEqual(before);
  });

  it('are told to nobody without a key, and noted for nobody who may not write', async () => {
    for (const route of ['recomendacoes', 'vitrine', 'vitrine/para_voce']) {
      const { body } = await request(server.url).get(`/usuarios/9/${route}?rotacao=0.5`).expect(401);
      expect(body.detail).toMatch(/^rotacao depende do que foi mostrado/);
      const english = request(server.url).get(`/usuarios/9/${route}?lembrar=true`).set('Accept-Language', 'en');
      expect((await english.expect(401)).body.detail).toMatch(/^lembrar depends on what the person was shown/);
      const reader = clientOf(() => server, 'leitura');
      await reader.get(`/usuarios/9/${route}?rotacao=0.5`).expect(200);
      await reader.get(`/usuarios/9/${route}?lembrar=true`).expect(403);
      for (const bad of ['rotacao=1.1', 'rotacao=-1', 'rotacao=x', 'lembrar=sim'])
        await client.get(`/usuarios/9/${route}?${bad}`).expect(422);
    }
    await request(server.url).post('/vitrine').send({ avaliacoes: [], rotacao: 1 }).expect(422);
  });
});
