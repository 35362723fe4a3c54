import { createHash } from 'node:crypto';
import request from 'supertest';
import { KeysService } from '../../src/access/keys.service';
import { eachDatabase, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

/** What each route that is no public read needs. A route that is missing here must be an open GET. */
const needed: Record<string, string> = {
  'get /saude/viva': 'livre',
  'get /saude/pronta': 'livre',
  'get /chaves': 'admin',
  'get /chaves/atual': 'leitura',
  'post /chaves': 'admin',
  'delete /chaves/{id}': 'admin',
  'post /filmes': 'escrita',
  'patch /filmes/{id}': 'escrita',
  'delete /filmes/{id}': 'escrita',
  'get /usuarios': 'escrita',
  'post /usuarios': 'escrita',
  'get /usuarios/{id}': 'leitura',
  'patch /usuarios/{id}': 'escrita',
  'delete /usuarios/{id}': 'escrita',
  'get /usuarios/{usuario_id}/dados': 'leitura',
  'get /usuarios/{id}/perfil': 'leitura',
  'get /usuarios/{usuario_id}/avaliacoes': 'leitura',
  'get /usuarios/{usuario_id}/avaliacoes/{filme_id}': 'leitura',
  'put /usuarios/{usuario_id}/avaliacoes/{filme_id}': 'escrita',
  'delete /usuarios/{usuario_id}/avaliacoes/{filme_id}': 'escrita',
  'post /avaliacoes': 'escrita',
  'post /modelo/treinos': 'admin',
  'post /modelo/versoes/{versao}/ativar': 'admin',
  'get /exportacao': 'admin',
  'post /importacoes': 'escrita',
  'get /importacoes/{id}': 'escrita',
  'post /filmes/lote': 'escrita',
  'post /usuarios/lote': 'escrita',
  'post /avaliacoes/lote': 'escrita',
  'post /recomendacoes': 'público',
};

interface Operation {
  'x-escopo': string;
  security?: object[];
}

async function operations(server: TestServer): Promise<[string, string, Operation][]> {
  const { body } = await request(server.url).get('/docs-json').expect(200);
  return Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  );
}

const send = (server: TestServer, method: string, path: string) =>
  request(server.url)[method as 'get'](path.replace(/\{\w+\}/g, '999999'));

withSqlite('the scope of every route', (_, create) => {
  let server: TestServer;
  let closed: TestServer;
  beforeAll(async () => {
    server = await startServer(await create());
    closed = await startServer(await create(), { publicRead: false });
  });
  afterAll(async () => {
    await server.close();
    await closed.close();
  });

  it('is the one in this list, in the document and for real', async () => {
    const documented: Record<string, string> = {};
    for (const [method, path, operation] of await operations(server)) {
      const route = `${method} ${path}`;
      const scope = operation['x-escopo'];
      if (scope !== 'público') documented[route] = scope;
      else if (method !== 'get') expect(needed[route]).toBe('público');
      const { status } = await send(server, method, path);
      if (scope === 'público' || scope === 'livre') {
        expect([route, status]).not.toEqual([route, 401]);
        continue;
      }
      expect([route, status]).toEqual([route, 401]);
      expect(operation.security).toEqual([{ chave: [] }]);
      for (const held of ['leitura', 'escrita', 'admin'] as const) {
        const enough = held === scope || held === 'admin' || (held === 'escrita' && scope === 'leitura');
        const answer = await send(server, method, path).set('Authorization', server.bearer(held));
        expect([route, held, answer.status === 403]).toEqual([route, held, !enough]);
      }
    }
    expect(documented).toEqual(Object.fromEntries(Object.entries(needed).filter(([, scope]) => scope !== 'público')));
  });

  it('is at least leitura when reads are not public, but for health and documentation', async () => {
    for (const [method, path, operation] of await operations(closed)) {
      const { status } = await send(closed, method, path);
      const route = `${method} ${path}`;
      if (operation['x-escopo'] === 'livre') expect([route, status]).toEqual([route, 200]);
      else expect([route, status]).toEqual([route, 401]);
    }
    await request(closed.url).get('/filmes').set('Authorization', closed.bearer('leitura')).expect(200);
    await request(closed.url).get('/docs/').expect(200);
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

  it('are refused once revoked: at once here, within five seconds elsewhere', async () => {
    let time = 1_000_000;
    const elsewhere = new KeysService(server.database, () => time);
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
