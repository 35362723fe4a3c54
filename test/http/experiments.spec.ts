import request from 'supertest';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { ExposureLog } from '../../src/experiments/exposure-log';
import { clientOf } from '../support/client';
import { copyVersion } from '../support/copy-version';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

interface Report {
  id: number;
  estado: string;
  resultado: {
    nome: string;
    pessoas: number;
    exposicoes: number;
    completas: number;
    aviso: string | null;
    desfechos: Record<string, { ate_agora: number; pessoas: number; taxa: number | null; diferenca: object | null }>;
  }[];
  proporcao: { esperada: number[]; observada: number[]; errada: boolean };
  conclusao: { estado: string; variante: string | null; texto: string };
}

const varied = { nome: 'variada', parametros: { diversidade: 0.9 } };
const ID = 'x-recomendacao-id';
const DAY = 86_400_000;
/** Of two variants of one half each, one gets nobody of these once in thirty thousand times. */
const PEOPLE = 16;

eachDatabase('experiments', (_, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const reader = clientOf(() => server, 'leitura');
  const writer = clientOf(() => server, 'escrita');

  const draft = async (body: object): Promise<number> =>
    ((await admin.post('/experimentos', { nome: 'teste', ...body }).expect(201)).body as { id: number }).id;
  const started = async (body: object): Promise<number> => {
    const id = await draft(body);
    await admin.post(`/experimentos/${id}/iniciar`).expect(200);
    return id;
  };
  const end = (id: number, variante?: string) => admin.post(`/experimentos/${id}/encerrar`, { variante }).expect(200);
  const report = async (id: number): Promise<Report> =>
    (await reader.get(`/experimentos/${id}`).expect(200)).body as Report;
  const list = (user: number | string, query = '') => reader.get(`/usuarios/${user}/recomendacoes?limite=10${query}`);
  const idsIn = ({ body }: request.Response) => (body as { id: number }[]).map(({ id }) => id);

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('are made, started, ended and deleted, each at its time', async () => {
    const made = await admin
      .post('/experimentos', {
        nome: ' Variar ',
        variantes: [{ nome: 'controle' }, varied],
        participantes: { parte: 0.5 },
      })
      .expect(201);
    const { id } = made.body as { id: number };
    expect(made.headers.location).toBe(`/experimentos/${id}`);
    expect(made.body).toEqual({
      id,
      nome: 'Variar',
      estado: 'rascunho',
      variantes: [
        { nome: 'controle', parte: 0.5, parametros: {} },
        { ...varied, parte: 0.5 },
      ],
      participantes: { visitantes: true, parte: 0.5, notas_min: null, notas_max: null },
      janela: 7,
      desfecho: 'aceitou',
      adotada: null,
      criado_em: expect.stringMatching(/Z$/),
      iniciado_em: null,
      encerrado_em: null,
    });
    expect(made.text).not.toContain('sal');
    expect((await admin.post(`/experimentos/${id}/encerrar`).expect(409)).body.detail).toBe(
      `O experimento ${id} está em "rascunho"; para isso teria de estar em "rodando".`,
    );
    const running = await admin.post(`/experimentos/${id}/iniciar`).expect(200);
    expect(running.body).toMatchObject({ estado: 'rodando', iniciado_em: expect.stringMatching(/Z$/) });
    await admin.post(`/experimentos/${id}/iniciar`).expect(409);
    await admin.delete(`/experimentos/${id}`).expect(409);
    expect((await reader.get('/experimentos').expect(200)).body).toContainEqual(running.body);
    // A body may be missing.
    expect((await admin.post(`/experimentos/${id}/encerrar`).expect(200)).body).toMatchObject({
      estado: 'encerrado',
      adotada: null,
    });
    await admin.delete(`/experimentos/${id}/adocao`).expect(409);
    await admin.delete(`/experimentos/${id}`).expect(204);
    await reader.get(`/experimentos/${id}`).expect(404);
    await writer.post('/experimentos', { nome: 'x', variantes: [] }).expect(403);
  });

  it.each([
    [[{ nome: 'só' }], 'variantes'],
    ['duas', 'variantes'],
    [Array.from({ length: 5 }, (_, n) => ({ nome: `v${n}` })), 'variantes'],
    [[{ nome: 'a' }, null], 'variantes.1'],
    [[{ nome: 'a' }, { nome: 'a' }], 'variantes.1.nome'],
    [[{ nome: 'a' }, { parte: 1 }], 'variantes.1.nome'],
    [[{ nome: 'a', parte: 0.5 }, { nome: 'b' }], 'variantes.1.parte'],
    [
      [
        { nome: 'a', parte: 0.5 },
        { nome: 'b', parte: 0.4 },
      ],
      'variantes',
    ],
    [
      [
        { nome: 'a', parte: 0.5 },
        { nome: 'b', parte: '0.5' },
      ],
      'variantes.1.parte',
    ],
    [[{ nome: 'a' }, { nome: 'b', parametros: { diversidade: 2 } }], 'variantes.1.parametros.diversidade'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { popularidade: null } }], 'variantes.1.parametros.popularidade'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { modelo: 3 } }], 'variantes.1.parametros.modelo'],
    [[{ nome: 'a' }, { nome: 'b', parametros: [] }], 'variantes.1.parametros'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { pesos: [] } }], 'variantes.1.parametros.pesos'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { pesos: {} } }], 'variantes.1.parametros.pesos'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { pesos: null } }], 'variantes.1.parametros.pesos'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { pesos: { gosto: 1 } } }], 'variantes.1.parametros.pesos.gosto'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { pesos: { tastes: 1 } } }], 'variantes.1.parametros.pesos.blocks'],
    [
      [{ nome: 'a' }, { nome: 'b', parametros: { pesos: { biasWeight: -1 } } }],
      'variantes.1.parametros.pesos.biasWeight',
    ],
    [
      [{ nome: 'a', parametros: { pesos: { tastes: 0.5, blocks: 0.5, next: 0.5 } } }, { nome: 'b' }],
      'variantes.0.parametros.pesos',
    ],
    [[{ nome: 'a' }, { nome: 'b', parametros: { versao: 99 } }], 'variantes.1.parametros.versao'],
    [[{ nome: 'a' }, { nome: 'b', parametros: { versao: '1' } }], 'variantes.1.parametros.versao'],
  ])('refuse variants %j by %s', async (variantes, field) => {
    const refused = await admin.post('/experimentos', { nome: 'x', variantes }).expect(422);
    expect((refused.body as { erros: { campo: string }[] }).erros.map(({ campo }) => campo)).toContain(field);
    const english = await admin
      .post('/experimentos', { nome: 'x', variantes })
      .set('Accept-Language', 'en')
      .expect(422);
    expect(english.body.detail).not.toBe(refused.body.detail);
  });

  it.each([
    [{ participantes: { notas_min: 5, notas_max: 4 } }, 'participantes.notas_max'],
    [{ participantes: { quem: 'todos' } }, 'participantes.quem'],
    [{ participantes: [] }, 'participantes'],
    [{ participantes: null }, 'participantes'],
    [{ janela: 0 }, 'janela'],
    [{ desfecho: 'comprou' }, 'desfecho'],
    [{ dono: 'eu' }, 'dono'],
  ])('refuse %j by %s', async (part, field) => {
    const variantes = [{ nome: 'a' }, { nome: 'b' }];
    const { body } = await admin.post('/experimentos', { nome: 'x', variantes, ...part }).expect(422);
    expect((body as { erros: { campo: string }[] }).erros.map(({ campo }) => campo)).toContain(field);
  });

  it('give each person the lists of one variant, and name each answer anew', async () => {
    const plain = new Map<number, number[]>();
    const spread = new Map<number, number[]>();
    for (let user = 1; user <= 12; user++) {
      const usual = await list(user).expect(200);
      expect(usual.headers[ID]).toBeUndefined();
      plain.set(user, idsIn(usual));
      spread.set(user, idsIn(await list(user, '&diversidade=0.9')));
    }
    const id = await started({ variantes: [{ nome: 'controle' }, varied] });
    const names = new Set<string>();
    const people = [0, 0];
    for (let user = 1; user <= 12; user++) {
      const first = await list(user).expect(200);
      const again = await list(user).expect(200);
      expect(idsIn(again)).toEqual(idsIn(first));
      for (const { headers } of [first, again]) names.add(headers[ID]);
      const isVaried = String(idsIn(first)) === String(spread.get(user));
      expect(idsIn(first)).toEqual((isVaried ? spread : plain).get(user));
      people[isVaried ? 1 : 0]++;
    }
    expect(names.size).toBe(24);
    const { resultado, proporcao, conclusao } = await report(id);
    expect(resultado.map(({ nome, pessoas, exposicoes }) => [nome, pessoas, exposicoes])).toEqual([
      ['controle', people[0], 2 * people[0]],
      ['variada', people[1], 2 * people[1]],
    ]);
    expect(people[0] * people[1]).toBeGreaterThan(0);
    expect(proporcao).toMatchObject({ esperada: [0.5, 0.5], errada: false });
    expect(conclusao).toMatchObject({ estado: 'cedo', variante: null });
    await end(id);
    expect((await list(1)).headers[ID]).toBeUndefined();
    expect(idsIn(await list(1))).toEqual(plain.get(1));
  });

  it('count no answer to who asks for the parameter, whatever the variant', async () => {
    const id = await started({ variantes: [{ nome: 'controle' }, varied] });
    for (let user = 1; user <= 6; user++) {
      const { headers, body } = await list(user, '&diversidade=0').expect(200);
      expect(headers[ID]).toBeUndefined();
      expect(body).toHaveLength(10);
    }
    expect((await report(id)).resultado.map(({ exposicoes }) => exposicoes)).toEqual([0, 0]);
    expect((await report(id)).conclusao.texto).toBe('Ninguém recebeu ainda uma lista deste experimento.');
    await end(id);
  });

  it('take visitors by a token of theirs, of which nothing is kept', async () => {
    const id = await started({ variantes: [{ nome: 'controle' }, varied] });
    const ask = (visitante?: string) =>
      request(server.url)
        .post('/recomendacoes')
        .send({ avaliacoes: [{ filme_id: 4, avaliacao: 5 }], visitante });
    expect((await ask().expect(200)).headers[ID]).toBeUndefined();
    const first = await ask('visitante-0001').expect(200);
    expect(first.headers[ID]).toMatch(/^[0-9a-f-]{36}$/);
    expect(idsIn(await ask('visitante-0001'))).toEqual(idsIn(first));
    for (const wrong of ['curto', 'x'.repeat(65), 'com espaço', 'çççççççç'])
      expect((await ask(wrong).expect(422)).body.detail).toContain('visitante: recebeu');
    const { resultado } = await report(id);
    expect(resultado.reduce((sum, { exposicoes }) => sum + exposicoes, 0)).toBe(2);
    expect(resultado.reduce((sum, { pessoas }) => sum + pessoas, 0)).toBe(1);
    const kept = await server.database.query(`SELECT * FROM exposicoes WHERE experimento_id = ${id}`);
    expect(JSON.stringify(kept)).not.toContain('visitante-0001');
    // They became somebody, who did something with the list.
    const event = { usuario_id: 2, filme_id: idsIn(first)[0], tipo: 'comecou', recomendacao_id: first.headers[ID] };
    await writer.post('/eventos', [event]).expect(200);
    expect((await report(id)).resultado.reduce((sum, { desfechos }) => sum + desfechos.aceitou.ate_agora, 0)).toBe(1);
    await end(id);
    const closed = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }], participantes: { visitantes: false } });
    expect((await ask('visitante-0001').expect(200)).headers[ID]).toBeUndefined();
    expect((await list(1)).headers[ID]).toBeDefined();
    await end(closed);
  });

  it('take part of the people, and those with so many ratings', async () => {
    const some = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }], participantes: { parte: 0.3 } });
    const isIn = async (user: number) => ID in ((await list(user).expect(200)).headers as object);
    let inIt = 0;
    for (let user = 1; user <= 40; user++) if (await isIn(user)) inIt++;
    expect(inIt).toBeGreaterThan(2);
    expect(inIt).toBeLessThan(24);
    await end(some);
    const [{ total }] = await server.database.query<{ total: number }>(
      'SELECT COUNT(*) AS total FROM avaliacoes WHERE usuario_id = 3',
    );
    for (const [participantes, takes] of [
      [{ notas_min: total }, true],
      [{ notas_max: total }, true],
      [{ notas_min: total + 1 }, false],
      [{ notas_max: total - 1 }, false],
    ] as const) {
      const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }], participantes });
      expect([participantes, await isIn(3)]).toEqual([participantes, takes]);
      await end(id);
    }
  });

  it('do not change one parameter at the same time, and are counted each for itself', async () => {
    const first = await started({ variantes: [{ nome: 'controle' }, varied] });
    const same = await draft({ variantes: [{ nome: 'controle' }, { nome: 'b', parametros: { diversidade: 0.1 } }] });
    expect((await admin.post(`/experimentos/${same}/iniciar`).expect(409)).body.detail).toContain(
      `O experimento ${first}, que está rodando, também muda diversidade`,
    );
    const other = await started({
      variantes: [{ nome: 'controle' }, { nome: 'longa', parametros: { popularidade: -1 } }],
    });
    for (let user = 1; user <= 5; user++) await list(user).expect(200);
    for (const id of [first, other])
      expect((await report(id)).resultado.reduce((sum, { exposicoes }) => sum + exposicoes, 0)).toBe(5);
    await end(first);
    await end(other);
  });

  it('count by person what is done with films that were shown, or names the list', async () => {
    const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }], desfecho: 'gostou' });
    const done = async () => {
      const { resultado } = await report(id);
      return ['aceitou', 'terminou', 'gostou', 'nao_gostou'].map((outcome) =>
        resultado.reduce((sum, { desfechos }) => sum + desfechos[outcome].ate_agora, 0),
      );
    };
    const shown = idsIn(await list(5).expect(200));
    const before = new Date(Date.now() - 60_000).toISOString();
    const [unseen] = (await server.database.query<{ id: number }>('SELECT id FROM filmes ORDER BY id')).filter(
      (film) => !shown.includes(film.id),
    );
    await writer
      .post('/eventos', [
        { usuario_id: 5, filme_id: unseen.id, tipo: 'clicou' },
        { usuario_id: 5, filme_id: shown[0], tipo: 'clicou', quando: before },
        { usuario_id: 5, filme_id: shown[0], tipo: 'quer_ver' },
        { usuario_id: 5, filme_id: shown[0], tipo: 'assistiu', valor: 0.5 },
        { usuario_id: 6, filme_id: shown[0], tipo: 'clicou' },
      ])
      .expect(200);
    await writer.put(`/usuarios/5/avaliacoes/${unseen.id}`, { avaliacao: 5 });
    await writer.put(`/usuarios/5/avaliacoes/${shown[1]}`, { avaliacao: 3 });
    expect(await done()).toEqual([0, 0, 0, 0]);
    await writer
      .post('/eventos', [
        { usuario_id: 5, filme_id: shown[0], tipo: 'clicou' },
        { usuario_id: 5, filme_id: shown[2], tipo: 'comecou' },
        { usuario_id: 5, filme_id: shown[2], tipo: 'assistiu', valor: 0.51 },
      ])
      .expect(200);
    await writer.put(`/usuarios/5/avaliacoes/${shown[1]}`, { avaliacao: 3.5 });
    await writer.put(`/usuarios/5/avaliacoes/${shown[3]}`, { avaliacao: 2.5 });
    expect(await done()).toEqual([1, 1, 1, 1]);
    const other = await list(7).expect(200);
    await writer
      .post('/eventos', [{ usuario_id: 7, filme_id: unseen.id, tipo: 'clicou', recomendacao_id: other.headers[ID] }])
      .expect(200);
    expect(await done()).toEqual([2, 1, 1, 1]);
    await writer
      .post('/eventos', [
        { usuario_id: 7, filme_id: idsIn(other)[0], tipo: 'gostou' },
        { usuario_id: 7, filme_id: idsIn(other)[1], tipo: 'sem_interesse' },
      ])
      .expect(200);
    expect(await done()).toEqual([2, 1, 2, 2]);
    await end(id);
  });

  it('count what names a list for whom it was answered to, wherever else the film was shown', async () => {
    const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }] });
    const liked = async () => (await report(id)).resultado.map(({ desfechos }) => desfechos.gostou.ate_agora);
    const rate = (film: number, recomendacao_id?: string, avaliacao = 5) =>
      writer
        .put(`/usuarios/9/avaliacoes/${film}`, { avaliacao, recomendacao_id })
        .expect(({ ok }) => expect(ok).toBe(true));
    // Somebody was in "a" as a visitor, and is in "b" as who they are.
    const now = Date.now() - 1;
    await server.database.write((transaction) =>
      transaction.query(
        `INSERT INTO exposicoes (recomendacao_id, experimento_id, variante, pessoa, usuario_id, quando, filmes)
         VALUES ('de visita', ${id}, 0, 'visita', NULL, ${now}, '[4]'), ('em casa', ${id}, 1, 'casa', 9, ${now}, '[4]')`,
      ),
    );
    await rate(5);
    expect(await liked()).toEqual([0, 0]);
    await rate(4, 'de visita');
    expect(await liked()).toEqual([1, 0]);
    await rate(4, 'de visita', 1);
    expect(await liked()).toEqual([0, 0]);
    expect((await report(id)).resultado.map(({ desfechos }) => desfechos.nao_gostou.ate_agora)).toEqual([1, 0]);
    // What names no list of the experiment counts by its film.
    for (const list of [undefined, 'lista 7']) {
      await rate(4, 'de visita');
      await rate(4, list);
      expect(await liked()).toEqual([0, 1]);
    }
    await rate(4, undefined, 3);
    await writer.post('/avaliacoes/lote', [{ usuario_id: 9, filme_id: 5, avaliacao: 4, recomendacao_id: 'em casa' }]);
    expect(await liked()).toEqual([0, 1]);
    const event = { usuario_id: 9, filme_id: 4, tipo: 'clicou', recomendacao_id: 'de visita' };
    await writer.post('/eventos', [event]).expect(200);
    expect((await report(id)).resultado.map(({ desfechos }) => desfechos.aceitou.ate_agora)).toEqual([1, 0]);
    await end(id);
  });

  it('compare those whose time is over, and say it in both languages', async () => {
    const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }] });
    // Of each variant 200 visitors of ten days ago, of whom 20 and 70 opened a film; one more has come today.
    const rows = Array.from({ length: 400 }, (_, n) => {
      const at = Date.now() - 10 * DAY;
      return `('r${n}', ${id}, ${n % 2}, 'p${n}', ${at}, '[]')`;
    });
    const said = Array.from({ length: 400 }, (_, n) => n).filter((n) => n >> 1 < (n % 2 === 0 ? 20 : 70));
    await server.database.write(async (transaction) => {
      await transaction.query(
        `INSERT INTO exposicoes (recomendacao_id, experimento_id, variante, pessoa, quando, filmes)
         VALUES ${rows.join(', ')}, ('hoje', ${id}, 1, 'hoje', ${Date.now()}, '[]')`,
      );
      const within = Date.now() - 10 * DAY + 3_600_000;
      await transaction.query(
        `INSERT INTO eventos (id, usuario_id, filme_id, tipo, quando, recomendacao_id) VALUES
           ${said.map((n) => `('e${n}', 9, 4, 'clicou', ${within}, 'r${n}')`).join(', ')},
           ('tarde', 9, 4, 'clicou', ${Date.now() - 2 * DAY}, 'r398'), ('agora', 9, 4, 'clicou', ${Date.now() - 1}, 'hoje')`,
      );
    });
    const { resultado, conclusao } = await report(id);
    expect(resultado.map(({ pessoas, completas }) => [pessoas, completas])).toEqual([
      [200, 200],
      [201, 200],
    ]);
    expect(resultado[1].desfechos.aceitou).toEqual({
      ate_agora: 71,
      pessoas: 70,
      taxa: 0.35,
      diferenca: { estimativa: 0.25, de: expect.any(Number), ate: expect.any(Number) },
    });
    const { de, ate } = resultado[1].desfechos.aceitou.diferenca as { de: number; ate: number };
    expect(de).toBeGreaterThan(0);
    expect((de + ate) / 2).toBeCloseTo(0.25, 3);
    expect(resultado[0].desfechos.aceitou.diferenca).toBeNull();
    expect(resultado[1].desfechos.gostou).toEqual({ ate_agora: 0, pessoas: 0, taxa: 0, diferenca: null });
    expect(conclusao).toMatchObject({ estado: 'melhor', variante: 'b' });
    expect(conclusao.texto).toMatch(
      /^"b" é melhor que "a": a diferença de "b" para "a", em pessoas que abriram ou começaram um filme da lista, é de \+25,0 pontos percentuais, e fica entre \+\d+,\d e \+\d+,\d\.$/,
    );
    const english = await reader.get(`/experimentos/${id}`).set('Accept-Language', 'en').expect(200);
    expect((english.body as Report).conclusao.texto).toMatch(
      /^"b" is better than "a": .* who opened or started a film of their list, is \+25\.0 percentage points/,
    );
    await end(id);
  });

  it('adopt a variant as the default of lists, until that is undone', async () => {
    const usual = idsIn(await list(4));
    const spread = idsIn(await list(4, '&diversidade=0.9'));
    expect(spread).not.toEqual(usual);
    const id = await started({ variantes: [{ nome: 'controle' }, varied] });
    const wrong = await admin.post(`/experimentos/${id}/encerrar`, { variante: 'outra' }).expect(422);
    expect(wrong.body.detail).toBe('variante: recebeu "outra"; aceita controle, variada.');
    expect((await end(id, 'variada')).body).toMatchObject({ adotada: 'variada' });
    expect(idsIn(await list(4))).toEqual(spread);
    expect(idsIn(await list(4, '&diversidade=0'))).toEqual(usual);
    expect((await reader.get('/experimentos/padroes').expect(200)).body).toEqual({
      parametros: { diversidade: 0.9 },
      adotadas: [{ experimento_id: id, nome: 'teste', variante: 'variada', parametros: { diversidade: 0.9 } }],
    });
    await admin.delete(`/experimentos/${id}`).expect(409);
    expect((await admin.delete(`/experimentos/${id}/adocao`).expect(200)).body).toMatchObject({ adotada: null });
    expect(idsIn(await list(4))).toEqual(usual);
    expect((await reader.get('/experimentos/padroes')).body).toEqual({ parametros: {}, adotadas: [] });
  });

  it('count nothing of which only the headers are asked for', async () => {
    const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }] });
    const head = (path: string) =>
      request(server.url).head(path).set('Authorization', server.bearer('escrita')).expect(200);
    for (const path of ['recomendacoes?lembrar=true', 'vitrine?lembrar=true'])
      expect((await head(`/usuarios/13/${path}`)).headers[ID]).toBeUndefined();
    expect(await exposed(id)).toEqual([0, 0]);
    await list(13).expect(200);
    expect((await exposed(id)).sort()).toEqual([0, 1]);
    await end(id);
    const { eventos } = (await reader.get('/usuarios/13/dados').expect(200)).body as { eventos: { tipo: string }[] };
    expect(eventos.filter(({ tipo }) => tipo === 'mostrado')).toEqual([]);
  });

  it('let pages go on, and say 410 where the variant was taken away between two', async () => {
    const id = await started({ variantes: [{ nome: 'a', parametros: { diversidade: 0.5 } }, varied] });
    const next = ({ headers }: request.Response) => /^<(.*)>; rel="next"$/.exec(headers.link)![1];
    const first = await list(8).expect(200);
    const second = await reader.get(next(first)).expect(200);
    expect(idsIn(second).filter((film) => idsIn(first).includes(film))).toEqual([]);
    expect(second.headers[ID]).not.toBe(first.headers[ID]);
    await end(id);
    await reader.get(next(first)).expect(410);
  });

  const home = (user: number | string, query = '') => reader.get(`/usuarios/${user}/vitrine?linhas=12${query}`);
  const filmsOn = ({ body }: request.Response) =>
    (body as { filmes: { id: number }[] }[]).flatMap(({ filmes }) => filmes);
  /** A film that none of the first twelve people has rated or said something of. */
  const unseen = async (): Promise<number> => {
    const [{ id }] = await server.database.query<{ id: number }>(
      `SELECT id FROM filmes WHERE id NOT IN (SELECT filme_id FROM avaliacoes WHERE usuario_id <= 12)
       AND id NOT IN (SELECT filme_id FROM eventos WHERE usuario_id <= 12) ORDER BY id DESC`,
    );
    return id;
  };
  const exposed = async (id: number): Promise<number[]> =>
    (await report(id)).resultado.map(({ exposicoes }) => exposicoes);

  it('let a variant name rules, which hold in its lists and home pages alone', async () => {
    const user = 11;
    const usual = idsIn(await list(user).expect(200));
    const last = await unseen();
    const rule = async (body: object): Promise<number> =>
      (
        (await writer.post('/regras', { nome: 'Estreia', tipo: 'fixar', posicao: 1, ...body }).expect(201)).body as {
          id: number;
        }
      ).id;
    const pinned = await rule({ filme_id: last, ativa: false, onde: ['recomendacoes', 'para_voce'] });
    const active = await rule({ filme_id: last, onde: ['sua_lista'] });
    const over = await rule({ filme_id: usual[4], ativa: false, ate: '2020-01-01T00:00:00.000Z' });
    const variants = (regras: unknown) => [{ nome: 'controle' }, { nome: 'estreia', parametros: { regras } }];
    // Stored, but nobody is in a variant that names it.
    expect(idsIn(await list(user).expect(200))).toEqual(usual);
    for (const [wrong, said] of [
      [[active], `a regra ${active} está ativa, e vale para todos`],
      [[9_999_999], 'a regra 9999999 não existe'],
      [['1'], 'aceita uma lista de até 20 números de regras'],
      [pinned, 'aceita uma lista de até 20 números de regras'],
    ] as const) {
      const { body } = await admin.post('/experimentos', { nome: 'x', variantes: variants(wrong) }).expect(422);
      expect(body.detail).toContain('variantes.1.parametros.regras: ');
      expect(body.detail).toContain(said);
    }
    await writer.delete(`/regras/${active}`).expect(204);
    const id = await started({ variantes: variants([pinned, over]) });
    const counts = [0, 0];
    for (let person = 1; person <= 12; person++) {
      const plain = idsIn(await list(person, '&diversidade=0').expect(200));
      const told = await list(person, '&explicar=true').expect(200);
      const [first] = told.body as { id: number; regras?: object[] }[];
      const page = await home(person, '&explicar=true').expect(200);
      const [firstOfPage] = filmsOn(page) as { id: number; regras?: object[] }[];
      const isPinned = first.regras !== undefined;
      expect([first.id, firstOfPage.id]).toEqual(isPinned ? [last, last] : [plain[0], firstOfPage.id]);
      const effect = { id: pinned, nome: 'Estreia', efeito: 'fixado', de: expect.any(Number), para: 1 };
      if (isPinned) expect([first.regras, firstOfPage.regras]).toEqual([[effect], [effect]]);
      else expect(page.text).not.toContain('"regras"');
      expect(page.headers[ID]).toMatch(/^[0-9a-f-]{36}$/);
      counts[isPinned ? 1 : 0]++;
    }
    expect(counts[0] * counts[1]).toBeGreaterThan(0);
    // Neither list says `regras` itself: with `diversidade` as well it counts.
    expect(await exposed(id)).toEqual(counts.map((people) => 3 * people));
    await end(id, 'estreia');
    for (let person = 1; person <= 12; person++) expect(idsIn(await list(person).expect(200))[0]).toBe(last);
    await admin.delete(`/experimentos/${id}/adocao`).expect(200);
    expect(idsIn(await list(user).expect(200))).toEqual(usual);
    for (const one of [pinned, over]) await writer.delete(`/regras/${one}`).expect(204);
  });

  it('end the cursor of who gets or loses a rule of a variant, and keep that of the others', async () => {
    const film = await unseen();
    const made = await writer
      .post('/regras', {
        nome: 'r',
        tipo: 'fixar',
        filme_id: film,
        posicao: 1,
        ativa: false,
        onde: ['recomendacoes', 'vitrine'],
      })
      .expect(201);
    const { id: pinned } = made.body as { id: number };
    const next = ({ headers }: request.Response) => /^<(.*)>; rel="next"$/.exec(headers.link)![1];
    const row = (user: number) => reader.get(`/usuarios/${user}/vitrine/para_voce?por_linha=5`);
    const before = new Map<number, string[]>();
    for (let user = 1; user <= PEOPLE; user++)
      before.set(user, [next(await list(user).expect(200)), next(await row(user).expect(200))]);
    const id = await started({
      variantes: [{ nome: 'controle' }, { nome: 'estreia', parametros: { regras: [pinned] } }],
    });
    let ended = 0;
    for (const [user, cursors] of before) {
      const [{ id: first }] = (await list(user).expect(200)).body as { id: number }[];
      const statuses = [];
      for (const address of cursors) statuses.push((await reader.get(address)).status);
      const expected = first === film ? 410 : 200;
      expect(statuses).toEqual([expected, expected]);
      if (first === film) ended++;
    }
    expect(ended).toBeGreaterThan(0);
    expect(ended).toBeLessThan(PEOPLE);
    await end(id);
    await writer.delete(`/regras/${pinned}`).expect(204);
  });

  it('change home pages by the parameters that these know, and count no others', async () => {
    const plain = new Map<number, number[]>();
    const others = new Map<number, number[]>();
    const ids = (response: request.Response) => filmsOn(response).map((film) => film.id);
    for (let user = 1; user <= 8; user++) {
      plain.set(user, ids(await home(user).expect(200)));
      others.set(user, ids(await home(user, '&sem_genero=drama').expect(200)));
    }
    const unknown = await started({ variantes: [{ nome: 'controle' }, varied] });
    for (let user = 1; user <= 8; user++) {
      const page = await home(user).expect(200);
      expect([page.headers[ID], ids(page)]).toEqual([undefined, plain.get(user)]);
    }
    expect(await exposed(unknown)).toEqual([0, 0]);
    const id = await started({
      variantes: [{ nome: 'controle' }, { nome: 'sem drama', parametros: { sem_genero: 'drama' } }],
    });
    const counts = [0, 0];
    for (let user = 1; user <= 8; user++) {
      const page = await home(user).expect(200);
      const other = String(ids(page)) === String(others.get(user));
      expect(ids(page)).toEqual((other ? others : plain).get(user));
      counts[other ? 1 : 0]++;
      expect((await home(user).expect(200)).headers[ID]).not.toBe(page.headers[ID]);
      expect((await home(user, '&sem_genero=comedia').expect(200)).headers[ID]).toBeUndefined();
    }
    expect(counts[0] * counts[1]).toBeGreaterThan(0);
    expect(await exposed(id)).toEqual(counts.map((people) => 2 * people));
    const visit = (visitante?: string) =>
      request(server.url)
        .post('/vitrine')
        .send({ avaliacoes: [{ filme_id: 4, avaliacao: 5 }], visitante });
    expect((await visit().expect(200)).headers[ID]).toBeUndefined();
    expect((await visit('visitante-0001').expect(200)).headers[ID]).toMatch(/^[0-9a-f-]{36}$/);
    await end(unknown);
    await end(id);
  });

  it('are told to the person, and go with them', async () => {
    const { id: user } = (await writer.post('/usuarios', { nome: 'Zé' }).expect(201)).body as { id: number };
    const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }] });
    const shown = await list(user).expect(200);
    await server.app.get(ExposureLog).flush();
    const { exposicoes } = (await reader.get(`/usuarios/${user}/dados`).expect(200)).body as { exposicoes: object[] };
    expect(exposicoes).toEqual([
      {
        recomendacao_id: shown.headers[ID],
        experimento_id: id,
        variante: expect.stringMatching(/^[ab]$/),
        quando: expect.stringMatching(/Z$/),
        filmes: idsIn(shown),
      },
    ]);
    // One more is on its way when the person is erased.
    await list(user).expect(200);
    await writer.delete(`/usuarios/${user}`).expect(204);
    await server.app.get(ExposureLog).flush();
    expect((await report(id)).resultado.reduce((sum, { exposicoes: lists }) => sum + lists, 0)).toBe(0);
    await end(id);
  });

  it('write what they note by themselves, and tell how much of it in the metrics', async () => {
    const id = await started({ variantes: [{ nome: 'a' }, { nome: 'b' }] });
    await list(1).expect(200);
    const metrics = async () => (await request(server.url).get('/metrics')).text;
    const stored = async () =>
      server.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM exposicoes WHERE experimento_id = ${id}`);
    await until('the list to be written', async () => (await stored())[0].total === 1);
    expect(await metrics()).toContain('centroide_exposures_waiting 0');
    expect(await metrics()).toMatch(/centroide_exposures_total\{result="stored"\} [1-9]/);
    expect(await metrics()).toContain('centroide_exposures_total{result="dropped"} 0');
    await end(id);
  });

  const VERSION = 'x-modelo-versao';
  const blocksAlone = { tastes: 0, blocks: 1, next: 0, biasWeight: 0, popularityWeight: 0, trendWeight: 0 };
  const kindsOn = ({ body }: request.Response) =>
    new Set((body as { motivos: { tipo: string }[] }[]).flatMap(({ motivos }) => motivos.map(({ tipo }) => tipo)));

  it('let a variant weigh the parts of a score, in lists, pages and reasons alike', async () => {
    const { body: model } = await reader.get('/modelo').expect(200);
    const { weights } = (model as { parametros: { weights: object } }).parametros;
    const scoresOf = async (user: number) =>
      ((await list(user).expect(200)).body as { pontuacao: number }[]).map(({ pontuacao }) => pontuacao);
    const usual = new Map<number, number[]>();
    // Place by place; what is rising may have been looked up anew meanwhile, and moves them a little.
    const isUsual = async (user: number) => {
      const scores = await scoresOf(user);
      return usual.get(user)!.every((score, n) => Math.abs(score - scores[n]) < 0.05);
    };
    const usualKinds = new Set<string>();
    for (let user = 1; user <= PEOPLE; user++) {
      usual.set(user, await scoresOf(user));
      for (const kind of kindsOn(await list(user, '&explicar=true'))) usualKinds.add(kind);
    }
    expect(usualKinds).toContain('notas');
    // Those of the model say nothing else.
    const same = await started({ variantes: ['a', 'b'].map((nome) => ({ nome, parametros: { pesos: weights } })) });
    expect(await isUsual(1)).toBe(true);
    await end(same);
    const id = await started({
      variantes: [{ nome: 'como sempre' }, { nome: 'vizinhos', parametros: { pesos: blocksAlone } }],
    });
    const weighed: number[] = [];
    for (let user = 1; user <= PEOPLE; user++) {
      const told = await list(user, '&explicar=true').expect(200);
      expect(told.headers[VERSION]).toBe('1');
      const kinds = kindsOn(told);
      const first = filmsOn(await home(user).expect(200))[0].id;
      expect(first).toBe(idsIn(told)[0]);
      if (await isUsual(user)) continue;
      weighed.push(user);
      expect(['notas', 'popularidade', 'em_alta'].filter((kind) => kinds.has(kind))).toEqual([]);
    }
    expect((await report(id)).resultado.map(({ pessoas }) => pessoas)).toEqual([
      PEOPLE - weighed.length,
      weighed.length,
    ]);
    expect(weighed.length).toBeGreaterThan(0);
    await end(id, 'vizinhos');
    for (const user of usual.keys()) expect([user, await isUsual(user)]).toEqual([user, false]);
    await admin.delete(`/experimentos/${id}/adocao`).expect(200);
    for (const user of usual.keys()) expect([user, await isUsual(user)]).toEqual([user, true]);
  });

  it('let a variant name a version of the model, which answers beside the active one and is not pruned', async () => {
    const store = server.app.get(ModelStore);
    const without = (version: number) =>
      server.database.write((transaction) =>
        transaction.query(`DELETE FROM modelo_blocos WHERE versao_id = ${version}`),
      );
    await copyVersion(server.database, 2);
    const variants = (versao: number) => [{ nome: 'ativa' }, { nome: 'antiga', parametros: { versao } }];
    const id = await started({ variantes: variants(2) });
    const old: number[] = [];
    await list(1, '&versao=2').expect(422);
    for (let user = 1; user <= PEOPLE; user++) {
      const { headers } = await list(user).expect(200);
      if (headers[VERSION] === '2') old.push(user);
      else expect(headers[VERSION]).toBe('1');
    }
    expect(old.length).toBeGreaterThan(0);
    expect(old.length).toBeLessThan(PEOPLE);
    // Ten newer ones are kept, and the one that is named.
    for (let version = 3; version <= 13; version++) await copyVersion(server.database, version);
    await store.prune();
    expect([...(await store.unpruned())].sort((a, b) => a - b)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect((await report(id)).resultado.map(({ aviso }) => aviso)).toEqual([null, null]);
    await end(id, 'antiga');
    // A version is no default: it is made the active one.
    expect((await reader.get('/experimentos/padroes')).body).toMatchObject({ parametros: {} });
    for (const user of old) expect((await list(user).expect(200)).headers[VERSION]).toBe('1');
    await store.prune();
    expect((await store.unpruned()).has(2)).toBe(false);
    const refused = await admin.post('/experimentos', { nome: 'x', variantes: variants(2) }).expect(422);
    expect(refused.body.detail).toBe(
      'variantes.1.parametros.versao: recebeu 2; aceita uma versão do modelo que ainda está guardada: 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 1.',
    );
    // One that went between the draft and its start, and one that goes while it runs.
    const late = await draft({ variantes: variants(4) });
    await without(4);
    await admin.post(`/experimentos/${late}/iniciar`).expect(422);
    const running = await started({ variantes: variants(5) });
    await without(5);
    for (let user = 1; user <= PEOPLE; user++) expect((await list(user).expect(200)).headers[VERSION]).toBe('1');
    expect((await report(running)).resultado.map(({ aviso }) => aviso)).toEqual([
      null,
      'A versão 5 do modelo não está mais guardada, ou é de outros dados: as listas desta variante vêm da versão ativa.',
    ]);
    await end(running);
    await admin.delete(`/experimentos/${id}/adocao`).expect(200);
  });
});

eachDatabase('what is noted of experiments', (_, create) => {
  it('is written when the server is stopped', async () => {
    const location = await create(trainedDemonstration);
    const first = await startServer(location);
    const admin = clientOf(() => first, 'admin');
    const { id } = (await admin.post('/experimentos', { nome: 'x', variantes: [{ nome: 'a' }, { nome: 'b' }] }))
      .body as {
      id: number;
    };
    await admin.post(`/experimentos/${id}/iniciar`).expect(200);
    await clientOf(() => first, 'leitura')
      .get('/usuarios/1/recomendacoes')
      .expect(200);
    await first.close();
    const second = await startServer(location);
    const rows = await second.database.query<{ usuario_id: number }>('SELECT usuario_id FROM exposicoes');
    expect(rows).toEqual([{ usuario_id: 1 }]);
    await second.close();
  });
});
