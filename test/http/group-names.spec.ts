import request from 'supertest';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { untrueIn } from '../support/true-names';

interface Group {
  readonly id: number;
  readonly nome: string;
}

interface GroupFilm {
  readonly id: number;
  readonly titulo: string;
  readonly genero: string;
  readonly diretor: string;
  readonly atores: string;
  readonly ano: number | null;
}

eachDatabase('names of film groups', (_, create) => {
  let server: TestServer;
  const editor = clientOf(() => server, 'edicao');
  const get = (path: string, language = 'pt-BR') => request(server.url).get(path).set('Accept-Language', language);
  const groups = async (language?: string): Promise<Group[]> => (await get('/grupos', language).expect(200)).body;
  const typical = async (id: number): Promise<GroupFilm[]> =>
    (await get(`/grupos/${id}/filmes?limite=20`).expect(200)).body;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('say what half of the twenty most typical films have, and no two are equal, in both languages', async () => {
    const all = await walk<GroupFilm>(get, '/filmes?limite=1000');
    for (const language of ['pt', 'en'] as const) {
      const named = await groups(language);
      expect(named.length).toBeGreaterThan(4);
      expect(new Set(named.map(({ nome }) => nome)).size).toBe(named.length);
      for (const { id, nome } of named)
        expect([nome, untrueIn(nome, language, await typical(id), all)]).toEqual([nome, []]);
    }
    const english = (await groups('en')).map(({ nome }) => nome).join();
    expect(english).toMatch(/science fiction/);
    expect(english).not.toMatch(/anos|ação|comédia|terror|como /);
  });

  it('tell the traits of a group in the language of the reader', async () => {
    const traitsIn = async (language: string): Promise<string[]> =>
      (await get('/grupos', language).expect(200)).body.flatMap(({ tracos }: { tracos: { nome: string }[] }) =>
        tracos.map(({ nome }) => nome),
      );
    expect(await traitsIn('pt')).toEqual(expect.arrayContaining([expect.stringMatching(/^anos \d{3}0$/), 'ação']));
    const english = await traitsIn('en');
    expect(english).toEqual(expect.arrayContaining([expect.stringMatching(/^\d{3}0s$/), 'action']));
    expect(english.filter((name) => /^anos |^ação$|^terror$/.test(name))).toEqual([]);
  });

  it('are those that an editor gives, wherever the group is shown', async () => {
    const [{ id, nome: before }] = await groups();
    const { body } = await editor.patch(`/grupos/${id}`, { nome: '  Clássicos do espaço ' }).expect(200);
    expect(body).toMatchObject({
      id,
      nome: 'Clássicos do espaço',
      nome_do_modelo: before,
      nome_dado: 'Clássicos do espaço',
      nome_dado_en: null,
    });
    const shown = async (path: string, language: string): Promise<string> =>
      ((await get(path, language).expect(200)).body.grupos as Group[]).find((group) => group.id === id)!.nome;
    for (const path of ['/modelo', '/modelo/mapa']) {
      expect(await shown(path, 'pt')).toBe('Clássicos do espaço');
      expect(await shown(path, 'en')).toBe('Clássicos do espaço');
    }
    await editor.patch(`/grupos/${id}`, { nome_en: 'Space classics' }).expect(200);
    expect((await groups('en'))[0].nome).toBe('Space classics');
    expect((await groups('pt'))[0].nome).toBe('Clássicos do espaço');
    expect((await get('/recomendacoes/inicio', 'en')).text).toContain('"nome":"Space classics"');
    expect((await get('/modelo/mapa.svg', 'en')).body.toString()).toContain('Space classics');
  });

  it('are taken back one by one, or all at once', async () => {
    const { body: english } = await get('/grupos', 'en').expect(200);
    const [, { id, nome }] = await groups();
    await editor.patch(`/grupos/${id}`, { nome: 'Um', nome_en: 'One' }).expect(200);
    await editor.patch(`/grupos/${id}`, { nome: null }).expect(200);
    expect([(await groups())[1].nome, (await groups('en'))[1].nome]).toEqual([nome, 'One']);
    await editor.delete(`/grupos/${id}/nome`).expect(204);
    expect((await groups('en'))[1].nome).toBe(english[1].nome);
    const { body } = await editor.delete(`/grupos/${id}/nome`).expect(404);
    expect(body.error).toBe(`Nenhum editor deu um nome ao grupo ${id}.`);
  });

  it('are refused where another group has them, and where they are none', async () => {
    const [{ nome }, { id }] = await groups();
    const { body } = await editor.patch(`/grupos/${id}`, { nome: nome.toUpperCase() }).expect(409);
    expect(body).toMatchObject({ type: 'urn:centroide:problema:nome-de-grupo-em-uso' });
    for (const wrong of [{ nome: ' ' }, { nome: 7 }, { nome: 'x'.repeat(101) }, { nome_en: '' }, { outro: 'x' }])
      expect((await editor.patch(`/grupos/${id}`, wrong).expect(422)).body.erros[0].campo).toBe(Object.keys(wrong)[0]);
    await clientOf(() => server, 'leitura')
      .patch(`/grupos/${id}`, { nome: 'Outro' })
      .expect(403);
    await editor.patch('/grupos/999', { nome: 'Outro' }).expect(404);
  });

  it('stay through a training on other data, and say so when the group has no successor', async () => {
    const [{ id, nome }] = await groups();
    for (const film of (await typical(id)).slice(0, 3))
      await clientOf(() => server)
        .delete(`/filmes/${film.id}`)
        .expect(204);
    await server.database.write(async (transaction) => {
      await transaction.query(
        `INSERT INTO nomes_de_grupos (grupo_id, nome, mudado_em) VALUES (998, 'Sem filmes', 1764000000000)`,
      );
    });
    await server.train();
    expect((await get('/modelo')).body.versao).toBe(2);
    expect((await groups()).find((group) => group.id === id)?.nome).toBe(nome);
    const { body } = await get('/grupos/998').expect(404);
    expect(body.type).toBe('urn:centroide:problema:grupo-sem-sucessor');
    expect(body.error).toContain('“Sem filmes”, não tem sucessor');
    const { body: given } = await editor.get('/grupos/nomes').expect(200);
    expect(given).toMatchObject([
      { grupo_id: id, nome, nome_en: 'Space classics', em_uso: true },
      { grupo_id: 998, nome: 'Sem filmes', em_uso: false, mudado_em: '2025-11-24T16:00:00.000Z' },
    ]);
    await editor.delete('/grupos/998/nome').expect(204);
    expect((await editor.get('/grupos/nomes')).body).toHaveLength(1);
  });
});
