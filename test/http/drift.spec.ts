import { ActiveModel } from '../../src/recommendation/model/active-model';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { addTastes } from '../support/two-tastes';
import { some } from '../support/some';

const USERS = 40;

withSqlite('how the active model ages', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const model = async () => (await client.get('/modelo').expect(200)).body;

  beforeEach(async () => {
    server = await startServer(await create());
    await addTastes(server.database, USERS);
    await server.train();
  });
  afterEach(() => server.close());

  /** Each of some users likes one more film: the one that is recommended in this place. */
  const rateRecommended = async (users: number, place: 'first' | 'last') => {
    for (let user = 1; user <= users; user += 1) {
      const { body } = await client.get(`/filmes/${user}/recomendacoes`).query({ limite: 100 });
      const fresh = (body as { id: number; ja_avaliado?: boolean }[]).filter((film) => !film.ja_avaliado);
      const film = place === 'first' ? fresh[0] : fresh.at(-1);
      await client.put(`/usuarios/${user}/avaliacoes/${film!.id}`, { avaliacao: 5 }).expect(201);
    }
  };

  it('is not known before another training', async () => {
    expect((await model()).desvio).toBeNull();
  });

  it('is measured on what was liked since: its first recommendations, so it is perfect', async () => {
    const { qualidade } = await model();
    const ours = qualidade.tabela.find((line: { papel: string }) => line.papel === 'modelo').ndcg10;
    await rateRecommended(USERS, 'first');
    await server.train();
    const expected = {
      versao: 1,
      quando_ativado: ours,
      agora: { valor: 1, de: 1, ate: 1 },
      usuarios: USERS,
      medido_em: expect.any(String),
    };
    // The new version shows how the one before it aged, until it is measured itself.
    for (const version of some((await client.get('/modelo/versoes')).body as { desvio: unknown }[]))
      expect(version.desvio).toEqual(expected);
    expect((await model()).desvio).toEqual(expected);
    const { whenActivated, now } = server.app.get(ActiveModel).inUse!.drift!;
    expect(whenActivated).toBeCloseTo(ours.valor, 3);
    expect(now).toBe(1);
  });

  it('does not count ratings that are dated in the future', async () => {
    await rateRecommended(USERS, 'first');
    await server.database.write((transaction) =>
      transaction.query('UPDATE avaliacoes SET avaliado_em = avaliado_em + 86400000 WHERE avaliado_em > $1', [
        server.app.get(ActiveModel).inUse!.createdAt,
      ]),
    );
    await server.train();
    expect((await model()).desvio).toMatchObject({ versao: 1, agora: null, usuarios: 0 });
  });

  it('is worse when people like what it recommends last', async () => {
    await rateRecommended(USERS, 'last');
    await server.train();
    const { agora } = (await model()).desvio;
    // Three or four films were left to each; the last of three brings 1 / log2(4).
    expect(agora.valor).toBeLessThan(0.7);
    expect(agora.valor).toBeGreaterThan(0.3);
  });

  it('says nothing by the ratings of a handful of users', async () => {
    await rateRecommended(29, 'first');
    await server.train();
    expect((await model()).desvio).toMatchObject({ versao: 1, agora: null, usuarios: 29 });
    expect(server.app.get(ActiveModel).inUse).toMatchObject({ version: 2, drift: { now: null } });
  });
});
