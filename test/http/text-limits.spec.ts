import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addUsers } from '../support/add-rows';
import { importFiles, reasons, removeFiles } from '../importing/files';
import { startServer, type TestServer } from '../support/server';

/** What the documentation says, written out: nobody changes a limit without changing it here. In characters. */
const limits = [
  { list: 'filmes', field: 'titulo', longest: 300, takes: 'um texto de 1 a 300 caracteres' },
  {
    list: 'filmes',
    field: 'genero',
    longest: 500,
    takes: 'um texto de até 500 caracteres, com vírgulas entre os valores',
  },
  {
    list: 'filmes',
    field: 'diretor',
    longest: 1000,
    takes: 'um texto de até 1000 caracteres, com vírgulas entre os valores',
  },
  {
    list: 'filmes',
    field: 'atores',
    longest: 4000,
    takes: 'um texto de até 4000 caracteres, com vírgulas entre os valores',
  },
  { list: 'usuarios', field: 'nome', longest: 200, takes: 'um texto de 1 a 200 caracteres' },
  { list: 'usuarios', field: 'email', longest: 254, takes: 'um endereço como ana@example.com' },
];

/** A value of a field, so many characters long; `mark` tells it from others. */
function valueOf(field: string, length: number, mark: string): string {
  const end = field === 'email' ? '@example.com' : '';
  return mark + 'é'.repeat(length - mark.length - end.length) + end;
}

afterAll(removeFiles);

eachDatabase('a text', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const admin = clientOf(() => server, 'admin');
  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [{ id: 900, titulo: 'Um' }]);
    await addUsers(server.database, [900]);
  });
  afterAll(() => server.close());

  describe.each(limits)('as $field of $list', ({ list, field, longest, takes }) => {
    const row = (length: number, mark: string) => ({
      [list === 'filmes' ? 'titulo' : 'nome']: 'Um',
      [field]: valueOf(field, length, mark),
    });

    it(`may be ${longest} characters long, and no more, one by one`, async () => {
      const { body: created } = await client.post(`/${list}`, row(longest, 'a')).expect(201);
      expect(created[field]).toBe(valueOf(field, longest, 'a'));
      const { body: read } = await client.get(`/${list}/${created.id}`).expect(200);
      expect(read[field]).toBe(valueOf(field, longest, 'a'));
      for (const send of [
        client.post(`/${list}`, row(longest + 1, 'b')),
        client.patch(`/${list}/900`, { [field]: valueOf(field, longest + 1, 'b') }),
      ]) {
        const { body } = await send.expect(422);
        expect(body.erros).toEqual([{ campo: field, mensagem: expect.stringContaining(`; aceita ${takes}`) }]);
      }
    });

    it(`may be ${longest} characters long, and no more, in a batch`, async () => {
      const { body } = await client.post(`/${list}/lote`, [row(longest, 'c')]).expect(200);
      const { body: read } = await client.get(`/${list}/${body.ids[0]}`).expect(200);
      expect(read[field]).toBe(valueOf(field, longest, 'c'));
      const { body: refused } = await client.post(`/${list}/lote`, [row(longest + 1, 'd')]).expect(422);
      expect(refused.erros).toEqual([
        { linha: 1, campo: field, mensagem: expect.stringContaining(`; aceita ${takes}`) },
      ]);
    });
  });

  const controls = ['\u0000', '\t', '\n', '\u001f', '\u007f', '\u0085', '\u009f'];

  it.each(limits)(
    'as $field of $list has no control characters, whichever way it comes in',
    async ({ list, field }) => {
      for (const control of controls) {
        const value = field === 'email' ? `a${control}b@example.com` : `a${control}b`;
        const row = { [list === 'filmes' ? 'titulo' : 'nome']: 'Um', [field]: value };
        await client.post(`/${list}`, row).expect(422);
        await client.patch(`/${list}/900`, { [field]: value }).expect(422);
        await client.post(`/${list}/lote`, [row]).expect(422);
        const report = await importFiles(server.database, { [`${list}.ndjson`]: JSON.stringify({ id: 800, ...row }) });
        expect(reasons(report)).toEqual([`${list}.ndjson:1 ${field} com caracteres inválidos`]);
      }
    },
  );

  it.each(limits.filter(({ field }) => field !== 'email'))(
    'as $field of $list may be as long as that in emoji, in a file too',
    async ({ list, field, longest }) => {
      const emoji = '😀'.repeat(longest);
      const row = { id: 801, [list === 'filmes' ? 'titulo' : 'nome']: 'Um', [field]: emoji };
      const imported = await importFiles(server.database, { [`${list}.ndjson`]: JSON.stringify(row) });
      expect(reasons(imported)).toEqual([]);
      expect((await client.get(`/${list}/801`).expect(200)).body[field]).toBe(emoji);
      await client.patch(`/${list}/801`, { [field]: emoji }).expect(200);
    },
  );

  it('as name of a key may be 100 characters long, and no more', async () => {
    await admin.post('/chaves', { nome: 'é'.repeat(100), escopo: 'leitura' }).expect(201);
    await admin.post('/chaves', { nome: 'é'.repeat(101), escopo: 'leitura' }).expect(422);
  });

  it.each(['busca', 'genero', 'diretor', 'ator'])('searched for as %s may be 200 long, and no more', async (name) => {
    await client.get(`/filmes?${name}=${'e'.repeat(200)}`).expect(200);
    await client.get(`/filmes?${name}=${'e'.repeat(201)}`).expect(422);
  });
});
