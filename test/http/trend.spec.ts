import request from 'supertest';
import type { Database } from '../../src/database/database';
import { addFilms, addUsers } from '../support/add-rows';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';

interface Film {
  id: number;
  motivos: { tipo: string; texto: string; parte: number }[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;

eachDatabase('a film that takes off', (_, create) => {
  let server: TestServer;
  let replica: TestServer;
  let now = Date.now();
  let next = 1000;

  beforeAll(async () => {
    // The clock that servers are given when they start.
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const location = await create();
    server = await startServer(location);
    await fillSmallCatalogue(server.database);
    await server.train();
    replica = await startServer(location);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await replica.close();
    await server.close();
  });

  /** So many people who are new like a film at this moment. */
  async function like(database: Database, film: number, people: number): Promise<void> {
    const users = Array.from({ length: people }, () => next++);
    await addUsers(database, users);
    await database.write(async (transaction) => {
      for (const user of users)
        await transaction.query(
          'INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em) VALUES ($1, $2, 5, $3)',
          [user, film, now],
        );
    });
  }

  const ask = (path: string, language = 'pt') =>
    request(server.url).get(path).set('Authorization', server.bearer('leitura')).set('Accept-Language', language);
  const listOf = async (user: number, language = 'pt'): Promise<Film[]> =>
    (await ask(`/usuarios/${user}/recomendacoes?limite=100&explicar=true`, language).expect(200)).body as Film[];
  const placeOf = (list: Film[], id: number) => list.findIndex((film) => film.id === id);
  const trendOf = (list: Film[], id: number) =>
    list.find((film) => film.id === id)!.motivos.find(({ tipo }) => tipo === 'em_alta');

  it('rises in the lists of others without a training, says so, and is forgotten as time goes by', async () => {
    const before = await listOf(1);
    const film = before.at(-3)!.id;
    expect(before.flatMap(({ motivos }) => motivos).filter(({ tipo }) => tipo === 'em_alta')).toEqual([]);

    await like(server.database, film, 40);
    now += 2 * MINUTE;
    const risen = await listOf(1);
    expect(placeOf(risen, film)).toBeLessThan(placeOf(before, film) - 10);
    const reason = trendOf(risen, film)!;
    expect(reason.parte).toBeGreaterThan(0.02);
    expect(reason.texto).toBe(`Porque está em alta: ${Math.round(100 * reason.parte)}%`);
    expect(trendOf(await listOf(1, 'en'), film)!.texto).toMatch(/^Because it is trending: \d+%$/);
    for (const { motivos } of risen.filter(({ motivos }) => motivos.length > 0))
      expect(motivos.reduce((sum, { parte }) => sum + parte, 0)).toBeCloseTo(1, 9);
    expect(risen.filter(({ id }) => id !== film && trendOf(risen, id))).toEqual([]);

    now += 60 * DAY;
    const forgotten = await listOf(1);
    expect(forgotten).toEqual(before);
  });

  it('rises by what is watched and liked without a rating, once for each person, and not by what is taken back or rated low', async () => {
    const before = await listOf(5);
    const [film, takenBack, ratedLow, shown] = before.slice(-8).map(({ id }) => id);
    const fans = Array.from({ length: 40 }, () => next++);
    await addUsers(server.database, fans);
    const send = (tipo: string, filme_id: number, extra: object = {}) =>
      request(server.url)
        .post('/eventos')
        .set('Authorization', server.bearer('escrita'))
        .send(fans.map((usuario_id) => ({ usuario_id, filme_id, tipo, quando: new Date(now).toISOString(), ...extra })))
        .expect(200);
    await send('assistiu', film, { valor: 0.7 });
    await send('gostou', film);
    await send('gostou', takenBack);
    await send('assistiu', ratedLow);
    await send('assistiu', shown, { valor: 0.3 });
    await send('quer_ver', shown);
    now += 1000;
    await send('nao_visto', takenBack);
    await server.database.write(async (transaction) => {
      for (const user of fans)
        await transaction.query(
          'INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em) VALUES ($1, $2, 1, $3)',
          [user, ratedLow, now],
        );
    });
    now += 2 * MINUTE;
    const risen = await listOf(5);
    expect(placeOf(risen, film)).toBeLessThan(placeOf(before, film) - 10);
    expect(trendOf(risen, film)!.parte).toBeGreaterThan(0.02);
    for (const other of [takenBack, ratedLow, shown]) expect(trendOf(risen, other)).toBeUndefined();
    now += 60 * DAY;
  });

  it('rises where it came after the model, too', async () => {
    await addFilms(server.database, [{ id: 500, titulo: 'Estreia', genero: 'drama', ano: 2026 }]);
    const before = await listOf(2);
    await like(server.database, 500, 60);
    now += 2 * MINUTE;
    const risen = await listOf(2);
    expect(placeOf(risen, 500)).toBeLessThan(placeOf(before, 500));
    const { motivos } = risen.find(({ id }) => id === 500)!;
    expect(motivos.map(({ tipo }) => tipo)).toContain('em_alta');
    expect(motivos.reduce((sum, { parte }) => sum + parte, 0)).toBeCloseTo(1, 9);
    now += 60 * DAY;
  });

  it('changes no list whose first page is read, on any replica, until an hour has gone by', async () => {
    const ids = (films: Film[]) => films.map(({ id }) => id);
    const whole = ids(await listOf(3));
    const first = await ask('/usuarios/3/recomendacoes?limite=5').expect(200);
    const path = /<([^>]+)>; rel="next"/.exec(first.headers.link)![1];
    await like(server.database, whole.at(-1)!, 50);
    now += 3 * MINUTE;
    const risen = ids(await listOf(3));
    expect(risen).not.toEqual(whole);
    for (const { url } of [server, replica]) {
      const second = await request(url).get(path).set('Authorization', server.bearer('leitura')).expect(200);
      expect(ids(second.body as Film[])).toEqual(whole.slice(5, 10));
    }
    now += 61 * MINUTE;
    await ask(path).expect(410);
  });

  it('is asked for once a minute at most, and an answer is kept meanwhile', async () => {
    await listOf(4);
    const etag = async () => (await ask('/usuarios/4/recomendacoes').expect(200)).headers.etag;
    const kept = await etag();
    await like(server.database, (await listOf(4)).at(-1)!.id, 50);
    now += MINUTE / 2;
    expect(await etag()).toBe(kept);
    now += 2 * MINUTE;
    expect(await etag()).not.toBe(kept);
  });
});
