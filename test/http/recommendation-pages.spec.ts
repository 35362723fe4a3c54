import request from 'supertest';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { some } from '../support/some';

interface Item {
  id: number;
  genero: string;
  posicao: number;
  pontuacao: number;
  ja_avaliado?: true;
}

const nextOf = ({ headers }: request.Response) => /^<(.*)>; rel="next"$/.exec(headers.link)?.[1];
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);
const ascending = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);

eachDatabase('a list of recommendations in pages', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const { get } = clientOf(() => server, 'leitura');
  const pages = (path: string) => walk<Item>(get, path);
  const ratedBy = async (user: number) =>
    (
      await server.database.query<{ filme_id: number }>('SELECT filme_id FROM avaliacoes WHERE usuario_id = $1', [user])
    ).map(({ filme_id }) => filme_id);
  const catalogue = async () =>
    (await server.database.query<{ id: number }>('SELECT id FROM filmes ORDER BY id')).map(({ id }) => id);
  const unratedBy = async (user: number) => {
    const rated = new Set(await ratedBy(user));
    return (await catalogue()).filter((id) => !rated.has(id));
  };

  beforeAll(async () => {
    server = await startServer(await create());
    await fillSmallCatalogue(server.database);
  });
  afterAll(() => server.close());

  it('gives every unrated film once before the first model', async () => {
    const items = await pages('/filmes/1/recomendacoes?limite=7');
    expect(ascending(idsOf(items))).toEqual(await unratedBy(1));
    expect(items.map(({ posicao }) => posicao)).toEqual(items.map((_, n) => n + 1));
    const whole = await get('/filmes/1/recomendacoes?limite=100').expect(200);
    expect(whole.body).toEqual(items);
  });

  it('is over, before the first model, when the likes of others have changed it', async () => {
    const first = await get('/filmes/2/recomendacoes?limite=3').expect(200);
    await client.put('/usuarios/13/avaliacoes/60', { avaliacao: 5 }).expect(201);
    await get(nextOf(first)!).expect(410);
    await client.delete('/usuarios/13/avaliacoes/60').expect(204);
  });

  it('tells, before the first model, what others like by now', async () => {
    const likesOf60 = async () => {
      const { body } = await get('/filmes/2/recomendacoes?limite=100').expect(200);
      return (body as Item[]).find(({ id }) => id === 60)!.pontuacao;
    };
    const before = await likesOf60();
    await client.put('/usuarios/13/avaliacoes/60', { avaliacao: 5 }).expect(201);
    expect(await likesOf60()).toBe(before + 1);
    await client.delete('/usuarios/13/avaliacoes/60').expect(204);
    expect(await likesOf60()).toBe(before);
  });

  describe('with a model, and films that came after it or were deleted', () => {
    beforeAll(async () => {
      await server.train();
      await addFilms(
        server.database,
        [101, 102, 103].map((id) => ({ id, titulo: `Novo ${id}`, genero: id === 101 ? 'terror' : 'drama' })),
      );
      for (const id of [2, 3, 5]) await client.delete(`/filmes/${id}`).expect(204);
    });

    it.each([
      ['by taste', 1, ''],
      ['varied', 1, '&diversidade=0.7'],
      ['popular', 13, ''],
      ['popular, asked for varied', 13, '&diversidade=1'],
    ])('gives every unrated film once: %s', async (_name, user, query) => {
      const items = await pages(`/filmes/${user}/recomendacoes?limite=9${query}`);
      expect(ascending(idsOf(items))).toEqual(await unratedBy(user));
      expect(items.map(({ posicao }) => posicao)).toEqual(items.map((_item, n) => n + 1));
      const inOne = await get(`/filmes/${user}/recomendacoes?limite=100${query}`).expect(200);
      expect(inOne.body).toEqual(items);
      expect(nextOf(inOne)).toBeUndefined();
    });

    it('filters before it ranks: as many as asked, as long as there are as many', async () => {
      const rated = new Set(await ratedBy(1));
      const horror = (
        await server.database.query<{ id: number }>("SELECT id FROM filmes WHERE genero = 'terror' ORDER BY id")
      )
        .map(({ id }) => id)
        .filter((id) => !rated.has(id));
      expect(horror.length).toBeGreaterThan(10);
      const ten = await get('/filmes/1/recomendacoes?genero=terror&limite=10').expect(200);
      expect(ten.body).toHaveLength(10);
      const all = await pages('/filmes/1/recomendacoes?genero=terror&limite=4');
      expect(ascending(idsOf(all))).toEqual(horror);
      expect(horror).toContain(101);
      const unwanted = idsOf(all).slice(0, 3);
      const others = await get(
        `/filmes/1/recomendacoes?genero=terror&limite=${horror.length - 3}&excluir=${unwanted.join(',')}`,
      ).expect(200);
      expect(idsOf(others.body)).toEqual(idsOf(all).slice(3));
    });

    it('lets rated films compete when asked to, and marks them', async () => {
      const items = await pages('/filmes/1/recomendacoes?limite=25&incluir_avaliados=true');
      expect(ascending(idsOf(items))).toEqual(await catalogue());
      expect(ascending(idsOf(items.filter(({ ja_avaliado }) => ja_avaliado)))).toEqual(ascending(await ratedBy(1)));
      expect(items.map(({ pontuacao }) => pontuacao)).toEqual(
        items.map(({ pontuacao }) => pontuacao).sort((a, b) => b - a),
      );
      const { body } = await get('/filmes/1/recomendacoes?limite=5').expect(200);
      expect(
        items
          .filter(({ ja_avaliado }) => !ja_avaliado)
          .slice(0, 5)
          .map(({ id }) => id),
      ).toEqual(idsOf(body));
    });

    it('has films to see again, in pages too, when the filter leaves only rated ones', async () => {
      const rated = await server.database.query<{ filme_id: number; avaliacao: number }>(
        'SELECT filme_id, avaliacao FROM avaliacoes WHERE usuario_id = 1 ORDER BY avaliacao DESC, filme_id',
      );
      const unwanted = (await unratedBy(1)).join(',');
      const path = `/filmes/1/recomendacoes?limite=4&excluir=${unwanted}`;
      const first = await get(path).expect(200);
      expect(first.headers['x-recomendacao-origem']).toBe('rever');
      const items = await pages(path);
      expect(items.map(({ id, pontuacao }) => [id, pontuacao])).toEqual(
        rated.map(({ filme_id, avaliacao }) => [filme_id, avaliacao]),
      );
      expect(some(items).every(({ ja_avaliado }) => ja_avaliado)).toBe(true);
    });

    it.each([
      ['a rating', () => client.put('/usuarios/4/avaliacoes/59', { avaliacao: 2 }).expect(201)],
      ['a rating taken back', () => client.delete('/usuarios/4/avaliacoes/59').expect(204)],
      ['a new film', () => client.post('/filmes/lote', [{ id: 104, titulo: 'Mais um' }]).expect(200)],
      ['a changed film', () => client.patch('/filmes/101', { genero: 'comédia' }).expect(200)],
      ['a deleted film', () => client.delete('/filmes/103').expect(204)],
    ])('is over with %s, and its first page new at once', async (_name, change) => {
      const path = '/filmes/4/recomendacoes?limite=5';
      const first = await get(path).expect(200);
      const second = await get(nextOf(first)!).expect(200);
      expect(second.body).toHaveLength(5);
      await change();
      const { body } = await get(nextOf(first)!).expect(410);
      expect(body.type).toBe('urn:centroide:problema:cursor-vencido');
      await get(nextOf(await get(path).expect(200))!).expect(200);
    });

    it('goes on while others rate', async () => {
      const first = await get('/filmes/4/recomendacoes?limite=5').expect(200);
      await client.put('/usuarios/7/avaliacoes/60', { avaliacao: 2 }).expect((answer) => answer.status < 300);
      await get(nextOf(first)!).expect(200);
    });

    it.each([
      ['of another user', '/filmes/5/recomendacoes?limite=5'],
      ['of other filters', '/filmes/4/recomendacoes?limite=5&genero=terror'],
      ['of other unwanted films', '/filmes/4/recomendacoes?limite=5&excluir=7'],
      ['of another variety', '/filmes/4/recomendacoes?limite=5&diversidade=0.5'],
      ['with rated films', '/filmes/4/recomendacoes?limite=5&incluir_avaliados=true'],
    ])('refuses the cursor of a list %s', async (_name, other) => {
      const cursor = new URL(
        nextOf(await get('/filmes/4/recomendacoes?limite=5').expect(200))!,
        server.url,
      ).searchParams.get('cursor')!;
      const { body } = await get(`${other}&cursor=${cursor}`).expect(422);
      expect(body.erros).toMatchObject([{ campo: 'cursor' }]);
      // How long a page is, and what is told of its films, may change on the way.
      await get(`/filmes/4/recomendacoes?limite=9&explicar=true&cursor=${cursor}`).expect(200);
    });

    it.each([-1, -5, 1.5, 1e300, '5', null])('refuses a cursor that begins after %p films', async (skip) => {
      const next = new URL(nextOf(await get('/filmes/4/recomendacoes?limite=5').expect(200))!, server.url);
      const parts: unknown[] = JSON.parse(Buffer.from(next.searchParams.get('cursor')!, 'base64url').toString());
      const changed = Buffer.from(JSON.stringify([skip, ...parts.slice(1)])).toString('base64url');
      const { body } = await get(`/filmes/4/recomendacoes?limite=5&cursor=${changed}`).expect(422);
      expect(body.erros).toMatchObject([{ campo: 'cursor' }]);
    });

    it('is answered with 304 to whoever has it already, until something changes', async () => {
      const path = '/filmes/6/recomendacoes?limite=10';
      const { headers } = await get(path).expect(200);
      expect(headers.etag).toMatch(/^W\/"/);
      expect(headers['cache-control']).toBe('no-store');
      const again = await get(path).set('If-None-Match', headers.etag).expect(304);
      expect(again.text).toBe('');
      expect(again.headers['x-perfil-versao']).toBe(headers['x-perfil-versao']);
      await client.put('/usuarios/6/avaliacoes/58', { avaliacao: 5 }).expect((answer) => answer.status < 300);
      const after = await get(path).set('If-None-Match', headers.etag).expect(200);
      expect(after.headers.etag).not.toBe(headers.etag);
    });

    it('comes compressed to whoever takes that', async () => {
      const { headers, body } = await get('/filmes/6/recomendacoes?limite=20').set('Accept-Encoding', 'gzip');
      expect(headers['content-encoding']).toBe('gzip');
      expect(body).toHaveLength(20);
    });

    it('is nothing of somebody who is deleted, nor of who had the number before', async () => {
      const path = '/filmes/12/recomendacoes?limite=60';
      const before = await get(path).expect(200);
      const version = Number(before.headers['x-perfil-versao']);
      const cursor = nextOf(await get('/filmes/12/recomendacoes?limite=5').expect(200))!;
      await get(cursor).expect(200);
      await client.delete('/usuarios/12').expect(204);
      await get(path).expect(404);
      await server.database.write((transaction) =>
        transaction.query('INSERT INTO usuarios (id, nome, versao_perfil) VALUES (12, $1, $2)', ['Outra', version]),
      );
      const after = await get(path).expect(200);
      expect(after.headers['x-recomendacao-origem']).toBe('populares');
      expect(after.body).toHaveLength((await catalogue()).length);
      // Neither does a place in the list of who had the number before go on in this one.
      await get(cursor).expect(410);
    });

    it('goes on when somebody else is deleted', async () => {
      const next = nextOf(await get('/filmes/4/recomendacoes?limite=5').expect(200))!;
      await client.delete('/usuarios/11').expect(204);
      const { body } = await get(next).expect(200);
      expect(body[0].posicao).toBe(6);
    });

    it('changes with the model', async () => {
      const first = await get('/filmes/4/recomendacoes?limite=5').expect(200);
      await server.train();
      await get(nextOf(first)!).expect(410);
      const after = await get('/filmes/4/recomendacoes?limite=5').expect(200);
      expect(after.headers['x-modelo-versao']).toBe('2');
    });
  });

  it.each(['excluir=1,x', 'excluir=', 'excluir=0', 'excluir=1&excluir=2', 'incluir_avaliados=sim', 'cursor=abc'])(
    'refuses %s',
    async (query) => {
      const { body } = await get(`/filmes/1/recomendacoes?${query}`).expect(422);
      expect(body.erros[0].campo).toBe(query.split('=')[0]);
    },
  );
});
