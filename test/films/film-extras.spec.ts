import { exportLines } from '../../src/importing/export/export-lines';
import { fileWith, importPath, removeFiles } from '../importing/files';
import { asText, clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

afterAll(removeFiles);

const told = {
  poster_url: 'https://example.com/a.jpg',
  sinopse: 'Um farol se apaga.',
  duracao: 117,
  idioma: 'pt, en',
  pais: 'Brasil',
  classificacao: 14,
  disponivel_de: '2026-01-01T00:00:00.000Z',
  disponivel_ate: '2026-12-31T00:00:00.000Z',
  atributos: { prateleira: 'B3', preco: 9.9, legendas: ['pt', 'es'] },
};

eachDatabase('what a team tells of a film', (open, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  beforeAll(async () => (server = await startServer(await create())));
  afterAll(() => server.close());

  it('is answered as it came, changed, emptied, exported and imported again', async () => {
    const { body: film } = await admin.post('/filmes', { titulo: 'O Farol', ...told }).expect(201);
    expect(film).toMatchObject(told);
    const batch = [{ id: film.id, titulo: 'O Farol', duracao: 118, sinopse: null }];
    await admin.post('/filmes/lote', batch).expect(200);
    const { body: changed } = await admin.patch(`/filmes/${film.id}`, { atributos: null }).expect(200);
    const { atributos, ...rest } = { ...told, sinopse: undefined };
    const described = { id: film.id, titulo: 'O Farol', genero: '', diretor: '', atores: '', ano: null };
    expect(changed).toEqual({ ...described, ...rest, duracao: 118 });
    const { body: again } = await admin.patch(`/filmes/${film.id}`, { atributos }).expect(200);
    const { body: text } = await admin.get('/exportacao').buffer(true).parse(asText).expect(200);
    expect(JSON.parse(text as string)).toEqual({ tipo: 'filme', ...again });
    const other = await open();
    const report = await importPath(other, await fileWith('centroide.ndjson', text as string));
    expect(report.rejected).toEqual([]);
    const snapshot = await other.snapshot();
    const lines: string[] = [];
    for await (const piece of exportLines(snapshot)) lines.push(piece);
    await snapshot.close();
    expect(lines.join('')).toBe(text);
  });

  it.each([
    ['poster_url', 'javascript:alert(1)'],
    ['poster_url', 'https://user:pw@example.com/'],
    ['duracao', 0],
    ['classificacao', -1],
    ['disponivel_de', 'ontem'],
    ['atributos', '{"a":1}'],
    ['atributos', ['a']],
    ['atributos', { 'a b': 1 }],
    ['atributos', { a: 'x'.repeat(5000) }],
  ])('refuses %s %j by its name', async (field, value) => {
    const { body } = await admin.post('/filmes', { titulo: 'O Farol', [field]: value }).expect(422);
    expect(body.erros[0].campo).toBe(field);
  });
});
