import { ERASURES_KEPT } from '../../src/users/erased-users';
import { asText, clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { fileWith, importFiles, importPath, lines, reasons, removeFiles } from '../importing/files';

afterAll(removeFiles);

const today = () => new Date().toISOString().slice(0, 10);

eachDatabase('a person who was erased', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const admin = clientOf(() => server, 'admin');
  beforeEach(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
    const people = [7, 8].map((id) => ({ id, nome: `Pessoa ${id}`, email: `p${id}@example.com` }));
    await client.post('/usuarios/lote', people).expect(200);
    await client.put('/usuarios/7/avaliacoes/1', { avaliacao: 4 }).expect(201);
  });
  afterEach(() => server.close());

  const ids = async () =>
    (await server.database.query<{ id: number }>('SELECT id FROM usuarios ORDER BY id')).map(({ id }) => id);
  const longAgo = (days: number) =>
    server.database.write((transaction) =>
      transaction.query('UPDATE usuarios_apagados SET apagado_em = apagado_em - $1', [days * 86_400_000]),
    );

  it('is not made again by a batch, which says why in both languages', async () => {
    await client.delete('/usuarios/7').expect(204);
    const rows = [{ id: 7, nome: 'De volta' }];
    const { body } = await client.post('/usuarios/lote', rows).expect(422);
    expect(body.error).toBe(`Linha 1: usuário 7 foi apagado em ${today()}. Nada foi gravado.`);
    const { body: english } = await client.post('/usuarios/lote', rows).set('Accept-Language', 'en').expect(422);
    expect(english.error).toBe(`Row 1: user 7 was erased on ${today()}. Nothing was written.`);
    expect(await ids()).toEqual([8]);
  });

  it.each(['keep', 'replace'] as const)('is not made again by what was exported before (%s)', async (existing) => {
    const { body } = await admin.get('/exportacao').buffer(true).parse(asText).expect(200);
    await client.delete('/usuarios/7').expect(204);
    const path = await fileWith('antes.ndjson', body as string);
    const planned = await importPath(server.database, path, { existing, dryRun: true });
    const report = await importPath(server.database, path, { existing });
    expect(reasons(report)).toEqual([
      `antes.ndjson:2 usuário 7 foi apagado em ${today()}`,
      'antes.ndjson:4 usuário 7 não existe',
    ]);
    expect(reasons(planned)).toEqual(reasons(report));
    expect(await ids()).toEqual([8]);
  });

  it('is not made again by ratings that bring their people', async () => {
    await client.delete('/usuarios/7').expect(204);
    const report = await importFiles(server.database, {
      'ratings.csv': lines('userId,movieId,rating,timestamp', '7,1,5,1700000000', '9,1,5,1700000000'),
    });
    expect(reasons(report)).toEqual([`ratings.csv:2 usuário 7 foi apagado em ${today()}`]);
    expect(report.counts.usuarios).toMatchObject({ novos: 1 });
    expect(await ids()).toEqual([8, 9]);
  });

  it(`is remembered by number and day for ${ERASURES_KEPT} days, and no longer`, async () => {
    await client.delete('/usuarios/7').expect(204);
    const [known] = await server.database.query<object>('SELECT * FROM usuarios_apagados');
    expect(known).toEqual({ id: 7, apagado_em: expect.any(Number) });
    await longAgo(ERASURES_KEPT - 1);
    const eighth = await client.post('/usuarios', { nome: 'Outra' }).expect(201);
    await client.delete(`/usuarios/${eighth.body.id}`).expect(204);
    await client.post('/usuarios/lote', [{ id: 7, nome: 'De volta' }]).expect(422);
    await longAgo(2);
    await client.delete('/usuarios/8').expect(204);
    await client.post('/usuarios/lote', [{ id: 7, nome: 'Alguém' }]).expect(200);
  });

  it('does not leave the number to anybody who is created', async () => {
    await client.delete('/usuarios/8').expect(204);
    expect((await client.post('/usuarios', { nome: 'Nova' }).expect(201)).body.id).toBe(9);
  });

  it('differs from a film, which a file brings back', async () => {
    await client.delete('/filmes/1').expect(204);
    await client.post('/filmes/lote', [{ id: 1, titulo: 'De novo' }]).expect(200);
    await client.get('/filmes/1').expect(200);
  });
});
