import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';

interface Item {
  id: number;
  titulo: string;
  ja_avaliado?: true;
}

/** How many times each writer writes. */
const ROUNDS = 12;
const users = [1, 2, 3, 4, 5, 6];

eachDatabase('recommendations read while others write', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const read = async (user: number, query = 'limite=100') => {
    const { body, headers } = await client.get(`/filmes/${user}/recomendacoes?${query}`).expect(200);
    return { ids: (body as Item[]).map(({ id }) => id), items: body as Item[], version: versionIn(headers) };
  };
  const versionIn = (headers: Record<string, string>) => Number(headers['x-perfil-versao']);

  beforeAll(async () => {
    server = await startServer(await create());
    await fillSmallCatalogue(server.database);
    await server.train();
  });
  afterAll(() => server.close());

  it('hold every acknowledged write, and nothing that was rated or deleted by then', async () => {
    let writing = true;
    // What each user has rated at each version, as the writes were acknowledged; before them, as it is stored.
    const history = new Map<number, Map<number, ReadonlySet<number>>>();
    for (const user of users) {
      const rows = await server.database.query<{ filme_id: number }>(
        'SELECT filme_id FROM avaliacoes WHERE usuario_id = $1',
        [user],
      );
      const { version } = await read(user);
      history.set(user, new Map([[version, new Set(rows.map(({ filme_id }) => filme_id))]]));
    }
    const deleted = new Set<number>();
    const mistakes: string[] = [];
    let reads = 0;

    const rater = async (user: number) => {
      const versions = history.get(user)!;
      let rated = [...versions.values()].at(-1)!;
      for (let round = 0; round < ROUNDS; round++) {
        const film = 1 + ((user * 17 + round * 7) % 45);
        const takesBack = rated.has(film) && round % 3 === 0;
        const path = `/usuarios/${user}/avaliacoes/${film}`;
        const answer = takesBack ? await client.delete(path) : await client.put(path, { avaliacao: round % 6 });
        if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
        const next = new Set(rated);
        if (takesBack) next.delete(film);
        else next.add(film);
        rated = next;
        const acknowledged = versionIn(answer.headers);
        versions.set(acknowledged, rated);
        const after = await read(user);
        if (after.version < acknowledged) mistakes.push(`user ${user}: version ${after.version} after ${acknowledged}`);
        if (after.ids.includes(film) === !takesBack)
          mistakes.push(`user ${user}: film ${film} after version ${acknowledged}`);
      }
    };
    const cataloguer = async (of: number) => {
      for (let round = 0; round < ROUNDS; round++) {
        const id = 1000 + of * 100 + round;
        await client.post('/filmes/lote', [{ id, titulo: `Novo ${id}`, genero: 'drama' }]).expect(200);
        const reader = users[round % users.length];
        if (!(await read(reader)).ids.includes(id)) mistakes.push(`film ${id} is not there after it was made`);
        await client.patch(`/filmes/${id}`, { titulo: `Outro ${id}` }).expect(200);
        const changed = (await read(reader)).items.find((item) => item.id === id);
        if (changed?.titulo !== `Outro ${id}`) mistakes.push(`film ${id} has its old title`);
        await client.delete(`/filmes/${id}`).expect(204);
        deleted.add(id);
        if ((await read(reader)).ids.includes(id)) mistakes.push(`film ${id} is there after it was deleted`);
      }
    };
    const reader = async (seed: number) => {
      for (let n = seed; writing; n++) {
        const user = users[n % users.length];
        const gone = [...deleted];
        const { ids, version } = await read(user, n % 4 === 0 ? 'limite=100&diversidade=0.5' : 'limite=100');
        reads++;
        if (new Set(ids).size < ids.length) mistakes.push(`user ${user}: a film twice`);
        if (gone.some((id) => ids.includes(id))) mistakes.push(`user ${user}: a film deleted before`);
        // A write that is not acknowledged yet is known to its version later, or from one that came after.
        const rated = history.get(user)!.get(version);
        if (rated && ids.some((id) => rated.has(id))) mistakes.push(`user ${user}: a rated film at version ${version}`);
      }
    };
    const trainer = async () => {
      for (let n = 0; n < 2; n++) await server.train();
    };

    const readers = [1, 2, 3, 4].map(reader);
    try {
      await Promise.all([...users.map(rater), cataloguer(1), cataloguer(2), trainer()]);
    } finally {
      writing = false;
    }
    await Promise.all(readers);
    expect(mistakes).toEqual([]);
    expect(reads).toBeGreaterThan(50);

    // When all is quiet, each user has a list of their own, and the one that is made from nothing kept.
    const lists = await Promise.all(users.map((user) => read(user)));
    for (const [n, { ids, items }] of lists.entries()) {
      const rows = await server.database.query<{ filme_id: number; avaliacao: number; avaliado_em: number }>(
        'SELECT filme_id, avaliacao, avaliado_em FROM avaliacoes WHERE usuario_id = $1',
        [users[n]],
      );
      const avaliacoes = rows.map((row) => ({ ...row, avaliado_em: new Date(row.avaliado_em).toISOString() }));
      const fresh = await request(server.url).post('/recomendacoes').send({ avaliacoes, limite: 100 }).expect(200);
      expect(items).toEqual(fresh.body);
      expect(ids).toHaveLength(60 - rows.length);
    }
    expect(new Set(lists.map(({ ids }) => ids.join())).size).toBe(users.length);
  }, 120_000);
});
