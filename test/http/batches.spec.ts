import { catalogueVersion } from '../../src/films/catalogue-version';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

eachDatabase('batches', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const ndjson = (path: string, lines: string) =>
    client.post(path).set('Content-Type', 'application/x-ndjson').send(lines);

  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  it('create and update films and users, with and without ids, and change nothing the second time', async () => {
    const films = [{ titulo: 'A', genero: 'drama,terror' }, { id: 50, titulo: 'B', ano: 1999 }, { titulo: 'C' }];
    const first = await client.post('/filmes/lote', films).expect(200);
    expect(first.body).toEqual({ criados: 3, atualizados: 0, iguais: 0, ids: [51, 50, 52] });
    const again = await client
      .post('/filmes/lote', [
        { id: 51, titulo: 'A' },
        { id: 50, titulo: 'B', ano: 2000 },
      ])
      .expect(200);
    expect(again.body).toEqual({ criados: 0, atualizados: 1, iguais: 1, ids: [51, 50] });
    expect((await client.get('/filmes/51')).body.genero).toBe('drama, terror');
    expect((await client.post('/filmes', { titulo: 'D' }).expect(201)).body.id).toBe(53);

    const users = [{ nome: 'Ana', email: 'ana@example.com' }, { nome: 'Rui' }];
    const { body } = await client.post('/usuarios/lote', users).expect(200);
    expect(body).toMatchObject({ criados: 2, atualizados: 0, iguais: 0 });
    expect((await client.get(`/usuarios/${body.ids[0]}`)).body).toEqual({ id: body.ids[0], ...users[0] });
    expect((await client.post('/usuarios', { nome: 'Eva' }).expect(201)).body.id).toBe(Number(body.ids[1]) + 1);
  });

  it('take ratings as a list or as NDJSON, and the newest stays', async () => {
    await client.post('/filmes/lote', [{ id: 1, titulo: 'X' }]).expect(200);
    await client.post('/usuarios/lote', [{ id: 101, nome: 'Um' }]).expect(200);
    const rating = { usuario_id: 101, filme_id: 1, avaliacao: 4, avaliado_em: '2020-01-01T00:00:00Z' };
    const counts = async (body: object[]) => (await client.post('/avaliacoes/lote', body).expect(200)).body;
    expect(await counts([rating])).toEqual({ criados: 1, atualizados: 0, iguais: 0 });
    expect(await counts([rating])).toEqual({ criados: 0, atualizados: 0, iguais: 1 });
    const lines = `${JSON.stringify({ usuario_id: 101, filme_id: 1, avaliacao: 2 })}\r\n\n`;
    const answer = await ndjson('/avaliacoes/lote', lines).expect(200);
    expect(answer.body).toEqual({ criados: 0, atualizados: 1, iguais: 0 });
    expect((await client.get('/usuarios/101/avaliacoes/1')).body.avaliacao).toBe(2);
    // Null is now, as in POST /avaliacoes.
    expect(await counts([{ ...rating, avaliado_em: null }])).toEqual({ criados: 0, atualizados: 1, iguais: 0 });
    expect(await counts([])).toEqual({ criados: 0, atualizados: 0, iguais: 0 });
  });

  it('let a rating without a date take the place of any, as PUT does, and count it', async () => {
    await client.post('/filmes/lote', [{ id: 2, titulo: 'Y' }]).expect(200);
    await client.post('/usuarios/lote', [{ id: 102, nome: 'Dois' }]).expect(200);
    const rating = { usuario_id: 102, filme_id: 2, avaliacao: 5, avaliado_em: '2099-01-01T00:00:00.000Z' };
    await client.post('/avaliacoes', rating).expect(201);
    const { body } = await client.post('/avaliacoes/lote', [{ ...rating, avaliacao: 1, avaliado_em: undefined }]);
    expect(body).toEqual({ criados: 0, atualizados: 1, iguais: 0 });
    expect((await client.get('/usuarios/102/avaliacoes/2')).body.avaliacao).toBe(1);
    // Within one batch as well: the last row came last.
    await client.post('/avaliacoes/lote', [rating, { ...rating, avaliacao: 2, avaliado_em: null }]).expect(200);
    const { body: stored } = await client.get('/usuarios/102/avaliacoes/2').expect(200);
    expect(stored.avaliacao).toBe(2);
    expect(Math.abs(Date.parse(stored.avaliado_em as string) - Date.now())).toBeLessThan(60_000);
  });

  it('take ids up to far beyond those that are given out, which go on as if it were not there', async () => {
    const largest = 2 ** 52;
    await client.post('/filmes/lote', [{ id: largest + 1, titulo: 'X' }]).expect(422);
    const { body: before } = await client.post('/filmes', { titulo: 'W' }).expect(201);
    await client.post('/filmes/lote', [{ id: largest, titulo: 'X' }]).expect(200);
    const { body } = await client.post('/filmes', { titulo: 'Y' }).expect(201);
    expect(body.id).toBe(Number(before.id) + 1);
    await client.delete(`/filmes/${largest}`).expect(204);
  });

  it('write nothing when one row cannot be taken, and name it in the language asked for', async () => {
    const version = await catalogueVersion(server.database);
    const good = { id: 700, titulo: 'Bom' };
    const rows = [good, { titulo: '', ano: 3 }, 7, { id: 1, titulo: 'Y', cor: 'azul' }];
    const { body } = await client.post('/filmes/lote', rows).expect(422);
    expect(body).toMatchObject({
      type: 'urn:centroide:problema:linha-invalida',
      detail: 'Linha 2, ano: recebeu 3; aceita um número inteiro de 1870 a 2100 (e mais 3). Nada foi gravado.',
    });
    expect(body.erros).toEqual([
      { linha: 2, campo: 'ano', mensagem: 'recebeu 3; aceita um número inteiro de 1870 a 2100' },
      { linha: 2, campo: 'titulo', mensagem: 'recebeu ""; aceita um texto de 1 a 300 caracteres' },
      { linha: 3, mensagem: 'não é um objeto JSON' },
      { linha: 4, campo: 'cor', mensagem: 'parâmetro desconhecido' },
    ]);
    await client.get('/filmes/700').expect(404);
    expect(await catalogueVersion(server.database)).toBe(version);

    const unknown = await client
      .post('/avaliacoes/lote', [
        { usuario_id: 101, filme_id: 50, avaliacao: 3 },
        { usuario_id: 101, filme_id: 999, avaliacao: 3 },
      ])
      .set('Accept-Language', 'en')
      .expect(422);
    expect(unknown.body.error).toBe('Row 2: film 999 does not exist. Nothing was written.');
    await client.get('/usuarios/101/avaliacoes/50').expect(404);

    const taken = await client.post('/usuarios/lote', [
      { id: 300, nome: 'Um', email: 'x@example.com' },
      { id: 301, nome: 'Dois', email: 'x@example.com' },
    ]);
    expect(taken.status).toBe(422);
    expect(taken.body.error).toBe('Linha 2: email "x@example.com" já é do usuário 300. Nada foi gravado.');
    await client.get('/usuarios/300').expect(404);
  });

  it('have limits', async () => {
    const many = Array.from({ length: 10_001 }, (__, n) => ({ id: n + 1, titulo: 'T' }));
    const { body } = await client.post('/filmes/lote', many).expect(422);
    expect(body.error).toMatch(/^lote: recebeu 10001 linhas; aceita até 10000/);
    expect((await client.post('/filmes/lote', many.slice(1)).expect(200)).body).toMatchObject({ iguais: 0 });
    await client.post('/filmes/lote', { titulo: 'só um' }).expect(422);
    await client.post('/filmes/lote').type('json').send('[{').expect(400);
    expect((await ndjson('/filmes/lote', '{"titulo":"A"}\n{').expect(422)).body.error).toBe(
      'Linha 2: não é um JSON válido. Nada foi gravado.',
    );
    await client.post('/filmes/lote').type('text/csv').send('id,titulo').expect(415);
    await client.post('/filmes/lote').type('json').set('Content-Encoding', 'gzip').send('[]').expect(415);
    await ndjson('/filmes/lote', `{"titulo":"${'x'.repeat(17 * 1024 * 1024)}"}`).expect(413);
  });
});
