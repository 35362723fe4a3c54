import request from 'supertest';
import { parseSignals } from '../../src/config/signals';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Reason {
  tipo: string;
  texto: string;
  parte: number;
  filme_id?: number;
  evento?: string;
  avaliacao?: number;
}

interface Listed {
  id: number;
  titulo: string;
  pontuacao: number;
  motivos?: Reason[];
}

eachDatabase('what events say', (_, create) => {
  let server: TestServer;
  let other: TestServer;
  let films: { id: number; titulo: string }[];
  const client = clientOf(() => server);
  const somebody = async (): Promise<number> =>
    ((await client.post('/usuarios', { nome: 'Alguém' }).expect(201)).body as { id: number }).id;
  const tell = (user: number, film: number, tipo: string, more: object = {}) =>
    client.post('/eventos', { usuario_id: user, filme_id: film, tipo, ...more }).expect(200);
  const list = async (user: number, from = server, language = 'pt'): Promise<Listed[]> => {
    const answer = await request(from.url)
      .get(`/usuarios/${user}/recomendacoes?limite=100&explicar=true`)
      .set('Authorization', server.bearer('leitura'))
      .set('Accept-Language', language)
      .expect(200);
    return answer.body as Listed[];
  };
  const order = (listed: Listed[]) => listed.map(({ id }) => id);
  /** Reasons that name a film, of all films of a list. */
  const named = (listed: Listed[], film: number) =>
    listed.flatMap(({ motivos = [] }) => motivos).filter(({ filme_id }) => filme_id === film);

  beforeAll(async () => {
    const location = await create(trainedDemonstration);
    server = await startServer(location, { publicRead: 'true', signals: parseSignals('curtiu=0.9,pulou=-0.4') });
    other = await startServer(location, { publicRead: 'true', signals: parseSignals('curtiu=0.9,pulou=-0.4') });
    films = await server.database.query('SELECT id, titulo FROM filmes ORDER BY id');
  });
  afterAll(async () => {
    await other.close();
    await server.close();
  });

  it('is in the next answer, on every replica, and taken back in the one after it', async () => {
    const user = await somebody();
    const [a, b] = films;
    const popular = order(await list(user));
    expect(order(await list(user, other))).toEqual(popular);
    let before = popular;
    for (const [film, kind] of [
      [a, 'quer_ver'],
      [b, 'sem_interesse'],
      [b, 'com_interesse'],
      [a, 'curtiu'],
    ] as const) {
      const { headers } = await tell(user, film.id, kind);
      expect(headers['x-perfil-versao']).toBeDefined();
      const after = order(await list(user));
      expect(after).not.toEqual(before);
      expect(order(await list(user, other))).toEqual(after);
      before = after;
    }
    await tell(user, a.id, 'nao_quer_ver');
    expect(order(await list(user))).toEqual(before);
  });

  it('is beaten by a rating, and stands again when the rating is taken back', async () => {
    const [rater, teller] = [await somebody(), await somebody()];
    const { id } = films[0];
    const told = { quando: '2026-01-02T00:00:00Z' };
    await tell(teller, id, 'sem_interesse', told);
    const disliked = await list(teller);
    await tell(teller, id, 'com_interesse', { quando: '2026-01-03T00:00:00Z' });
    await tell(teller, id, 'pulou', { quando: '2026-01-04T00:00:00Z' });
    for (const user of [rater, teller]) await client.put(`/usuarios/${user}/avaliacoes/${id}`, { avaliacao: 5 });
    expect(await list(teller)).toEqual(await list(rater));
    expect(named(await list(teller), id).every(({ evento }) => evento === undefined)).toBe(true);
    await client.delete(`/usuarios/${teller}/avaliacoes/${id}`).expect(204);
    const against = named(await list(teller), id).filter(({ tipo }) => tipo === 'contra');
    expect(against.length).toBeGreaterThan(0);
    expect(against.every(({ evento }) => evento === 'pulou')).toBe(true);
    expect(order(disliked)).not.toContain(id);
  });

  it.each([
    ['assistiu', {}, 'Porque você viu $ até o fim', 'Because you watched $ to the end'],
    ['assistiu', { valor: 0.4 }, 'Porque você viu parte de $', 'Because you watched part of $'],
    ['gostou', {}, 'Porque você gostou de $', 'Because you liked $'],
    ['comecou', {}, 'Porque você começou $', 'Because you started $'],
    ['quer_ver', {}, 'Porque $ está na sua lista', 'Because $ is on your list'],
    ['curtiu', {}, 'Porque há "curtiu" seu em $', 'Because of your "curtiu" on $'],
    ['sem_interesse', {}, 'Menos, porque $ não lhe interessou', 'Less, because $ did not interest you'],
    ['pulou', {}, 'Menos, porque há "pulou" seu em $', 'Less, because of your "pulou" on $'],
  ])('is a reason that people read: %s %j', async (kind, more, pt, en) => {
    const user = await somebody();
    const [film, liked] = films;
    await client.put(`/usuarios/${user}/avaliacoes/${liked.id}`, { avaliacao: 5 }).expect(201);
    await tell(user, film.id, kind, more);
    for (const [language, text] of [
      ['pt', pt],
      ['en', en],
    ]) {
      const listed = await list(user, server, language);
      const reasons = named(listed, film.id);
      expect(reasons.length).toBeGreaterThan(0);
      for (const { tipo, texto, parte, evento, avaliacao } of reasons) {
        expect(texto).toBe(`${text.replace('$', film.titulo)}: ${Math.round(100 * parte)}%`);
        expect([tipo, evento, avaliacao]).toEqual([parte < 0 ? 'contra' : 'evento', kind, undefined]);
        expect(parte < 0).toBe(/^(Menos|Less)/.test(text));
      }
      for (const { motivos = [] } of listed)
        if (motivos.length > 0) expect(motivos.reduce((sum, { parte }) => sum + parte, 0)).toBeCloseTo(1, 9);
    }
  });

  it('is told of no film to whoever has no key', async () => {
    const user = await somebody();
    for (const { id } of films.slice(0, 8)) await tell(user, id, 'assistiu');
    for (const { id } of films.slice(8, 12)) await tell(user, id, 'sem_interesse');
    const answer = await request(server.url)
      .get(`/usuarios/${user}/recomendacoes?limite=100&explicar=true`)
      .expect(200);
    const reasons = (answer.body as Listed[]).flatMap(({ motivos = [] }) => motivos);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) {
      expect(Object.keys(reason).sort()).toEqual(
        ['parte', 'texto', 'tipo', ...(reason.tipo === 'grupo' ? ['grupo_id'] : [])].sort(),
      );
      for (const { titulo } of films.slice(0, 12)) expect(reason.texto).not.toContain(titulo);
    }
    expect(answer.text).not.toMatch(/assistiu|sem_interesse|até o fim|lhe interessou|sua lista/);
  });

  it('counts among what people like', async () => {
    const popular = async () =>
      (await client.get('/filmes/populares?limite=100').expect(200)).body as { id: number; gostaram: number }[];
    const { id } = (await popular())[0];
    const likes = async () => (await popular()).find((film) => film.id === id)?.gostaram;
    /** Where counting takes long, a count may be some seconds old. */
    const willBe = (count: number) => until(`${count} likes`, async () => (await likes()) === count);
    const user = await somebody();
    const before = (await popular())[0].gostaram;
    await tell(user, id, 'assistiu', { valor: 0.3 });
    expect(await likes()).toBe(before);
    await tell(user, id, 'assistiu');
    await willBe(before + 1);
    const { body } = await client.get(`/usuarios/${user}/perfil`).expect(200);
    expect(body).toMatchObject({ avaliacoes: 0, gostou: 1 });
    await client.put(`/usuarios/${user}/avaliacoes/${id}`, { avaliacao: 1 }).expect(201);
    await willBe(before);
  });
});
