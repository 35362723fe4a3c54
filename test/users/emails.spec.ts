import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { importFiles, lines, removeFiles } from '../importing/files';

afterAll(removeFiles);

eachDatabase('an email', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const emails = async () =>
    (await server.database.query<{ email: string | null }>('SELECT email FROM usuarios ORDER BY id')).map(
      ({ email }) => email,
    );
  beforeEach(async () => {
    server = await startServer(await create());
  });
  afterEach(() => server.close());

  it('is one whatever the case, and kept in small letters', async () => {
    const { body: ana } = await client.post('/usuarios', { nome: 'Ana', email: ' Ana@Example.COM ' }).expect(201);
    expect(ana.email).toBe('ana@example.com');
    const { body } = await client.post('/usuarios', { nome: 'Outra', email: 'ANA@example.com' }).expect(409);
    expect(body.type).toBe('urn:centroide:problema:email-em-uso');
    const { body: rui } = await client.post('/usuarios', { nome: 'Rui', email: 'RUI@É.example' }).expect(201);
    await client.patch(`/usuarios/${rui.id}`, { email: 'aNa@example.com' }).expect(409);
    // Their own in another spelling is theirs.
    const { body: same } = await client.patch(`/usuarios/${ana.id}`, { email: 'ANA@EXAMPLE.COM' }).expect(200);
    expect(same.email).toBe('ana@example.com');
    expect(await emails()).toEqual(['ana@example.com', 'rui@é.example']);
  });

  it('is given to one of two who take it in two spellings at the same moment', async () => {
    const spellings = ['ana@example.com', 'Ana@example.com', 'ANA@EXAMPLE.COM', 'ana@Example.com'];
    const answers = await Promise.all(spellings.map((email) => client.post('/usuarios', { nome: 'Ana', email })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await emails()).toEqual(['ana@example.com']);
  });

  it('is one in a batch, and between a batch and who is there', async () => {
    const twice = [
      { nome: 'Ana', email: 'ana@example.com' },
      { nome: 'Outra', email: 'ANA@example.com' },
    ];
    const { status, body } = await client.post('/usuarios/lote', twice);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('ana@example.com')]);
    expect(await emails()).toEqual([]);
    await client.post('/usuarios', { nome: 'Ana', email: 'ana@example.com' }).expect(201);
    await client.post('/usuarios/lote', [{ nome: 'Outra', email: 'Ana@Example.com' }]).expect(422);
    expect(await emails()).toEqual(['ana@example.com']);
  });

  it('is one in an import: the second row is rejected, and again the same is no change', async () => {
    const rows = ['1,Ana,Ana@Example.com', '2,Outra,ANA@EXAMPLE.COM', '3,Rui,Rui@example.com'];
    const importing = (some: readonly string[]) =>
      importFiles(server.database, { 'usuarios.csv': lines('id,nome,email', ...some) });
    const first = await importing(rows);
    expect(await emails()).toEqual(['ana@example.com', 'rui@example.com']);
    expect(JSON.stringify(first)).toContain('já é do usuário 1');
    const again = await importing([rows[0], rows[2]]);
    expect(again.counts.usuarios).toEqual({ novos: 0, alterados: 0, iguais: 2, rejeitados: 0 });
  });
});
