import { readFile } from 'node:fs/promises';
import request from 'supertest';
import { failureBy, failureOf, failures, translated } from '../../../src/importing/jobs/import-failures';
import { addFilms } from '../../support/add-rows';
import { clientOf } from '../../support/client';
import { eachDatabase, withPostgres } from '../../support/databases';
import { childrenOf } from '../../support/program';
import { startServer, type TestServer } from '../../support/server';
import { until } from '../../support/until';
import { lines, removeFiles, zipWith } from '../files';

afterAll(removeFiles);

const RATINGS = 400_000;

/** Sends a file, and tells how its import ended, in both languages. */
function importsOf(server: () => TestServer) {
  const client = clientOf(server);
  const told = async (location: string, language: string) => {
    const asked = request(server().url).get(location).set('Accept-Language', language);
    return (await asked.set('Authorization', server().bearer('escrita')).expect(200)).body;
  };
  return {
    send: async (file: Buffer, name: string): Promise<string> =>
      (await client.post('/importacoes').attach('arquivo', file, name).expect(202)).headers.location,
    told,
    ended: async (location: string): Promise<{ estado: string; pt: string; en: string }> => {
      const isOver = async () => !['na_fila', 'executando'].includes((await told(location, 'pt')).estado);
      await until(`the end of ${location}`, isOver);
      const { estado, erro } = await told(location, 'pt');
      return { estado, pt: erro, en: (await told(location, 'en')).erro };
    },
  };
}

eachDatabase('an import that comes to nothing', (_, create) => {
  let server: TestServer;
  const imports = importsOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
  });
  afterAll(() => server.close());

  it('says in both languages that a method of compression is not read', async () => {
    const bytes = await readFile(await zipWith({ 'filmes.csv': lines('id,titulo', '2,Dois') }));
    // The method, in the header of the file and in the list at the end of the archive: LZMA.
    bytes.writeUInt16LE(14, 8);
    bytes.writeUInt16LE(14, bytes.indexOf('PK\x01\x02') + 10);
    const { estado, pt, en } = await imports.ended(await imports.send(bytes, 'arquivo.zip'));
    expect([estado, pt, en]).toEqual([
      'falhou',
      `filmes.csv ${failures.compression.pt}`,
      `filmes.csv ${failures.compression.en}`,
    ]);
  });

  it.each([
    ['SIGKILL', failures.killed],
    ['SIGABRT', failures.memory],
    ['SIGSEGV', failures.signalled],
  ] as const)('says what ended its process: %s', async (signal, expected) => {
    const ratings = Array.from({ length: RATINGS }, (__, n) => `${n + 1},1,3\n`);
    const before = childrenOf(process.pid);
    const location = await imports.send(Buffer.from(`userId,movieId,rating\n${ratings.join('')}`), 'ratings.csv');
    await until('some lines', async () => ((await imports.told(location, 'pt')).linhas as number) > 0);
    for (const pid of childrenOf(process.pid)) if (!before.includes(pid)) process.kill(pid, signal);
    expect(await imports.ended(location)).toEqual({ estado: 'falhou', pt: expected.pt, en: expected.en });
  });

  it('tells of a rejected row in both languages', async () => {
    const location = await imports.send(
      Buffer.from(lines('usuario_id,filme_id,avaliacao', '1,9,3', '1,1,3')),
      'avaliacoes.csv',
    );
    expect((await imports.ended(location)).estado).toBe('concluida');
    const reason = async (language: string) => (await imports.told(location, language)).rejeitadas[0];
    expect(await reason('pt')).toEqual({ arquivo: 'avaliacoes.csv', linha: 2, motivo: 'filme 9 não existe' });
    expect(await reason('en')).toEqual({ arquivo: 'avaliacoes.csv', linha: 2, motivo: 'film 9 does not exist' });
  });

  it('tells of bad cells and rows, of what is odd, and of the scale, in both languages', async () => {
    const zip = await zipWith({
      'filmes.csv': lines(
        'id,titulo,ano',
        ...[',Um,', '3,,', '4,Dois,99', '5,"Três', '6', `7,${'x'.repeat(40_000)},`, '8,\0,', '9,\u0007,'],
      ),
      'usuarios.ndjson': lines('{"id":7,"nome":"Ana","email":"x"}', '[]', '{"id":8,"nome":true}', '{"id":9,"idade":3}'),
      'avaliacoes.csv': lines(
        'usuario_id,filme_id,avaliacao,avaliado_em',
        ...['9000001,1,9,2099-01-01', '10,1,8,ontem', '10,1,x,', '10,1,11,', '10,9,9,'],
      ),
    });
    const location = await imports.send(await readFile(zip), 'arquivo.zip');
    expect((await imports.ended(location)).estado).toBe('concluida');
    const [pt, en] = [await imports.told(location, 'pt'), await imports.told(location, 'en')];
    const told = ({ rejeitadas, avisos }: { rejeitadas: { linha: number; motivo: string }[]; avisos: string[] }) => [
      ...rejeitadas.map(({ linha, motivo }) => `${linha} ${motivo}`),
      ...avisos,
    ];
    expect(told(en)).toEqual([
      '2 id "" is not a whole number from 1 to 4503599627370496',
      '3 titulo is empty',
      '5 quotes that are not closed',
      '6 3 columns expected, 1 found',
      '7 line of more than 32768 characters',
      '8 text with null bytes',
      '9 titulo with invalid characters',
      '1 email "x" is no address',
      '2 is not a JSON object',
      '3 nome is neither a text nor a number',
      '4 unknown field: idade',
      '2 date 2099-01-01T00:00:00.000Z is in the future',
      '4 rating "x" is not a number',
      '5 rating 11 is not from 0 to 10 (another scale? use the field escala)',
      '6 film 9 does not exist',
      'avaliacoes.csv: ratings were read as from 0 to 10 and turned into 0 to 5',
      'filmes.csv: 1 row was imported without ano (it could not be read)',
      'avaliacoes.csv: 1 row was imported without its date (it could not be read)',
      'ratings with a date in the future: 1',
      'ratings of films or by users that do not exist: 1',
    ]);
    expect(told(pt)).toHaveLength(told(en).length);
    for (const [n, one] of told(pt).entries()) expect(one).not.toBe(told(en)[n]);
    expect(pt.rejeitadas[1].motivo).toBe('titulo vazio');
  });

  it.each([
    [
      'x.csv',
      Buffer.from(lines('a,b', '1,2')),
      'cabeçalho não reconhecido',
      /^x\.csv: header not recognised\n {2}found: a,b\nTaken /,
    ],
    ['filmes.csv', Buffer.from(lines('id,titulo,cor', '1,Um,a')), 'colunas desconhecidas: cor', /unknown columns: cor/],
    ['a.zip', Buffer.from('nothing'), 'a.zip não é um arquivo zip', /^a\.zip is not a zip archive$/],
    ['filmes.csv', Buffer.from(''), 'filmes.csv está vazio', /^filmes\.csv is empty$/],
  ])('says in both languages why nothing of a file can be used: %s', async (name, content, portuguese, english) => {
    const { estado, pt, en } = await imports.ended(await imports.send(content, name));
    expect(estado).toBe('falhou');
    expect(pt).toContain(portuguese);
    expect(en).toMatch(english);
  });
});

withPostgres('an import on a database that cannot go on', (_, create) => {
  it.each([
    ['53100', failures.diskFull],
    ['57P01', failures.away],
    ['25006', failures.readOnly],
    ['58030', failures.damaged],
    ['40P01', failures.inTheWay],
    ['P0001', failures.died],
  ] as const)('says so: %s', async (code, expected) => {
    const server = await startServer(await create());
    try {
      await server.database.write(async (transaction) => {
        await transaction.query(
          `CREATE FUNCTION falha() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'made to fail' USING ERRCODE = '${code}'; END $$`,
        );
        await transaction.query('CREATE TRIGGER falha BEFORE INSERT ON filmes EXECUTE FUNCTION falha()');
      });
      const imports = importsOf(() => server);
      const location = await imports.send(Buffer.from(lines('id,titulo', '2,Dois')), 'filmes.csv');
      expect(await imports.ended(location)).toEqual({ estado: 'falhou', pt: expected.pt, en: expected.en });
    } finally {
      await server.close();
    }
  });
});

describe('what is told of an import that failed', () => {
  it.each([
    ['SQLITE_FULL', failures.diskFull],
    ['ENOSPC', failures.diskFull],
    ['SQLITE_BUSY', failures.inTheWay],
    ['SQLITE_IOERR', failures.damaged],
    ['ECONNREFUSED', failures.away],
  ])('goes by the code of the error: %s', (code, expected) => {
    expect(failureOf(Object.assign(new Error(), { code }))).toBe(expected);
  });

  it('is the same as a shell tells of a signal', () => {
    expect([failureBy(134, null), failureBy(137, null), failureBy(1, null)]).toEqual([
      failures.memory,
      failures.killed,
      failures.died,
    ]);
  });

  it('stays as it is where it is none of ours', () => {
    expect(translated('nada para importar', 'en')).toBe('nada para importar');
    expect(translated(failures.died.pt, 'pt')).toBe(failures.died.pt);
  });
});
