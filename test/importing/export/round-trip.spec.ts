import * as fc from 'fast-check';
import type { Database } from '../../../src/database/database';
import { asText, clientOf } from '../../support/client';
import { eachDatabase } from '../../support/databases';
import { startServer, type TestServer } from '../../support/server';
import { fileWith, importPath, removeFiles } from '../files';
import { exportLines } from '../../../src/importing/export/export-lines';

afterAll(removeFiles);

/** Text of all kinds: letters, quotes, emoji, spaces at its ends, control characters, up to just beyond what is taken. */
const unit = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  { weight: 8, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('"', '\\', ',', ' ', '\u2028', '\ufeff', '\u00a0', '|', '😀', 'e\u0301', '\ufe0f'),
  },
  { weight: 1, arbitrary: fc.constantFrom('\t', '\n', '\r', '\u0001', '\u001f', '\u007f', '\u0085') },
);
const text = (longest: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit, maxLength: 12 }),
    fc.tuple(unit, fc.integer({ min: longest - 2, max: longest + 1 })).map(([one, times]) => one.repeat(times)),
  );
const id = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 2 ** 52 }), fc.constant(2 ** 52));

const film = fc.record(
  {
    id,
    titulo: text(300),
    genero: text(500),
    diretor: text(1000),
    atores: text(4000),
    ano: fc.option(fc.integer({ min: 1870, max: 2100 })),
  },
  { requiredKeys: ['titulo'] },
);
const user = fc.record(
  {
    id,
    nome: text(200),
    email: fc.option(
      fc.oneof(
        fc.emailAddress(),
        text(254).map((part) => `${part}@a.b`),
      ),
    ),
  },
  { requiredKeys: ['nome'] },
);
const rating = fc.record(
  {
    usuario: fc.nat(20),
    filme: fc.nat(20),
    avaliacao: fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.constantFrom(0, 0.5, 5, 1e-7)),
    avaliado_em: fc.option(
      fc
        .date({ min: new Date(0), max: new Date(Date.UTC(2100, 0, 1) - 1), noInvalidDate: true })
        .map((date) => date.toISOString()),
    ),
    recomendacao_id: fc.option(fc.constantFrom('lista 7', 'ü "2", ],[ \\ null', '\u2028|😀')),
  },
  { requiredKeys: ['usuario', 'filme', 'avaliacao'] },
);

const exported = async (database: Database): Promise<string> => {
  const snapshot = await database.snapshot();
  try {
    let all = '';
    for await (const some of exportLines(snapshot)) all += some;
    return all;
  } finally {
    await snapshot.close();
  }
};

const clear = (database: Database) =>
  database.write(async (transaction) => {
    for (const table of ['avaliacoes', 'usuarios', 'filmes']) await transaction.query(`DELETE FROM ${table}`);
  });

eachDatabase('whatever the API accepts', (open, create) => {
  let server: TestServer;
  let other: Database;
  const client = clientOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create());
    other = await open();
  });
  afterAll(() => server.close());

  /** Ids of what was taken. */
  async function send(list: 'filmes' | 'usuarios', bodies: readonly { id?: number }[]): Promise<number[]> {
    const ids: number[] = [];
    for (const body of bodies) {
      const { status, body: answer } =
        body.id === undefined ? await client.post(`/${list}`, body) : await client.post(`/${list}/lote`, [body]);
      if (status === 422 || status === 409) continue;
      expect([200, 201]).toContain(status);
      ids.push((answer as { id?: number; ids?: number[] }).id ?? (answer as { ids: number[] }).ids[0]);
    }
    return ids;
  }

  it('is exported, imported elsewhere and exported again as the same bytes', async () => {
    let landed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(film, { maxLength: 5 }),
        fc.array(user, { maxLength: 5 }),
        fc.array(rating, { maxLength: 6 }),
        async (films, users, ratings) => {
          await clear(server.database);
          await clear(other);
          const filmIds = await send('filmes', films);
          const userIds = await send('usuarios', users);
          if (filmIds.length > 0 && userIds.length > 0)
            for (const { usuario, filme, ...given } of ratings) {
              const ids = {
                usuario_id: userIds[usuario % userIds.length],
                filme_id: filmIds[filme % filmIds.length],
              };
              const { status } = await client.post('/avaliacoes', { ...ids, ...given });
              expect([200, 201]).toContain(status);
            }
          const { body } = await clientOf(() => server, 'admin')
            .get('/exportacao')
            .buffer(true)
            .parse(asText)
            .expect(200);
          const report = await importPathOf(body as string);
          expect(report).toEqual([]);
          expect(await exported(other)).toBe(body);
          landed += filmIds.length + userIds.length;
        },
      ),
      { numRuns: 60 },
    );
    // What is refused is no proof.
    expect(landed).toBeGreaterThan(50);
  });

  /** Import what is not empty; resolves to what was rejected. */
  async function importPathOf(body: string) {
    if (body === '') return [];
    return (await importPath(other, await fileWith('centroide.ndjson', body))).rejected;
  }
});
