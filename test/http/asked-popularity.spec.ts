import request from 'supertest';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Film {
  id: number;
  posicao: number;
  motivos?: { tipo: string; texto: string; parte: number }[];
}

eachDatabase('popularity that is asked for', (_, create) => {
  let server: TestServer;
  let likes: Map<number, number>;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
    const rows = await server.database.query<{ id: number; n: number }>(
      'SELECT filme_id AS id, COUNT(*) AS n FROM avaliacoes WHERE avaliacao >= 3.5 GROUP BY filme_id',
    );
    likes = new Map(rows.map(({ id, n }) => [id, n]));
  });
  afterAll(() => server.close());

  const get = (query: string) =>
    request(server.url).get(`/usuarios/1/recomendacoes?${query}`).set('Authorization', server.bearer('leitura'));
  const post = (body: object) => request(server.url).post('/recomendacoes').send(body);
  const meanLikes = (films: Film[]) => films.reduce((sum, { id }) => sum + (likes.get(id) ?? 0), 0) / films.length;
  const taste = [1, 2, 3].map((filme_id) => ({ filme_id, avaliacao: 5 }));

  it('leads from the long tail to hits, and 0 is as if nothing were asked', async () => {
    const none = (await get('limite=10').expect(200)).body as Film[];
    const ofUser: Film[][] = [];
    for (const popularity of [-1, -0.5, 0, 0.5, 1])
      ofUser.push((await get(`limite=10&popularidade=${popularity}`).expect(200)).body as Film[]);
    expect(ofUser[2]).toEqual(none);
    const ofVisitor: Film[][] = [];
    for (const popularidade of [-1, -0.5, 0, 0.5, 1])
      ofVisitor.push((await post({ avaliacoes: taste, limite: 10, popularidade }).expect(200)).body as Film[]);
    for (const lists of [ofUser, ofVisitor]) {
      const means = lists.map(meanLikes);
      expect(means).toEqual([...means].sort((a, b) => a - b));
      expect(means[4]).toBeGreaterThan(1.3 * means[0]);
    }
  });

  it('passes over hits for somebody of whom nothing is known', async () => {
    const lists: Film[][] = [];
    for (const popularidade of [-1, -0.5, 0])
      lists.push((await post({ avaliacoes: [], limite: 10, popularidade }).expect(200)).body as Film[]);
    const [tail, between, hits] = lists.map(meanLikes);
    expect(tail).toBeLessThan(between);
    expect(between).toBeLessThan(hits);
  });

  it('is told among the reasons, whose shares add up to the score', async () => {
    const reasonsAt = async (popularidade: number) => {
      const body = { avaliacoes: taste, limite: 100, popularidade, explicar: true };
      const told = ((await post(body).expect(200)).body as Film[]).filter(({ motivos }) => motivos!.length > 0);
      expect(told.length).toBeGreaterThan(10);
      for (const { motivos } of told) expect(motivos!.reduce((sum, { parte }) => sum + parte, 0)).toBeCloseTo(1, 9);
      return told.flatMap(({ id, motivos }) =>
        motivos!.flatMap(({ tipo, texto }) => {
          const found = /(muita gente gosta|pouca gente o conhece)/.exec(texto);
          return found ? [{ id, tipo, texto: found[1] }] : [];
        }),
      );
    };
    const [tail, hits] = [await reasonsAt(-1), await reasonsAt(1)];
    expect(tail[0]).toMatchObject({ tipo: 'popularidade', texto: 'pouca gente o conhece' });
    expect(hits[0]).toMatchObject({ tipo: 'popularidade', texto: 'muita gente gosta' });
    const likesOf = (texto: string) =>
      [...tail, ...hits].filter((reason) => reason.texto === texto).map(({ id }) => likes.get(id) ?? 0);
    expect(Math.min(...likesOf('muita gente gosta'))).toBeGreaterThanOrEqual(
      Math.max(...likesOf('pouca gente o conhece')),
    );
  });

  it('is kept by a cursor, which is none of a list that asks for another', async () => {
    const whole = (await get('limite=20&popularidade=-0.75').expect(200)).body as Film[];
    const first = await get('limite=10&popularidade=-0.75').expect(200);
    const path = /<([^>]+)>; rel="next"/.exec(first.headers.link)![1];
    expect(path).toContain('popularidade=-0.75');
    const second = await request(server.url).get(path).set('Authorization', server.bearer('leitura')).expect(200);
    expect([...(first.body as Film[]), ...(second.body as Film[])]).toEqual(whole);
    const { body } = await request(server.url)
      .get(path.replace('popularidade=-0.75', 'popularidade=0.75'))
      .set('Authorization', server.bearer('leitura'))
      .expect(422);
    expect(body.erros[0].campo).toBe('cursor');
  });

  it.each(['2', '-1.01', 'muita', '', '0,5', 'NaN', '1e0'])('is refused where it is %j', async (value) => {
    const { body } = await get(`popularidade=${encodeURIComponent(value)}`).expect(422);
    expect(body.erros).toEqual([
      { campo: 'popularidade', mensagem: expect.stringContaining('aceita um número de -1 a 1') as string },
    ]);
    expect(body.erros[0].mensagem).toContain(value);
    const english = await get(`popularidade=${encodeURIComponent(value)}`)
      .set('Accept-Language', 'en')
      .expect(422);
    expect(english.body.erros[0].mensagem).toContain('takes a number from -1 to 1');
  });

  it.each([2, -1.5, '0.5', null, [0]])('is refused in a body where it is %j', async (popularidade) => {
    const { body } = await post({ avaliacoes: taste, popularidade }).expect(422);
    expect(body.erros[0].campo).toBe('popularidade');
    expect(body.erros[0].mensagem).toContain('um número de -1 a 1');
  });

  it('shows who has no key no film of the lower half, whatever it is', async () => {
    const seen = new Set<number>();
    for (let popularity = -1; popularity <= 1; popularity += 0.25) {
      let path: string | undefined = `/usuarios/1/recomendacoes?limite=100&popularidade=${popularity}`;
      while (path !== undefined) {
        const answer: request.Response = await request(server.url).get(path).expect(200);
        for (const { id } of answer.body as Film[]) seen.add(id);
        path = /<([^>]+)>; rel="next"/.exec(answer.headers.link)?.[1];
      }
    }
    const [{ films }] = await server.database.query<{ films: number }>('SELECT COUNT(*) AS films FROM filmes');
    const [{ rated }] = await server.database.query<{ rated: number }>(
      'SELECT COUNT(*) AS rated FROM avaliacoes WHERE usuario_id = 1',
    );
    expect(seen.size).toBe(Math.ceil((films - rated) / 2));
    const steps = await Promise.all(
      ['0.5', '0.6'].map((popularity) =>
        request(server.url).get(`/usuarios/1/recomendacoes?popularidade=${popularity}`),
      ),
    );
    expect(steps[0].body).toEqual(steps[1].body);
  });
});
