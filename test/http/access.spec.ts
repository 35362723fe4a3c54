import { createHash } from 'node:crypto';
import request from 'supertest';
import { newKeyText } from '../../src/access/key-text';
import { KeysService } from '../../src/access/keys.service';
import { scopes, type Scope } from '../../src/access/scope';
import { addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { allOperations, type Document, type Route } from '../support/openapi';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';

/** What each route needs. A new route fails the test until it stands here. */
const needed: Record<string, Scope | 'público' | 'livre'> = {
  'get /': 'livre',
  'get /saude/viva': 'livre',
  'get /saude/pronta': 'livre',
  'get /chaves': 'admin',
  'get /chaves/atual': 'leitura',
  'post /chaves': 'admin',
  'delete /chaves/{id}': 'admin',
  'get /metrics': 'livre',
  'get /webhooks': 'admin',
  'post /webhooks': 'admin',
  'delete /webhooks/{id}': 'admin',
  'post /webhooks/{id}/teste': 'admin',
  'get /webhooks/{id}/entregas': 'admin',
  'get /filmes': 'público',
  'get /filmes/{id}': 'público',
  'get /filmes/{id}/capa': 'público',
  'get /filmes/{usuario_id}/recomendacoes': 'leitura',
  'get /usuarios/{usuario_id}/recomendacoes': 'leitura',
  'get /usuarios/{usuario_id}/vitrine': 'leitura',
  'get /usuarios/{usuario_id}/vitrine/{chave}': 'leitura',
  'post /vitrine': 'público',
  'post /vitrine/{chave}': 'público',
  'get /filmes/populares': 'público',
  'get /filmes/{id}/similares': 'público',
  'get /filmes/{id}/avaliacoes/resumo': 'público',
  'get /recomendacoes/inicio': 'público',
  'post /recomendacoes': 'público',
  'post /recomendacoes/juntos': 'público',
  'get /generos': 'público',
  'post /importacoes/visitante': 'público',
  'get /grupos': 'público',
  'get /grupos/nomes': 'leitura',
  'get /grupos/{id}': 'público',
  'patch /grupos/{id}': 'edicao',
  'delete /grupos/{id}/nome': 'edicao',
  'get /grupos/{id}/filmes': 'público',
  'get /modelo/treinos/{id}/eventos': 'público',
  'get /modelo': 'público',
  'get /modelo/versoes': 'público',
  'get /modelo/treinos': 'público',
  'get /modelo/treinos/{id}': 'público',
  'get /modelo/versoes/{versao}/comparacao/{outra}': 'leitura',
  'get /modelo/mapa': 'público',
  'get /modelo/mapa.svg': 'público',
  'get /modelo/mapa.png': 'público',
  'get /usuarios/{id}': 'leitura',
  'get /usuarios/{id}/perfil': 'leitura',
  'get /usuarios/{usuario_id}/dados': 'leitura',
  'get /usuarios/{usuario_id}/avaliacoes': 'leitura',
  'get /eventos': 'leitura',
  'get /usuarios/{usuario_id}/eventos': 'leitura',
  'get /usuarios/{usuario_id}/avaliacoes/{filme_id}': 'leitura',
  'get /regras': 'leitura',
  'get /regras/{id}': 'leitura',
  'post /regras': 'edicao',
  'patch /regras/{id}': 'edicao',
  'delete /regras/{id}': 'edicao',
  'post /regras/simular': 'edicao',
  'post /filmes': 'escrita',
  'patch /filmes/{id}': 'escrita',
  'delete /filmes/{id}': 'escrita',
  'get /usuarios': 'escrita',
  'post /usuarios': 'escrita',
  'patch /usuarios/{id}': 'escrita',
  'delete /usuarios/{id}': 'escrita',
  'put /usuarios/{usuario_id}/avaliacoes/{filme_id}': 'escrita',
  'delete /usuarios/{usuario_id}/avaliacoes/{filme_id}': 'escrita',
  'post /avaliacoes': 'escrita',
  'post /eventos': 'escrita',
  'post /ganchos/jellyfin': 'escrita',
  'post /ganchos/plex': 'escrita',
  'post /ganchos/emby': 'escrita',
  'post /ganchos/trakt': 'escrita',
  'post /modelo/treinos': 'admin',
  'post /modelo/versoes/{versao}/ativar': 'admin',
  'post /importacoes': 'escrita',
  'get /importacoes': 'escrita',
  'get /importacoes/{id}': 'escrita',
  'post /filmes/lote': 'escrita',
  'post /filmes/lote/apagar': 'escrita',
  'post /usuarios/lote': 'escrita',
  'post /usuarios/{id}/tokens': 'escrita',
  'delete /usuarios/{id}/tokens': 'escrita',
  'post /filmes/{id}/unir': 'escrita',
  'post /usuarios/{id}/unir': 'escrita',
  'post /avaliacoes/lote': 'escrita',
  'get /exportacao': 'admin',
  'get /experimentos': 'leitura',
  'get /experimentos/padroes': 'leitura',
  'get /experimentos/{id}': 'leitura',
  'post /experimentos': 'admin',
  'post /experimentos/{id}/iniciar': 'admin',
  'post /experimentos/{id}/encerrar': 'admin',
  'delete /experimentos/{id}/adocao': 'admin',
  'delete /experimentos/{id}': 'admin',
};

/** These a token opens, of its own person. */
const openToTokens = [
  'get /filmes/{usuario_id}/recomendacoes',
  'get /usuarios/{usuario_id}/recomendacoes',
  'get /usuarios/{usuario_id}/vitrine',
  'get /usuarios/{usuario_id}/vitrine/{chave}',
  'get /usuarios/{id}/perfil',
  'get /usuarios/{usuario_id}/avaliacoes',
  'get /usuarios/{usuario_id}/avaliacoes/{filme_id}',
  'put /usuarios/{usuario_id}/avaliacoes/{filme_id}',
  'delete /usuarios/{usuario_id}/avaliacoes/{filme_id}',
  'get /usuarios/{usuario_id}/eventos',
];

/** … and these, where the body names nobody else. */
const openInBody = [
  'post /avaliacoes',
  'post /eventos',
  'post /ganchos/jellyfin',
  'post /ganchos/plex',
  'post /ganchos/emby',
  'post /ganchos/trakt',
];

/** Of these, PUBLIC_READ=true tells anybody something. */
const ofPeopleInPublic = [
  'get /filmes/{usuario_id}/recomendacoes',
  'get /usuarios/{usuario_id}/recomendacoes',
  'get /usuarios/{usuario_id}/vitrine',
  'get /usuarios/{usuario_id}/vitrine/{chave}',
];

withSqlite('the scope of every route', (_, create) => {
  let open: TestServer;
  let catalogue: TestServer;
  let closed: TestServer;
  let routes: Route[];
  beforeAll(async () => {
    open = await startServer(await create());
    catalogue = await startServer(await create(), { publicRead: 'catalogo' });
    closed = await startServer(await create(), { publicRead: 'false' });
    routes = allOperations((await request(open.url).get('/docs-json').expect(200)).body as Document);
  });
  afterAll(async () => {
    await open.close();
    await catalogue.close();
    await closed.close();
  });

  /** Nothing is there: whoever is let in finds a 404 or a 422, and deletes nothing. */
  const NOBODY = 999_999;

  /** What becomes of a request with a key of this scope, or without: is it refused, and how? */
  const refusal = (server: TestServer, route: Route, held: Scope | null) =>
    outcome(server, route, held === null ? null : server.bearer(held), NOBODY);

  async function outcome(server: TestServer, { method, path }: Route, authorization: string | null, id: number) {
    const sent = request(server.url)[method as 'get'](path.replace(/\{\w+\}/g, String(id)));
    if (authorization) void sent.set('Authorization', authorization);
    const { status, body } = await sent;
    if (status !== 401 && status !== 403) return 'let in';
    return `${status} ${(body as { type: string }).type.split(':').pop()}`;
  }

  it('is the one in this list, and the one in the document', () => {
    const documented = Object.fromEntries(routes.map(({ name, operation }) => [name, operation['x-escopo']]));
    expect(documented).toEqual(needed);
  });

  it.each([
    ['true', () => open],
    ['catalogo', () => catalogue],
    ['false', () => closed],
  ])('holds for real, for no key and for keys of every scope, with PUBLIC_READ=%s', async (publicRead, server) => {
    for (const route of some(routes)) {
      const scope = needed[route.name];
      const inPublic = publicRead === 'true' && ofPeopleInPublic.includes(route.name);
      const free = scope === 'livre' || (scope === 'público' && publicRead !== 'false') || inPublic;
      const least = scope === 'livre' || scope === 'público' ? 'leitura' : scope;
      expect([route.name, await refusal(server(), route, null)]).toEqual([
        route.name,
        free ? 'let in' : '401 chave-ausente',
      ]);
      for (const held of some(scopes)) {
        const enough = free || scopes.indexOf(held) >= scopes.indexOf(least);
        expect([route.name, held, await refusal(server(), route, held)]).toEqual([
          route.name,
          held,
          enough ? 'let in' : '403 escopo-insuficiente',
        ]);
      }
    }
  });

  it.each([
    ['true', () => open],
    ['catalogo', () => catalogue],
    ['false', () => closed],
  ])('is not that of a token, which opens what is of its person, with PUBLIC_READ=%s', async (publicRead, server) => {
    const documented = routes.filter(({ operation }) => operation['x-token']).map(({ name }) => name);
    expect(documented.sort()).toEqual([...openToTokens, ...openInBody].sort());
    // No film, key, job or version has such a number.
    const [own, other] = [888_881, 888_882];
    await addUsers(server().database, [own, other]);
    const { body } = await clientOf(server).post(`/usuarios/${own}/tokens`).expect(201);
    for (const route of some(routes)) {
      const scope = needed[route.name];
      const free =
        scope === 'livre' || (scope === 'público' && publicRead !== 'false') || openInBody.includes(route.name);
      for (const id of [own, other]) {
        const enough = free || (id === own && openToTokens.includes(route.name));
        expect([route.name, id, await outcome(server(), route, `Bearer ${body.token}`, id)]).toEqual([
          ...[route.name, id],
          enough ? 'let in' : '403 fora-do-token',
        ]);
      }
    }
  });

  it('does not close the documentation', async () => {
    await request(closed.url).get('/docs/').expect(200);
    await request(closed.url).get('/docs-json').expect(200);
  });
});

eachDatabase('keys', (_, create) => {
  let server: TestServer;
  let keys: KeysService;
  const put = () => request(server.url).put('/usuarios/1/avaliacoes/1').send({ avaliacao: 3 });

  beforeAll(async () => {
    server = await startServer(await create());
    keys = server.app.get(KeysService);
  });
  afterAll(() => server.close());

  it('are kept as a hash only', async () => {
    const {
      text,
      key: { prefix },
    } = await keys.create('loja', 'escrita');
    expect(text).toMatch(/^ctd_[0-9a-f]{12}_[\w-]{43}$/);
    const [row] = await server.database.query<{ hash: string }>('SELECT * FROM chaves WHERE prefixo = $1', [prefix]);
    expect(row.hash).toBe(createHash('sha256').update(text).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(text.slice(prefix.length + 1));
  });

  it('open nothing with another secret, made up, or in another form', async () => {
    const { text } = await keys.create('loja', 'escrita');
    const other = text.endsWith('A') ? 'B' : 'A';
    for (const given of [`Bearer ${text.slice(0, -1)}${other}`, 'Bearer x', 'Basic abc', 'Bearer ', ''])
      await put().set('Authorization', given).expect(401);
    await put().set('Authorization', `bearer ${text}`).expect(404);
  });

  it('open what they open by HEAD as well, and one that is wrong closes even what is open', async () => {
    const { text } = await keys.create('loja', 'leitura');
    const { headers } = await request(server.url).get('/filmes').set('Authorization', `BEARER   ${text}`).expect(200);
    expect(headers['cache-control']).not.toBe('no-store');
    await request(server.url).head('/filmes').expect(200);
    const wrong = await request(server.url).get('/filmes').set('Authorization', `Bearer ${text}x`).expect(401);
    expect(wrong.body.type).toBe('urn:centroide:problema:chave-invalida');
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="centroide", error="invalid_token"');
  });

  it('are refused once revoked: at once here, within five seconds elsewhere', async () => {
    let time = 1_000_000;
    const elsewhere = new KeysService(
      server.database,
      () => time,
      () => time,
    );
    const {
      text,
      key: { prefix },
    } = await keys.create('loja', 'escrita');
    await put().set('Authorization', `Bearer ${text}`).expect(404);
    expect(await elsewhere.identify(text)).toMatchObject({ scope: 'escrita' });
    expect(await keys.revoke(prefix)).toBe(true);
    expect(await keys.revoke(prefix)).toBe(false);
    await put().set('Authorization', `Bearer ${text}`).expect(401);
    time += 4_999;
    expect(await elsewhere.identify(text)).toBeNull();
  });

  it('that are made up take the place of others in memory, and no more than that', async () => {
    const elsewhere = new KeysService(
      server.database,
      () => 1_000_000,
      () => 1_000_000,
    );
    const {
      text,
      key: { prefix },
    } = await keys.create('loja', 'escrita');
    expect(await elsewhere.identify(text)).toMatchObject({ scope: 'escrita' });
    await keys.revoke(prefix);
    // Still remembered, as one of a thousand …
    expect(await elsewhere.identify(text)).toMatchObject({ scope: 'escrita' });
    for (let n = 0; n < 1000; n++) expect(await elsewhere.identify(newKeyText().text)).toBeNull();
    // … and forgotten for the others.
    expect(await elsewhere.identify(text)).toBeNull();
  });

  it('are looked up once for many requests', async () => {
    const { text } = await keys.create('loja', 'leitura');
    const asked = jest.spyOn(server.database.manager, 'findOneBy');
    for (let n = 0; n < 5; n++)
      await request(server.url).get('/filmes').set('Authorization', `Bearer ${text}`).expect(200);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });
});

eachDatabase('the first key', (_, create) => {
  it('is made once, by whoever comes first, and is an admin key', async () => {
    const server = await startServer(await create());
    await server.database.write((transaction) => transaction.query('DELETE FROM chaves'));
    const keys = server.app.get(KeysService);
    const made = await Promise.all([keys.createFirst(), keys.createFirst(), keys.createFirst()]);
    const [first, ...others] = made.filter((key) => key !== null);
    expect(others).toEqual([]);
    expect(await keys.identify(first.text)).toMatchObject({ scope: 'admin' });
    await keys.revoke(first.key.prefix);
    expect(await keys.createFirst()).toBeNull();
    await server.close();
  });
});
