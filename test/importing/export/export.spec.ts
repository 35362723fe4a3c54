import { get } from 'node:http';
import { importRows } from '../../../src/importing/import';
import { asText, clientOf } from '../../support/client';
import { eachDatabase } from '../../support/databases';
import { addUsers } from '../../support/add-rows';
import { startServer, type TestServer } from '../../support/server';
import { until } from '../../support/until';
import { fileWith, films, importFiles, importPath, lines, ratings, reasons, removeFiles, users } from '../files';

afterAll(removeFiles);

eachDatabase('GET /exportacao', (open, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const exported = async () => {
    const { body } = await admin.get('/exportacao').buffer(true).parse(asText).expect(200);
    return body as string;
  };

  beforeAll(async () => {
    server = await startServer(await create(), { seed: 'demo' });
    await importRows(
      server.database,
      {
        filmes: [{ id: 9_000, titulo: 'Aspas " e \\ e\u2028 😀', atores: 'Zoë, Ana' }],
        usuarios: [
          { id: 9_000, nome: 'Ana Dias', email: 'ana@example.com' },
          { id: 2 ** 52, nome: 'Último' },
        ],
        avaliacoes: [
          { usuario_id: 9_000, filme_id: 9_000, avaliacao: 3.333333, avaliado_em: null },
          { usuario_id: 9_000, filme_id: 1, avaliacao: 0, avaliado_em: 1_700_000_000_123 },
        ],
      },
      { existing: 'keep' },
    );
  });
  afterAll(() => server.close());

  it('gives the same database when it is imported elsewhere', async () => {
    const { headers } = await admin
      .get('/exportacao')
      .buffer(false)
      .expect('Content-Type', /^application\/x-ndjson/);
    expect(headers['content-disposition']).toBe('attachment; filename="centroide.ndjson"');
    const text = await exported();
    const database = await open();
    const report = await importPath(database, await fileWith('centroide.ndjson', text));
    expect(report.rejected).toEqual([]);
    for (const table of [films, users, ratings]) expect(await table(database)).toEqual(await table(server.database));
    const again = await importPath(database, await fileWith('de-novo.jsonl', text));
    expect(again.counts.avaliacoes).toMatchObject({ novos: 0, alterados: 0, rejeitados: 0 });
  });

  it('is one moment, whatever is written meanwhile, and keeps nobody from writing', async () => {
    const before = (await exported()).split('\n').length;
    await new Promise<void>((resolve, reject) => {
      const options = { headers: { authorization: server.bearer('admin') } };
      get(`${server.url}/exportacao`, options, (response) => {
        const read = async (): Promise<void> => {
          let count = 1;
          let first = true;
          for await (const chunk of response) {
            if (first) await addUsers(server.database, [8_000]);
            first = false;
            count += String(chunk).split('\n').length - 1;
          }
          expect(count).toBe(before);
        };
        read().then(resolve, reject);
      }).on('error', reject);
    });
    expect((await exported()).split('\n').length).toBe(before + 1);
  });
});

eachDatabase('two readers at a time', (_, create) => {
  let server: TestServer;
  // Little to give out: the end comes right after the beginning.
  beforeAll(async () => (server = await startServer(await create())));
  afterAll(() => server.close());

  const read = async (): Promise<number> => {
    const headers = { authorization: server.bearer('admin') };
    const response = await fetch(`${server.url}/exportacao`, { headers });
    await response.text();
    return response.status;
  };

  it('may ask again as soon as they have all of it', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 100; n++) for (const status of await Promise.all([read(), read()])) statuses.add(status);
    expect([...statuses]).toEqual([200]);
  });

  it('give their places back when they hang up', async () => {
    await importRows(server.database, {
      usuarios: Array.from({ length: 20_000 }, (_, n) => ({ id: n + 1, nome: 'Ana' })),
    });
    const leave = () =>
      new Promise<void>((resolve) => {
        const headers = { authorization: server.bearer('admin') };
        const request = get(`${server.url}/exportacao`, { headers }, (response) => {
          response.once('data', () => request.destroy());
          response.once('close', resolve);
        });
        request.on('error', () => undefined);
      });
    await Promise.all([leave(), leave()]);
    await until('both places are free', async () =>
      (await Promise.all([read(), read()])).every((status) => status === 200),
    );
  });
});

eachDatabase('an export', (open) => {
  it('may be in any order, and what is no line of it is rejected once', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'tudo.ndjson': lines(
        '{"tipo":"avaliacao","usuario_id":1,"filme_id":1,"avaliacao":4,"avaliado_em":null}',
        '{"id":1,"titulo":"Um","tipo":"filme"}',
        '{"tipo":"usuario","id":1,"nome":"Ana"}',
        '{"tipo":"chave","id":1}',
        'nada',
        '{"tipo":"avaliacao","usuario_id":1,"filme_id":1,"avaliacao":9}',
        '{"tipo":"filme","id":2,"titulo":"Dois","cor":"azul"}',
      ),
    });
    expect(await ratings(database)).toEqual([{ usuario_id: 1, filme_id: 1, avaliacao: 4, avaliado_em: null }]);
    expect(reasons(report)).toEqual([
      'tudo.ndjson:4 tipo não é filme, usuario, avaliacao, evento',
      'tudo.ndjson:5 não é um objeto JSON',
      'tudo.ndjson:7 campo desconhecido: cor',
      'tudo.ndjson:6 avaliação 9 fora de 0 a 5',
    ]);
  });
});
