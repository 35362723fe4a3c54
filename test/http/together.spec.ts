import request from 'supertest';
import { present } from '../../src/invariants';
import { asShare } from '../../src/recommendation/together/likings';
import { clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Liking {
  usuario_id?: number;
  visitante?: number;
  agrado: number;
  ja_avaliado?: true;
  motivos?: { tipo: string; texto: string; parte: number; filme_id?: number }[];
}

interface Together {
  id: number;
  genero: string;
  diretor: string;
  regras?: object[];
  posicao: number;
  pontuacao: number;
  ja_avaliado?: true;
  por_pessoa: Liking[];
}

eachDatabase('a list for several people', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const reader = clientOf(() => server, 'leitura');
  const list = async (body: object): Promise<Together[]> =>
    (await reader.post('/recomendacoes/juntos', body).expect(200)).body as Together[];
  const refused = async (body: object, status = 422): Promise<string> =>
    (await reader.post('/recomendacoes/juntos', body).expect(status)).body.detail as string;
  const ratingsOf = async (user: number) =>
    (
      await server.database.query<{ filme_id: number; avaliacao: number; avaliado_em: number }>(
        'SELECT filme_id, avaliacao, avaliado_em FROM avaliacoes WHERE usuario_id = $1',
        [user],
      )
    ).map((row) => ({ ...row, avaliado_em: new Date(row.avaliado_em).toISOString() }));
  const people = (count: number) => Array.from({ length: count }, (__, n) => n + 1);
  const likingsIn = (films: Together[]) => films.map(({ por_pessoa }) => por_pessoa.map(({ agrado }) => agrado));

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration), { publicRead: 'true' });
    await client.patch('/usuarios/2', { identificadores: ['loja:bia'] }).expect(200);
  }, 180_000);
  afterAll(() => server.close());

  it('has only films that nobody has seen, and says how much each would like it and why', async () => {
    const films = await list({ usuarios: [1, 'loja:bia', 3], limite: 100 });
    expect(films).toHaveLength(100);
    const seen = new Set<number>();
    for (const user of [1, 2, 3]) for (const { filme_id } of await ratingsOf(user)) seen.add(filme_id);
    expect(films.filter(({ id }) => seen.has(id))).toEqual([]);
    expect(new Set(films.map(({ id }) => id)).size).toBe(100);
    for (const [n, { posicao, por_pessoa }] of some(films.entries())) {
      expect(posicao).toBe(n + 1);
      expect(por_pessoa.map(({ usuario_id }) => usuario_id)).toEqual([1, 2, 3]);
      for (const { agrado } of por_pessoa) {
        expect(agrado).toBeGreaterThan(0);
        expect(agrado).toBeLessThan(1);
      }
    }
    // The reasons are those of the person's own list, of the first film that there are any for.
    const { id, por_pessoa } = present(
      films.find((film) => (film.por_pessoa[1].motivos ?? []).length > 0),
      'a film with reasons',
    );
    const own = await reader.get(`/usuarios/2/recomendacoes?limite=100&explicar=true&somente=${id}`).expect(200);
    const reasons = (motivos: Liking['motivos'] = []) => motivos.map(({ texto, parte }) => [texto, parte]);
    expect(reasons(por_pessoa[1].motivos)).toEqual(reasons((own.body as Liking[])[0].motivos));
  });

  it('is in the order of its strategy', async () => {
    const asked = { usuarios: people(4), limite: 20, explicar: false };
    const [mean, least, fair] = [
      await list({ ...asked, estrategia: 'media' }),
      await list({ ...asked, estrategia: 'minimo' }),
      await list({ ...asked, estrategia: 'justa' }),
    ];
    expect(await list(asked)).toEqual(mean);
    for (const films of [mean, least])
      for (let n = 1; n < films.length; n++) expect(films[n].pontuacao).toBeLessThanOrEqual(films[n - 1].pontuacao);
    // What pleases in standard deviations is told as a share.
    for (const { pontuacao, por_pessoa } of least)
      expect(asShare(pontuacao)).toBeCloseTo(Math.min(...por_pessoa.map(({ agrado }) => agrado)), 3);
    const lowest = (films: Together[]) => Math.min(...likingsIn(films).flat());
    expect(lowest(least)).toBeGreaterThan(lowest(mean));
    // Whoever has least of the list of means has more of the fair one.
    const leastOf = (films: Together[]) =>
      Math.min(...people(4).map((_n, m) => likingsIn(films).reduce((sum, likings) => sum + likings[m], 0)));
    expect(leastOf(fair)).toBeGreaterThan(leastOf(mean));
    expect(fair[0].id).toBe(mean[0].id);
    expect(fair[0].por_pessoa[0].motivos).toBeUndefined();
  });

  it('counts everybody alike, however strongly their scores are spread', async () => {
    const films = await list({ usuarios: people(8), limite: 100, explicar: false });
    const means = people(8).map((_n, m) => likingsIn(films).reduce((sum, likings) => sum + likings[m], 0) / 100);
    // With raw scores whoever has the largest ones would decide alone.
    expect(Math.min(...means)).toBeGreaterThan(0.5);
  });

  it('is the same for visitors with the same ratings, and for people in another order', async () => {
    const stored = await list({ usuarios: [1, 2], limite: 10 });
    const visitors = [{ avaliacoes: await ratingsOf(1) }, { avaliacoes: await ratingsOf(2) }];
    const { body } = await request(server.url)
      .post('/recomendacoes/juntos')
      .send({ visitantes: visitors, limite: 10 })
      .expect(200);
    const without = (films: Together[]) =>
      films.map((film) => ({
        ...film,
        por_pessoa: film.por_pessoa.map(({ agrado, motivos }) => ({ agrado, motivos })),
      }));
    expect(without(body as Together[])).toEqual(without(stored));
    expect((body as Together[])[0].por_pessoa.map(({ visitante }) => visitante)).toEqual([0, 1]);
    const mixed = await list({ usuarios: [2], visitantes: [visitors[0]], limite: 10 });
    expect(mixed.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(mixed[0].por_pessoa.map(({ usuario_id, visitante }) => [usuario_id, visitante])).toEqual([
      [2, undefined],
      [undefined, 0],
    ]);
    expect(await list({ usuarios: [1, 2], limite: 10 })).toEqual(stored);
    expect((await list({ usuarios: [1, 2], limite: 4 })).map(({ id }) => id)).toEqual(
      stored.slice(0, 4).map(({ id }) => id),
    );
  });

  it('takes filters, films that are not wanted, and nothing that somebody does not want', async () => {
    const [first, second] = await list({ usuarios: [1, 2], explicar: false });
    const events = [
      { usuario_id: 1, filme_id: first.id, tipo: 'sem_interesse' },
      { usuario_id: 2, filme_id: second.id, tipo: 'visto' },
    ];
    await client.post('/eventos', events).expect(200);
    for (const incluir_avaliados of [false, true]) {
      const ids = (await list({ usuarios: [1, 2], limite: 100, explicar: false, incluir_avaliados })).map(
        ({ id }) => id,
      );
      expect(ids).not.toContain(first.id);
      expect(ids).not.toContain(second.id);
    }
    const horror = await list({ usuarios: [1, 2], genero: 'terror', ano_max: 1990, limite: 3, explicar: false });
    for (const { genero } of some(horror)) expect(genero).toContain('terror');
    const others = await list({
      ...{ usuarios: [1, 2], genero: 'terror', ano_max: 1990, limite: 3, explicar: false },
      excluir: [horror[0].id],
    });
    expect(others.slice(0, 2).map(({ id }) => id)).toEqual(horror.slice(1).map(({ id }) => id));
    // A filter changes who is in the list, not how much a film pleases.
    const same = (await list({ usuarios: [1, 2], limite: 100, explicar: false, genero: 'terror' })).find(
      ({ id }) => id === horror[0].id,
    );
    expect(same?.por_pessoa).toEqual(horror[0].por_pessoa);
  });

  it('has rated films when asked, but none that somebody disliked', async () => {
    const visitantes = [
      { avaliacoes: [1, 2, 3, 4, 5].map((filme_id) => ({ filme_id, avaliacao: 5 })) },
      {
        avaliacoes: [
          { filme_id: 1, avaliacao: 1 },
          { filme_id: 6, avaliacao: 4 },
        ],
      },
    ];
    const somente = [1, 2, 6, 7];
    const ids = (films: Together[]) => films.map(({ id }) => id).sort();
    expect(ids(await list({ visitantes, somente }))).toEqual([7]);
    const again = await list({ visitantes, somente, incluir_avaliados: true });
    expect(ids(again)).toEqual([2, 6, 7]);
    const told = (id: number) => {
      const film = again.find((one) => one.id === id);
      return [film?.ja_avaliado, ...(film?.por_pessoa ?? []).map(({ ja_avaliado }) => ja_avaliado)];
    };
    expect(told(2)).toEqual([true, true, undefined]);
    expect(told(6)).toEqual([true, undefined, true]);
    expect(told(7)).toEqual([undefined, undefined, undefined]);
  });

  it('is arranged by rules that name film nights, and has nothing that one of the group must not see', async () => {
    const asked = { usuarios: people(3), limite: 10 };
    const [plain, fair] = [await list(asked), await list({ ...asked, estrategia: 'justa' })];
    const ids = (films: Together[]) => films.map(({ id }) => id);
    const made: number[] = [];
    const rule = async (body: object): Promise<number> => {
      const { body: answer } = await client
        .post('/regras', { nome: 'Sessão', tipo: 'fixar', posicao: 2, onde: ['juntos'], ...body })
        .expect(201);
      made.push((answer as { id: number }).id);
      return made[made.length - 1];
    };
    const far = (await list({ ...asked, limite: 60 })).at(-1)!;
    const [{ filme_id: seen }] = await ratingsOf(3);
    await rule({ filme_id: seen, posicao: 1 });
    // Of other lists.
    await rule({ filme_id: plain[7].id, posicao: 1, onde: ['recomendacoes', 'vitrine'] });
    expect(ids(await list(asked))).toEqual(ids(plain));
    const pin = await rule({ filme_id: far.id });
    for (const [before, estrategia] of [
      [plain, 'media'],
      [fair, 'justa'],
    ] as const) {
      const films = await list({ ...asked, estrategia });
      expect(ids(films)).toEqual([before[0].id, far.id, ...ids(before.slice(1, 9))]);
      expect(films.map(({ regras }) => regras ?? [])).toEqual([
        [],
        [{ id: pin, nome: 'Sessão', efeito: 'fixado', de: expect.any(Number), para: 2 }],
        ...Array.from({ length: 8 }, () => []),
      ]);
    }
    expect((await list(asked))[1]).toMatchObject({ pontuacao: far.pontuacao, regras: [{ de: 60 }] });
    expect(JSON.stringify(await list({ ...asked, explicar: false }))).not.toContain('regras');
    // A film night has a limit by genre of its own.
    await client.delete(`/regras/${pin}`).expect(204);
    made.pop();
    await rule({ tipo: 'no_maximo', posicao: undefined, por: 'diretor', maximo: 1 });
    const directors = (await list({ ...asked, estrategia: 'justa' })).map(({ diretor }) => diretor);
    expect(new Set(directors).size).toBe(10);
    await rule({ tipo: 'enterrar', posicao: undefined, filtro: { somente: [plain[0].id] }, fator: 0.01 });
    expect(ids(await list(asked))).not.toContain(plain[0].id);
    for (const id of made) await client.delete(`/regras/${id}`).expect(204);
    expect(ids(await list(asked))).toEqual(ids(plain));
  });

  it('has room for somebody of whom nothing is known, and for a group of such', async () => {
    const visitantes = [{ avaliacoes: [] }, { avaliacoes: [] }];
    const answer = await request(server.url).post('/recomendacoes/juntos').send({ visitantes, limite: 50 }).expect(200);
    expect(answer.headers['x-recomendacao-origem']).toBe('populares');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toHaveLength(50);
    expect((answer.body as Together[])[0].por_pessoa[0].motivos).toBeUndefined();
    const mixed = await reader
      .post('/recomendacoes/juntos', { usuarios: [1], visitantes: [visitantes[0]] })
      .expect(200);
    expect(mixed.headers['x-recomendacao-origem']).toBe('modelo');
    const [{ por_pessoa }] = mixed.body as Together[];
    expect([por_pessoa[0].motivos === undefined, por_pessoa[1].motivos]).toEqual([false, undefined]);
  });

  it('speaks of stored people to whoever may read them only', async () => {
    const send = (body: object) => request(server.url).post('/recomendacoes/juntos').send(body);
    const visitante = { avaliacoes: [{ filme_id: 4, avaliacao: 5 }] };
    for (const body of [{ usuarios: [1, 2] }, { usuarios: [999_999], visitantes: [visitante] }])
      expect((await send(body).expect(401)).body.type).toBe('urn:centroide:problema:chave-ausente');
    const { body: made } = await client.post('/usuarios/1/tokens').expect(201);
    const token = (body: object) => send(body).set('Authorization', `Bearer ${made.token}`);
    await token({ usuarios: [1], visitantes: [visitante] }).expect(200);
    await token({ visitantes: [visitante, visitante] }).expect(200);
    for (const usuarios of [[2], ['loja:bia'], ['loja:ninguem'], [999_999]])
      await token({ usuarios: [1, ...usuarios] }).expect(403);
  });

  it('refuses what it cannot make a list for, and says what it takes', async () => {
    const visitante = { avaliacoes: [] };
    expect(await refused({ usuarios: [1] })).toBe(
      'usuarios: recebeu 1 pessoas, com as de visitantes; aceita de 2 a 8.',
    );
    expect(await refused({ usuarios: people(8), visitantes: [visitante] })).toContain('recebeu 9 pessoas');
    expect(await refused({})).toContain('recebeu 0 pessoas');
    expect(await refused({ usuarios: [2, 1, 'loja:bia'] })).toBe('usuarios.2: é a mesma pessoa que usuarios.0.');
    expect(await refused({ usuarios: [1, 999_999] }, 404)).toContain('999999');
    expect(await refused({ usuarios: [1, 'loja:ninguem'] }, 404)).toContain('loja:ninguem');
    expect(await refused({ usuarios: [1, 2], estrategia: 'melhor' })).toContain('media, minimo, justa');
    expect(await refused({ usuarios: [1, 2], limite: 101 })).toContain('limite');
    expect(await refused({ usuarios: [1, 2], cursor: 'x' })).toContain('cursor');
    for (const field of ['usuarios', 'visitantes', 'estrategia', 'limite', 'explicar', 'excluir', 'incluir_avaliados'])
      expect(await refused({ usuarios: [1, 2], [field]: null })).toContain(`${field}: recebeu null`);
    for (const [wrong, said] of [
      [[1], 'visitantes.0: recebeu 1; aceita um objeto'],
      [[{}], 'visitantes.0.avaliacoes: '],
      [[{ avaliacoes: [], nome: 'Ana' }], 'visitantes.0.nome: '],
      [[visitante, { avaliacoes: [{ filme_id: 4, avaliacao: 9 }] }], 'visitantes.1.avaliacoes.0.avaliacao: recebeu 9'],
      [[{ avaliacoes: [{ filme_id: 999_999, avaliacao: 3 }] }], 'visitantes.0.avaliacoes.0.filme_id: '],
      [[{ avaliacoes: [0, 1].map(() => ({ filme_id: 4, avaliacao: 3 })) }], 'já veio em visitantes.0.avaliacoes.0'],
    ] as const)
      expect(await refused({ usuarios: [1, 2], visitantes: wrong })).toContain(said);
  });
});

withSqlite('a list for several people before the first model', (_, create) => {
  it('is of popular films', async () => {
    const server = await startServer(await create());
    await fillSmallCatalogue(server.database);
    const { body, headers } = await clientOf(() => server, 'leitura')
      .post('/recomendacoes/juntos', { usuarios: [1, 13], estrategia: 'justa', limite: 10 })
      .expect(200);
    expect(headers['x-recomendacao-origem']).toBe('populares');
    expect(body).toHaveLength(10);
    await server.close();
  });

  it('counts for more than one request where little is allowed', async () => {
    const server = await startServer(await create(), { rateLimit: 20 });
    const body = { visitantes: [{ avaliacoes: [] }, { avaliacoes: [] }] };
    const answer = await request(server.url).post('/recomendacoes/juntos').send(body).expect(200);
    expect(answer.body).toEqual([]);
    const { headers } = await request(server.url).get('/filmes');
    expect(Number(headers['x-ratelimit-remaining'])).toBeLessThanOrEqual(15);
    await server.close();
  });
});
