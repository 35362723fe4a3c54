import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { lines, removeFiles } from '../importing/files';
import { addFilms, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { allOperations, type Document } from '../support/openapi';
import { startServer, type TestServer } from '../support/server';

afterAll(removeFiles);

/** POSTs that only read: sent again, they read again. */
const reading = [
  'post /vitrine',
  'post /vitrine/{chave}',
  'post /recomendacoes',
  'post /recomendacoes/juntos',
  'post /importacoes/visitante',
  'post /regras/simular',
];

const kindOf = ({ body }: request.Response) => (body as { type: string }).type.split(':').pop();

eachDatabase('a request with an Idempotency-Key', (_, create) => {
  let server: TestServer;
  let replica: TestServer;
  const client = clientOf(() => server);
  const admin = clientOf(() => server, 'admin');
  const send = (path: string, body: object, key: string) => client.post(path, body).set('Idempotency-Key', key);
  const named = async (name: string) =>
    (await server.database.query('SELECT id FROM usuarios WHERE nome = $1', [name])).length;

  beforeAll(async () => {
    const location = await create();
    server = await startServer(location);
    replica = await startServer(location);
    await addUsers(server.database, [901, 902, 903]);
    await addFilms(
      server.database,
      [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
  });
  afterAll(async () => {
    await server.close();
    await replica.close();
  });

  it('is carried out once, and answered alike: status, headers and body', async () => {
    const key = randomUUID();
    const first = await send('/usuarios', { nome: 'Ana' }, key).expect(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    for (const text of [key, `"${key}"`]) {
      const again = await send('/usuarios', { nome: 'Ana' }, text).expect(201);
      expect(again.body).toEqual(first.body);
      expect(again.text).toBe(first.text);
      expect(again.headers.location).toBe(`/usuarios/${first.body.id}`);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.headers['cache-control']).toBe('no-store');
    }
    expect(await named('Ana')).toBe(1);
    // Another key, or none, is another request.
    await send('/usuarios', { nome: 'Ana' }, randomUUID()).expect(201);
    await client.post('/usuarios', { nome: 'Ana' }).expect(201);
    expect(await named('Ana')).toBe(3);
  });

  it('is refused with 422 where the key was that of another one: another body, or another address', async () => {
    const key = randomUUID();
    await send('/usuarios', { nome: 'Bia' }, key).expect(201);
    const other = await send('/usuarios', { nome: 'Bia', email: 'bia@example.com' }, key).expect(422);
    expect([kindOf(other), other.body.detail]).toEqual([
      'chave-de-outro-pedido',
      'Esta Idempotency-Key já foi de outro pedido: outro endereço, ou outro corpo. Cada pedido tem a sua; nada foi feito.',
    ]);
    const english = await send('/filmes', { titulo: 'Bia' }, key).set('Accept-Language', 'en').expect(422);
    expect(english.body.detail).toContain('was that of another request');
    expect(await named('Bia')).toBe(1);
    expect((await client.get('/filmes?busca=Bia').expect(200)).body).toEqual([]);
  });

  it('is of whoever sends it: others may call theirs the same', async () => {
    const key = randomUUID();
    await send('/usuarios', { nome: 'Caio' }, key).expect(201);
    const { headers } = await admin.post('/usuarios', { nome: 'Caio' }).set('Idempotency-Key', key).expect(201);
    expect(headers['idempotency-replayed']).toBeUndefined();
    expect(await named('Caio')).toBe(2);
  });

  it('of a person is theirs with their next token as well', async () => {
    const rate = async (user: number, key: string) => {
      const { body } = await client.post(`/usuarios/${user}/tokens`).expect(201);
      return request(server.url)
        .post('/eventos')
        .set('Authorization', `Bearer ${body.token}`)
        .set('Idempotency-Key', key)
        .send({ usuario_id: 901, filme_id: 2, tipo: 'visto' });
    };
    const key = randomUUID();
    const [first, again] = [await rate(901, key), await rate(901, key)];
    expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([200, 200, 'true']);
    expect(again.headers['x-perfil-versao']).toBe(first.headers['x-perfil-versao']);
    // Without a moment of its own each would be an event more.
    expect(await server.database.query('SELECT 1 FROM eventos WHERE usuario_id = 901')).toHaveLength(1);
    expect((await rate(902, key)).status).toBe(403);
  });

  it.each(['', ' ', 'dois nomes', 'ação', '"sem fim', 'x'.repeat(256)])(
    'is refused with 400 for a key that is none: %j',
    async (key) => {
      const answer = await fetch(`${server.url}/usuarios`, {
        method: 'POST',
        headers: {
          Authorization: server.bearer('escrita'),
          'Content-Type': 'application/json',
          'Idempotency-Key': Buffer.from(key).toString('latin1'),
        },
        body: JSON.stringify({ nome: 'Ninguém' }),
      });
      expect(answer.status).toBe(400);
      expect(((await answer.json()) as { detail: string }).detail).toMatch(
        /^Idempotency-Key: recebeu ".*; aceita de 1 a 255/,
      );
      expect(await named('Ninguém')).toBe(0);
    },
  );

  it('may come again with its key when it was refused: nothing was done', async () => {
    const key = randomUUID();
    await client.post('/usuarios', { nome: 'Davi', email: 'davi@example.com' }).expect(201);
    await send('/usuarios', { nome: 'Eva', email: 'davi@example.com' }, key).expect(409);
    await send('/usuarios', { nome: 7 }, key).expect(422);
    const { headers } = await send('/usuarios', { nome: 'Eva', email: 'eva@example.com' }, key).expect(201);
    expect(headers['idempotency-replayed']).toBeUndefined();
  });

  it('is carried out once when it comes many times at the same moment, on two servers', async () => {
    for (const name of ['Fábio', 'Gil', 'Hugo']) {
      const key = randomUUID();
      const everywhere = Array.from({ length: 8 }, (__, n) =>
        request((n % 2 ? server : replica).url)
          .post('/usuarios')
          .set('Authorization', server.bearer('escrita'))
          .set('Idempotency-Key', key)
          .send({ nome: name }),
      );
      const answers = await Promise.all(everywhere);
      const made = answers.filter(({ status }) => status === 201);
      expect(new Set(made.map(({ body }) => (body as { id: number }).id)).size).toBe(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expect([answer.status, kindOf(answer)]).toEqual([409, 'pedido-em-andamento']);
        expect(answer.headers['retry-after']).toBe('1');
      }
      expect(await named(name)).toBe(1);
      const { headers } = await request(replica.url)
        .post('/usuarios')
        .set('Authorization', server.bearer('escrita'))
        .set('Idempotency-Key', key)
        .send({ nome: name })
        .expect(201);
      expect(headers['idempotency-replayed']).toBe('true');
    }
  });

  it('is carried out once among others that write ratings at the same moment, with keys and without', async () => {
    const version = async () => {
      const sql = 'SELECT versao_perfil AS version FROM usuarios WHERE id = 903';
      return (await server.database.query<{ version: number }>(sql))[0].version;
    };
    const before = await version();
    const rate = ({ url }: TestServer, filme_id: number, avaliacao: number, key?: string) =>
      request(url)
        .post('/avaliacoes')
        .set('Authorization', server.bearer('escrita'))
        .set(key === undefined ? {} : { 'Idempotency-Key': key })
        .send({ usuario_id: 903, filme_id, avaliacao });
    const keys = [1, 2, 3, 4, 5].map(() => randomUUID());
    const answers = await Promise.all(
      keys.flatMap((key, n) => [rate(server, 1, n, key), rate(replica, 1, n, key), rate(server, 2, n)]),
    );
    expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
    // Each of them makes the profile a newer one.
    expect(await version()).toBe(before + keys.length * 2);
    for (const [n, key] of keys.entries()) {
      const { headers } = await rate(replica, 1, n, key);
      expect(headers['idempotency-replayed']).toBe('true');
    }
    expect(await version()).toBe(before + keys.length * 2);
  });

  it('may hold many rows, which count as they came', async () => {
    const rows = [1, 2, 3].map((filme_id) => ({ usuario_id: 902, filme_id, tipo: 'mostrado' }));
    const ndjson = (of: object[], key: string) =>
      client
        .post('/eventos')
        .set('Content-Type', 'application/x-ndjson')
        .set('Idempotency-Key', key)
        .send(of.map((row) => `${JSON.stringify(row)}\n`).join(''));
    for (const sent of [
      (of: object[], key: string) => send('/eventos', of, key),
      ndjson,
      (of: object[], key: string) =>
        send(
          '/usuarios/lote',
          of.map((__, n) => ({ nome: `Lote ${n}` })),
          key,
        ),
    ]) {
      const key = randomUUID();
      const { body } = await sent(rows, key).expect(200);
      expect(body.criados).toBe(3);
      const again = await sent(rows, key).expect(200);
      expect([again.body, again.headers['idempotency-replayed']]).toEqual([body, 'true']);
      expect(kindOf(await sent(rows.slice(1), key).expect(422))).toBe('chave-de-outro-pedido');
    }
    expect(await server.database.query('SELECT 1 FROM eventos WHERE usuario_id = 902')).toHaveLength(6);
    // One that is refused as a whole has been read, and may be mended.
    const key = randomUUID();
    await send('/eventos', [{ ...rows[0], filme_id: 99 }], key).expect(422);
    await send('/eventos', rows, key).expect(200);
  });

  it('may bring a file: its name and bytes count, not the boundaries of the form', async () => {
    const key = randomUUID();
    const upload = (text: string, name = 'filmes.csv') =>
      client.post('/importacoes').set('Idempotency-Key', key).attach('arquivo', Buffer.from(text), name);
    const text = lines('id,titulo', '700,Sete');
    const first = await upload(text).expect(202);
    const again = await upload(text).expect(202);
    expect([again.body.id, again.headers.location]).toEqual([first.body.id, first.headers.location]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    for (const other of [upload(lines('id,titulo', '700,Oito')), upload(text, 'outro.csv')])
      expect(kindOf(await other.expect(422))).toBe('chave-de-outro-pedido');
    expect((await client.get('/importacoes').expect(200)).headers['x-total-count']).toBe('1');
  });

  it('may ask for a training: it is the same one, and not another that waits', async () => {
    const key = randomUUID();
    const train = () => admin.post('/modelo/treinos').set('Idempotency-Key', key);
    const { body } = await train().expect(202);
    const again = await train().expect(202);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([body, 'true']);
    await admin.post('/modelo/treinos').set('Idempotency-Key', randomUUID()).expect(409);
  });

  it('reads anew where it only reads', async () => {
    const body = { avaliacoes: [{ filme_id: 1, avaliacao: 5 }] };
    for (let n = 0; n < 2; n++) {
      const { headers } = await send('/recomendacoes', body, 'sempre').expect(200);
      expect(headers['idempotency-replayed']).toBeUndefined();
    }
  });
});

withSqlite('the OpenAPI document', (_, create) => {
  it('has the header on every POST that writes, with what may become of it', async () => {
    const server = await startServer(await create());
    const document = (await request(server.url).get('/docs-json').expect(200)).body as Document;
    await server.close();
    const posts = allOperations(document).filter(({ method }) => method === 'post');
    const takes = posts.filter(({ operation }) => operation.parameters?.some(({ name }) => name === 'Idempotency-Key'));
    expect(posts.filter((one) => !takes.includes(one)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(reading),
    );
    expect(takes).toHaveLength(posts.length - reading.length);
    for (const { name, operation } of takes) {
      const statuses = Object.keys(operation.responses);
      expect([name, ['400', '409', '410', '422'].filter((status) => !statuses.includes(status))]).toEqual([name, []]);
      const made = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      for (const [, response] of made) expect(response).toHaveProperty(['headers', 'Idempotency-Replayed']);
    }
  });
});
