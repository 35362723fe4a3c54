import { createHash } from 'node:crypto';
import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { allOperations, type Document, type Route } from '../support/openapi';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

/** Whom the attacks are on. */
const PEOPLE = 20;

interface Listed {
  id: number;
  pontuacao: number;
  ja_avaliado?: true;
  porque?: string;
  motivos?: { tipo: string; texto: string; parte: number; grupo_id?: number }[];
}

interface Rated {
  filme_id: number;
  avaliacao: number;
}

/** A main reason that names no film that somebody chose. */
const OF_NO_FILM =
  /^(Pelo que você escolheu de .+|Porque (combina com o seu gosto|muita gente gosta|está em alta|quem viu dá notas altas))$/;

/** A route with ids in its path: the person's where it is about a person. */
function addressOf({ path }: Route, person: number): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'chave') return 'para_voce';
    return name === 'usuario_id' || path.startsWith('/usuarios/') ? String(person) : '1';
  });
}

/** Pairs of a film and the stars of it, wherever they stand in an answer: as fields, or in the words of a reason. */
function starsIn(text: string, idOf: ReadonlyMap<string, number>): Rated[] {
  const found: Rated[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { filme_id, id = filme_id, avaliacao, texto } = value as Record<string, unknown>;
    if (typeof id === 'number' && typeof avaliacao === 'number') found.push({ filme_id: id, avaliacao });
    const said = /(?:deu|rated) (?:([\d,]+) a )?(.+?)(?: (\d(?:\.\d)?))?: \d+%$/.exec(
      typeof texto === 'string' ? texto : '',
    );
    const film = said && idOf.get(said[2]);
    if (film) found.push({ filme_id: film, avaliacao: Number((said[1] || said[3]).replace(',', '.')) });
    const against = /(?:gostou de|disliked) (.+) \((?:nota|rated) ([\d.,]+)\): -\d+%$/.exec(
      typeof texto === 'string' ? texto : '',
    );
    const disliked = against && idOf.get(against[1]);
    if (disliked) found.push({ filme_id: disliked, avaliacao: Number(against[2].replace(',', '.')) });
    Object.values(value).forEach(walk);
  };
  try {
    walk(JSON.parse(text));
  } catch {
    // A picture, or events.
  }
  return found;
}

eachDatabase('without a key', (_, create) => {
  let open: TestServer;
  let closed: TestServer;
  let gets: Route[];
  let routes: Route[];
  let films: number[];
  let genres: string[];
  const idOf = new Map<string, number>();
  const ratings = new Map<number, Rated[]>();
  const anybody = (path: string, server = open) => request(server.url).get(path);

  beforeAll(async () => {
    const location = await create(trainedDemonstration);
    open = await startServer(location, { publicRead: 'true' });
    closed = await startServer(location, { publicRead: null });
    routes = allOperations((await anybody('/docs-json').expect(200)).body as Document);
    // The events of a training go on for as long as it does.
    gets = routes.filter(({ method, path }) => method === 'get' && !path.endsWith('/treinos/{id}/eventos'));
    const rows = await open.database.query<{ id: number; titulo: string; genero: string }>(
      'SELECT id, titulo, genero FROM filmes ORDER BY id',
    );
    films = rows.map(({ id }) => id);
    for (const { id, titulo } of rows) idOf.set(titulo, id);
    genres = [...new Set(rows.flatMap(({ genero }) => genero.split(', ')))];
    for (let person = 1; person <= PEOPLE; person++)
      ratings.set(
        person,
        await open.database.query<Rated>('SELECT filme_id, avaliacao FROM avaliacoes WHERE usuario_id = $1', [person]),
      );
  }, 180_000);
  afterAll(async () => {
    await open.close();
    await closed.close();
  });

  /** All that anybody gets of a person's list: the answers of every page. */
  async function pagesOf(first: string): Promise<request.Response[]> {
    const answers: request.Response[] = [];
    for (let path: string | undefined = first; path;) {
      const answer: request.Response = await anybody(path).expect(200);
      answers.push(answer);
      path = /^<(.*)>; rel="next"$/.exec(answer.headers.link)?.[1];
    }
    return answers;
  }
  const listOf = async (path: string) => (await pagesOf(path)).flatMap(({ body }) => body as Listed[]);

  it('nothing of twenty people can be read on a new database: no film, no star', async () => {
    let recovered = 0;
    for (const [person, theirs] of ratings)
      for (const route of gets) {
        const paths = [addressOf(route, person)];
        if (route.path.endsWith('recomendacoes') && route.path !== '/recomendacoes')
          paths.push(...['explicar', 'incluir_avaliados'].map((flag) => `${paths[0]}?${flag}=true`));
        for (const path of paths) {
          if (person > 3 && !path.includes(`/${person}/`)) continue;
          const { status, text, headers } = await anybody(path, closed);
          if (!route.path.includes('usuario')) continue;
          expect([path, status, headers['cache-control']]).toEqual([path, 401, 'no-store']);
          recovered += starsIn(text, idOf).filter(({ filme_id }) =>
            theirs.some((one) => one.filme_id === filme_id),
          ).length;
        }
      }
    expect(recovered).toBe(0);
    // A person who is not there is refused alike.
    await anybody('/usuarios/999999/recomendacoes', closed).expect(401);
  });

  it('films, groups and the model stay open there, and so are lists for somebody who is not stored', async () => {
    const paths = ['/filmes', '/filmes/1', '/filmes/populares', '/filmes/1/similares', '/grupos', '/grupos/1/filmes'];
    for (const path of [...paths, '/modelo', '/modelo/mapa', '/modelo/versoes', '/recomendacoes/inicio'])
      await anybody(path, closed).expect(200);
    const { body } = await request(closed.url)
      .post('/recomendacoes')
      .send({ avaliacoes: [{ filme_id: 4, avaliacao: 5 }], explicar: true })
      .expect(200);
    expect(JSON.stringify(body)).toContain('Porque você deu 5 a Star Wars');
    await clientOf(() => closed, 'leitura')
      .get('/usuarios/1/recomendacoes?incluir_avaliados=true')
      .expect(200);
  });

  it('one rating more or less changes no other answer than how many liked a film', async () => {
    const client = clientOf(() => closed);
    const answers = async () => {
      const all = new Map<string, string>();
      for (const route of gets.filter(({ path }) => !/usuario|metrics|saude|docs/.test(path))) {
        const { text, body } = await anybody(addressOf(route, 1), closed).buffer(true);
        all.set(route.name, text || String(body));
      }
      return all;
    };
    const [{ filme_id, avaliacao }] = ratings.get(1)!;
    const before = await answers();
    await client.put(`/usuarios/1/avaliacoes/${filme_id}`, { avaliacao: avaliacao >= 3.5 ? 1 : 5 }).expect(200);
    const after = await answers();
    await client.put(`/usuarios/1/avaliacoes/${filme_id}`, { avaliacao }).expect(200);
    const changed = [...before].filter(([name, text]) => after.get(name) !== text).map(([name]) => name);
    expect(changed.filter((name) => name !== 'get /filmes/populares')).toEqual([]);
  });

  it('where lists are public, no star of twenty people is told, and no film that must have been rated', async () => {
    let stars = 0;
    let proven = 0;
    for (const [person, theirs] of ratings) {
      const rated = new Set(theirs.map(({ filme_id }) => filme_id));
      const unrated = films.length - rated.size;
      for (const route of gets.filter(({ path }) => path.includes('usuario'))) {
        const { text, status } = await anybody(addressOf(route, person));
        expect([route.name, status]).toEqual([route.name, /\/(recomendacoes$|vitrine)/.test(route.path) ? 200 : 401]);
        stars += starsIn(text, idOf).length;
      }
      const path = `/usuarios/${person}/recomendacoes?limite=100`;
      const answers = await pagesOf(`${path}&explicar=true`);
      for (const { text, headers } of answers) {
        stars += starsIn(text, idOf).length;
        expect(headers['x-perfil-versao']).toBeUndefined();
        expect(text).not.toContain('posicao_sem_ela');
        expect(text).not.toContain('"filme_id"');
      }
      const list = answers.flatMap(({ body }) => body as Listed[]);
      expect(list.filter(({ id }) => rated.has(id))).toEqual([]);
      // As many films that were not rated are missing as are there: none is known to be rated by not being there.
      expect(list).toHaveLength(Math.ceil(unrated / 2));
      const missing = films.filter((id) => !list.some((film) => film.id === id));
      if (missing.length === rated.size) proven += rated.size;
      await anybody(`${path}&incluir_avaliados=true`).expect(401);
      // A home page shows the same films, and no row that is about a single one.
      const whole = new Set(list.map(({ id }) => id));
      const { body: home, text } = await anybody(`/usuarios/${person}/vitrine?linhas=12&por_linha=40`).expect(200);
      const rows = home as { chave: string; filmes: Listed[] }[];
      expect(rows.filter(({ chave }) => /^(porque:|sua_lista)/.test(chave))).toEqual([]);
      expect(rows.flatMap(({ filmes }) => filmes.filter(({ id }) => !whole.has(id)))).toEqual([]);
      stars += starsIn(text, idOf).length;
      if (person > 3) continue;
      for (const { chave } of rows) {
        const pages = await pagesOf(`/usuarios/${person}/vitrine/${chave}?por_linha=40`);
        const row = pages.flatMap(({ body }) => (body as { filmes: Listed[] }).filmes);
        expect([chave, row.filter(({ id }) => !whole.has(id))]).toEqual([chave, []]);
      }
      // Nor does asking about a few films at a time tell more, down to a single one.
      const filters = genres.map((genre) => `&genero=${encodeURIComponent(genre)}`);
      filters.push(
        ...films.slice(0, 40).map(
          (id) =>
            `&excluir=${films
              .filter((other) => other !== id)
              .slice(0, 399)
              .join(',')}`,
        ),
      );
      for (const filter of [...filters, '&diversidade=1', '&ano_max=1950']) {
        const some = await listOf(`${path}${filter}`);
        expect([filter, some.filter(({ id, ja_avaliado }) => !whole.has(id) || ja_avaliado)]).toEqual([filter, []]);
      }
    }
    expect([stars, proven]).toEqual([0, 0]);
    // What reads the answers here does find stars in those that a key is given.
    const own = await clientOf(() => open, 'leitura')
      .get('/usuarios/1/recomendacoes?explicar=true&limite=100')
      .expect(200);
    const exact = starsIn(own.text, idOf).filter(({ filme_id, avaliacao }) =>
      ratings.get(1)!.some((one) => one.filme_id === filme_id && one.avaliacao === avaliacao),
    );
    expect(exact.length).toBeGreaterThan(100);
  });

  it('reasons are shares of groups of three films and more, in coarse steps, and so is the score', async () => {
    const groups = new Map<number, Set<number>>();
    for (const { id } of (await anybody('/grupos').expect(200)).body as { id: number }[]) {
      const members = (await anybody(`/grupos/${id}/filmes?limite=1000`).expect(200)).body as { id: number }[];
      groups.set(id, new Set(members.map((film) => film.id)));
    }
    let named = 0;
    for (const [person, theirs] of ratings) {
      const { body } = await anybody(`/usuarios/${person}/recomendacoes?limite=20&explicar=true`).expect(200);
      for (const { motivos = [], porque, pontuacao } of body as Listed[]) {
        expect(porque).toMatch(OF_NO_FILM);
        expect(pontuacao).toBe(Math.round(10 * pontuacao) / 10);
        for (const { tipo, texto, parte, grupo_id } of motivos) {
          expect(['grupo', 'gosto', 'popularidade', 'notas', 'contra']).toContain(tipo);
          expect(parte).toBe(Math.round(20 * parte) / 20);
          if (tipo !== 'grupo') continue;
          named++;
          expect(texto).toMatch(/^Pelo que você escolheu de .+: \d+%$/);
          expect(theirs.filter(({ filme_id }) => groups.get(grupo_id!)!.has(filme_id)).length).toBeGreaterThanOrEqual(
            3,
          );
        }
        expect(motivos.length).toBeGreaterThan(0);
      }
    }
    expect(named).toBeGreaterThan(100);
    const english = await anybody('/usuarios/1/recomendacoes?explicar=true').set('Accept-Language', 'en');
    expect(english.text).toMatch(/"For what you chose of [^"]+: \d+%"/);
  });

  it('of a person with few ratings, or with all films rated, not even that is told', async () => {
    const client = clientOf(() => open);
    const { id } = (await client.post('/usuarios', { nome: 'Ana' }).expect(201)).body as { id: number };
    for (const film of films.slice(0, 2)) await client.put(`/usuarios/${id}/avaliacoes/${film}`, { avaliacao: 5 });
    const few = (await anybody(`/usuarios/${id}/recomendacoes?explicar=true`).expect(200)).body as Listed[];
    const kinds = new Set(few.flatMap(({ motivos }) => motivos!.map(({ tipo }) => tipo)));
    expect([...kinds].sort()).toEqual(['gosto', 'notas', 'popularidade']);
    const all = films.map((film) => ({ usuario_id: id, filme_id: film, avaliacao: 4 }));
    await client.post('/avaliacoes/lote', all).expect(200);
    const { body, headers } = await anybody(`/usuarios/${id}/recomendacoes`).expect(200);
    expect([body, headers['x-recomendacao-origem']]).toEqual([[], 'modelo']);
    const own = await client.get(`/usuarios/${id}/recomendacoes`).expect(200);
    expect(own.headers['x-recomendacao-origem']).toBe('rever');
    await client.delete(`/usuarios/${id}`).expect(204);
  });

  it('a cursor is no means to find out whether guessed ratings are right', async () => {
    const path = '/usuarios/2/recomendacoes?limite=5';
    const next = (answer: request.Response) => new URL(/^<(.*)>/.exec(answer.headers.link)![1], open.url);
    const partsOf = (url: URL) =>
      JSON.parse(Buffer.from(url.searchParams.get('cursor')!, 'base64url').toString()) as [number, string, string];
    const profile = await open.database.query<Rated>(
      'SELECT filme_id, avaliacao FROM avaliacoes WHERE usuario_id = 2 ORDER BY COALESCE(avaliado_em, -1), filme_id',
    );
    const guess = JSON.stringify([profile.map(({ filme_id }) => filme_id), profile.map(({ avaliacao }) => avaliacao)]);
    const [{ valor }] = await open.database.query<{ valor: string }>(
      "SELECT valor FROM sistema WHERE chave = 'catalogo'",
    );
    const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);
    const digest = hash(`${valor} ${guess} 1`);
    const own = await clientOf(() => open, 'leitura')
      .get(path)
      .expect(200);
    // The guess is the right one …
    expect(partsOf(next(own))[2]).toBe(digest);
    const others = await anybody(path).expect(200);
    // … and cannot be told from a wrong one.
    expect(partsOf(next(others))[2]).not.toBe(digest);
    // The list of somebody who may read the person is another one.
    await anybody(next(own).pathname + next(own).search).expect(422);
  });

  it('an answer that was made for a key is not given to others, whoever came first', async () => {
    const client = clientOf(() => open, 'leitura');
    for (const [path, first] of [
      ['/usuarios/5/recomendacoes?explicar=true', 'key'],
      ['/usuarios/6/recomendacoes?explicar=true', 'nobody'],
    ] as const) {
      if (first === 'nobody') await anybody(path).expect(200);
      expect((await client.get(path).expect(200)).text).toContain('"posicao_sem_ela"');
      expect((await anybody(path).expect(200)).text).not.toContain('"posicao_sem_ela"');
      expect((await client.get(path).expect(200)).text).toContain('"posicao_sem_ela"');
    }
  });

  it('nothing of a person is stored on the way, whether it is given, unchanged or refused', async () => {
    const ofPeople = routes.filter(({ operation }) => !['público', 'livre'].includes(operation['x-escopo']));
    expect(ofPeople.length).toBeGreaterThan(20);
    for (const { name, method, path } of ofPeople) {
      const address = path.replace(/\{\w+\}/g, '999999');
      for (const authorization of ['', open.bearer('leitura'), open.bearer('admin')]) {
        if (authorization === open.bearer('admin') && method !== 'get') continue;
        const sent = request(closed.url)[method as 'get'](address);
        const { headers } = await (authorization === '' ? sent : sent.set('Authorization', authorization));
        expect([name, headers['cache-control']]).toEqual([name, 'no-store']);
      }
    }
    const client = clientOf(() => closed);
    for (const path of [
      '/usuarios',
      '/usuarios/1',
      '/usuarios/1/dados',
      '/usuarios/1/perfil',
      '/usuarios/1/recomendacoes',
    ]) {
      let etag = '';
      // What is rising is looked up anew each minute, while the list is answered: the next one may be another.
      await until(`${path} has not changed`, async () => {
        const { headers } = await client.get(path).expect(200);
        expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
        etag = headers.etag;
        const again = await client.get(path).set('If-None-Match', etag);
        const isUnchanged = again.status === 304;
        if (isUnchanged) expect([path, again.headers['cache-control'], again.text]).toEqual([path, 'no-store', '']);
        return isUnchanged;
      });
      // Whoever knows an ETag learns nothing by it.
      await anybody(path, closed).set('If-None-Match', etag).expect(401);
    }
    const [{ filme_id, avaliacao }] = ratings.get(1)!;
    const written = await client.put(`/usuarios/1/avaliacoes/${filme_id}`, { avaliacao }).expect(200);
    expect(written.headers['cache-control']).toBe('no-store');
    const visitor = await request(closed.url).post('/recomendacoes').send({ avaliacoes: [] }).expect(200);
    expect(visitor.headers['cache-control']).toBe('no-store');
    expect((await anybody('/filmes/1', closed).expect(200)).headers['cache-control']).toBeUndefined();
  });
});
