import request from 'supertest';
import { clientOf } from '../support/client';
import { copyVersion } from '../support/copy-version';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';
import { twiceTrained } from '../support/twice-trained';

interface Listed {
  id: number;
  titulo: string;
  posicao: number;
  pontuacao: number;
  posicao_na_outra: number | null;
}

interface Comparison {
  de: number;
  para: number;
  limite: number;
  resumo: Record<'pessoas' | 'mudam' | 'filmes_trocados' | 'lugares_trocados' | 'lugares_andados', number>;
  pessoas: {
    usuario_id: number;
    nome: string;
    de: { origem: string; filmes: Listed[] };
    para: { origem: string; filmes: Listed[] };
    entram: number[];
    saem: number[];
    lugares_trocados: number;
  }[];
}

const PEOPLE = [1, 2, 3, 4, 5];

eachDatabase('two versions of the model', (_, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const reader = clientOf(() => server, 'leitura');
  const compare = (from: number | string, to: number | string, query: string) =>
    reader.get(`/modelo/versoes/${from}/comparacao/${to}${query}`);
  const compared = async (from: number, to: number, query: string): Promise<Comparison> =>
    (await compare(from, to, query).expect(200)).body as Comparison;
  const idsOf = (films: readonly { id: number }[]) => films.map(({ id }) => id);
  /** What a person's own list is now; what is rising may have been looked up a moment later. */
  const ownList = async (user: number) =>
    ((await reader.get(`/usuarios/${user}/recomendacoes?limite=10`).expect(200)).body as Listed[]).map(
      ({ id, posicao, pontuacao }) => ({ id, posicao, pontuacao: expect.closeTo(pontuacao, 1) as number }),
    );
  const activate = (version: number) => admin.post(`/modelo/versoes/${version}/ativar`).expect(200);
  const people = `?usuarios=${PEOPLE.join()}`;

  beforeAll(async () => {
    server = await startServer(await create(twiceTrained));
    await admin.patch('/usuarios/2', { identificadores: ['loja:bia'] }).expect(200);
  }, 180_000);
  afterAll(() => server.close());

  it('are compared by the lists that people would have by each, and neither is activated', async () => {
    const { pessoas, ...told } = await compared(1, 2, people);
    expect(told).toMatchObject({ de: 1, para: 2, limite: 10 });
    expect(pessoas.map(({ usuario_id }) => usuario_id)).toEqual(PEOPLE);
    for (const version of [1, 2] as const) {
      await activate(version);
      for (const { usuario_id, de, para } of pessoas) {
        const { origem, filmes } = version === 1 ? de : para;
        expect([usuario_id, origem, filmes]).toMatchObject([usuario_id, 'modelo', await ownList(usuario_id)]);
      }
      await compared(1, 2, people);
      expect((await reader.get('/modelo').expect(200)).body).toMatchObject({ versao: version });
    }
  });

  it('say what comes and goes, where the same film stands in the other list, and all of it in short', async () => {
    const { pessoas, resumo } = await compared(2, 1, `${people}&limite=20`);
    let come = 0;
    let places = 0;
    let stay = 0;
    let moved = 0;
    for (const { de, para, entram, saem, lugares_trocados } of some(pessoas)) {
      const [before, after] = [idsOf(de.filmes), idsOf(para.filmes)];
      expect([before.length, after.length]).toEqual([20, 20]);
      expect(entram).toEqual(after.filter((id) => !before.includes(id)));
      expect(saem).toEqual(before.filter((id) => !after.includes(id)));
      expect(lugares_trocados).toBe(before.filter((id, n) => id !== after[n]).length);
      for (const [films, others] of [
        [de.filmes, after],
        [para.filmes, before],
      ] as const)
        for (const [n, film] of films.entries()) {
          const there = others.indexOf(film.id);
          expect(film).toMatchObject({ posicao: n + 1, posicao_na_outra: there < 0 ? null : there + 1 });
          expect(film.titulo).not.toBe('');
        }
      come += entram.length;
      places += lugares_trocados;
      for (const { posicao, posicao_na_outra } of para.filmes)
        if (posicao_na_outra !== null) {
          stay++;
          moved += Math.abs(posicao - posicao_na_outra);
        }
    }
    // Else nothing above was seen to differ.
    expect(Math.min(come, moved)).toBeGreaterThan(0);
    expect(resumo).toEqual({
      pessoas: 5,
      mudam: pessoas.filter(({ lugares_trocados }) => lugares_trocados > 0).length,
      filmes_trocados: expect.closeTo(come / 5, 4) as number,
      lugares_trocados: expect.closeTo(places / 5, 4) as number,
      lugares_andados: expect.closeTo(moved / stay, 4) as number,
    });
  });

  it('change nothing where they are the same', async () => {
    await copyVersion(server.database, 3);
    for (const [from, to] of [
      [1, 3],
      [2, 2],
    ]) {
      const { resumo, pessoas } = await compared(from, to, people);
      expect(resumo).toEqual({ pessoas: 5, mudam: 0, filmes_trocados: 0, lugares_trocados: 0, lugares_andados: 0 });
      for (const { de, para, entram, saem } of some(pessoas)) {
        expect(idsOf(para.filmes)).toEqual(idsOf(de.filmes));
        expect([entram, saem]).toEqual([[], []]);
      }
    }
  });

  it('are compared for people by any of their ids, in the order asked for, by name', async () => {
    const { pessoas } = await compared(1, 2, '?usuarios=4,loja:bia,1&limite=1');
    const names = await Promise.all(
      [4, 2, 1].map(async (id) => ((await reader.get(`/usuarios/${id}`).expect(200)).body as { nome: string }).nome),
    );
    expect(pessoas.map(({ usuario_id, nome }) => [usuario_id, nome])).toEqual([4, 2, 1].map((id, n) => [id, names[n]]));
    expect(pessoas.map(({ de, para }) => [de.filmes.length, para.filmes.length])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it('are compared under the rules in force, and under what experiments left as the default', async () => {
    const [{ id: last }] = (await reader.get('/usuarios/1/recomendacoes?limite=40').expect(200)).body.slice(
      -1,
    ) as Listed[];
    const rule = await admin.post('/regras', { nome: 'Fixo', tipo: 'fixar', filme_id: last, posicao: 2 }).expect(201);
    const pinned = await compared(1, 2, '?usuarios=1');
    for (const films of [pinned.pessoas[0].de.filmes, pinned.pessoas[0].para.filmes]) expect(films[1].id).toBe(last);
    await admin.delete(`/regras/${(rule.body as { id: number }).id}`).expect(204);

    const before = await compared(1, 2, '?usuarios=1');
    const parametros = { diversidade: 0.8, pesos: { tastes: 0, blocks: 1, next: 0, popularityWeight: 0 } };
    const made = await admin
      .post('/experimentos', { nome: 'x', variantes: [{ nome: 'a' }, { nome: 'b', parametros }] })
      .expect(201);
    const { id } = made.body as { id: number };
    await admin.post(`/experimentos/${id}/iniciar`).expect(200);
    await admin.post(`/experimentos/${id}/encerrar`, { variante: 'b' }).expect(200);
    const { pessoas } = await compared(1, 2, '?usuarios=1');
    expect(pessoas[0].para.filmes).toMatchObject(await ownList(1));
    expect(idsOf(pessoas[0].para.filmes)).not.toEqual(idsOf(before.pessoas[0].para.filmes));
    expect(idsOf(pessoas[0].de.filmes)).not.toEqual(idsOf(before.pessoas[0].de.filmes));
    await admin.delete(`/experimentos/${id}/adocao`).expect(200);
  });

  it('need a key, whatever may be read without one, and one that is not of a single person', async () => {
    const path = `/modelo/versoes/1/comparacao/2${people}`;
    await request(server.url).get(path).expect(401);
    const writer = clientOf(() => server, 'escrita');
    const { token } = (await writer.post('/usuarios/1/tokens').expect(201)).body as { token: string };
    await request(server.url).get(path).set('Authorization', `Bearer ${token}`).expect(403);
  });

  it.each([
    ['', 'usuarios', 'recebeu (nada); aceita com vírgulas entre eles, até 10'],
    ['?usuarios=', 'usuarios', 'recebeu ""; aceita'],
    ['?usuarios=1,,2', 'usuarios', 'recebeu "1,,2"; aceita'],
    ['?usuarios=ana', 'usuarios', 'recebeu "ana"; aceita'],
    ['?usuarios=1,2,3,4,5,6,7,8,9,10,11', 'usuarios', 'até 10'],
    ['?usuarios=1,2,1', 'usuarios.2', 'é a mesma pessoa que usuarios.0'],
    ['?usuarios=loja:bia,2', 'usuarios.1', 'é a mesma pessoa que usuarios.0'],
    ['?usuarios=1&limite=0', 'limite', 'recebeu 0; aceita um número inteiro de 1 a 50'],
    ['?usuarios=1&limite=51', 'limite', 'recebeu 51; aceita um número inteiro de 1 a 50'],
    ['?usuarios=1&versao=2', 'versao', 'parâmetro desconhecido'],
  ])('refuse %j', async (query, campo, said) => {
    const { body } = await compare(1, 2, query).expect(422);
    expect(body.erros).toEqual([{ campo, mensagem: expect.stringContaining(said) as string }]);
  });

  it('refuse numbers that are none, and people who are not there', async () => {
    expect((await compare('x', 2, people).expect(422)).body.detail).toContain('versao: recebeu "x"');
    expect((await compare(1, '0', people).expect(422)).body.detail).toContain('outra: recebeu "0"');
    expect((await compare(1, 2, '?usuarios=1,99999').expect(404)).body.detail).toContain('99999');
    expect((await compare(1, 2, '?usuarios=loja:ninguem').expect(404)).body.detail).toContain('loja:ninguem');
  });

  it('are refused where one of them cannot answer, and say why in both languages', async () => {
    const change = (version: number, sql: string) => copyVersion(server.database, version, sql);
    const blocks = 'modelo_blocos WHERE versao_id';
    await change(
      11,
      `UPDATE modelo_versoes SET estado = 'rejeitado', motivo = 'pior', ativado_em = NULL WHERE id = 11`,
    );
    await change(12, `DELETE FROM ${blocks} = 12`);
    await change(13, 'UPDATE modelo_versoes SET motor = 1 WHERE id = 13');
    await change(14, `UPDATE modelo_blocos SET sha256 = 'x' WHERE versao_id = 14 AND nome = 'readout'`);
    await change(15, 'UPDATE modelo_versoes SET geracao = geracao + 1 WHERE id = 15');
    await change(16, `UPDATE modelo_versoes SET metricas = '{' WHERE id = 16`);
    const expected: [number, number, string, string][] = [
      [99, 404, 'versao-nao-encontrada', 'There is no version 99 of the model.'],
      [11, 409, 'versao-rejeitada', 'Version 11 was rejected and cannot be compared: pior.'],
      [12, 409, 'versao-sem-dados', 'The data of version 12 has been removed.'],
      [13, 409, 'versao-de-outro-motor', 'Version 13 was trained by engine 1'],
      [14, 409, 'versao-danificada', 'The data of version 14 is damaged'],
      [15, 409, 'versao-de-outros-dados', 'Version 15 was trained on data that have been replaced since'],
      [16, 409, 'versao-danificada', 'The data of version 16 is damaged'],
    ];
    for (const [version, status, kind, english] of expected)
      for (const [from, to] of [
        [version, 2],
        [2, version],
      ]) {
        const { body } = await compare(from, to, people).expect(status);
        expect([version, body]).toMatchObject([version, { type: `urn:centroide:problema:${kind}` }]);
        expect(body.detail).toContain(String(version));
        expect((await compare(from, to, people).set('Accept-Language', 'en')).body.detail).toContain(english);
      }
    expect((await compare(11, 2, people)).body.detail).toBe(
      'A versão 11 foi rejeitada e não pode ser comparada: pior.',
    );
    expect((await compared(1, 2, people)).resumo.pessoas).toBe(5);
    expect((await reader.get('/modelo').expect(200)).body).toMatchObject({ versao: 2 });
  });
});
