import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import request from 'supertest';
import { lines, removeFiles, zipWith } from '../importing/files';
import { eachDatabase } from '../support/databases';
import { childrenOf, memoryOf, startServerProgram, type ServerProgram } from '../support/program';
import { fill, type Filled } from './filled-database';
import { tell } from './kills';
import { chunked, megabytesOf, send, statusOf } from './raw-client';
import { until } from '../support/until';

afterAll(removeFiles);

const LINE_MB = 200;
/** The most that the server and the process of an import may ever hold, in MB. */
const MOST = 400;

const header = 'usuario_id,filme_id,avaliacao,avaliado_em\n';

eachDatabase('an upload of garbage', (_, create) => {
  let server: ServerProgram;
  let filled: Filled;
  let made = 0;
  let highest = 0;

  beforeAll(async () => {
    const location = await create();
    filled = await fill(location, { users: 5, films: 5, ratingsEach: 0 });
    server = await startServerProgram(location);
  }, 240_000);
  afterAll(async () => {
    await server.kill('SIGTERM');
    await filled.database.close();
  });

  /** Upload a file piece by piece; resolves to its job when it has ended. */
  async function imported(name: string, pieces: Iterable<Buffer>) {
    made++;
    const form = function* (): Generator<Buffer> {
      yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="arquivo"; filename="${name}"\r\n\r\n`);
      yield* pieces;
      yield Buffer.from('\r\n--b--\r\n');
    };
    const answer = await send(server.url, {
      head:
        'POST /importacoes HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
        `Transfer-Encoding: chunked\r\nAuthorization: Bearer ${filled.key}`,
      body: chunked(form()),
    });
    expect(statusOf(answer)).toBe('202');
    const location = /^location: (.*)\r$/im.exec(answer)![1];
    const job = async () =>
      (
        await request(server.url)
          .get(location)
          .set('Authorization', `Bearer ${filled.key}`)
          .set('Connection', 'close')
          .expect(200)
      ).body;
    const ended = async () => {
      highest = Math.max(highest, ...[server.pid, ...childrenOf(server.pid)].map(peak));
      return ['concluida', 'falhou'].includes((await job()).estado);
    };
    await until(`the end of ${location}`, ended, { everyMs: 20 });
    return job();
  }

  const stored = async () =>
    (
      await filled.database.query<{ usuario_id: number; filme_id: number; avaliacao: number }>(
        'SELECT usuario_id, filme_id, avaliacao FROM avaliacoes ORDER BY usuario_id, filme_id',
      )
    ).map(({ usuario_id, filme_id, avaliacao }) => [usuario_id, filme_id, avaliacao]);

  it('rejects a rating of 9, an unknown film, and other bad rows, each with line and reason; the rest lands', async () => {
    const job = await imported('avaliacoes.csv', [
      Buffer.from(`${header}1,1,4,\n1,2,9,\n1,999,3,\nx,1,3,\n1,3\n1,3,"3\n2,1,5,\n`),
    ]);
    expect(job.estado).toBe('concluida');
    expect(job.rejeitadas).toEqual([
      { arquivo: 'avaliacoes.csv', linha: 3, motivo: expect.stringContaining('9') },
      { arquivo: 'avaliacoes.csv', linha: 4, motivo: 'filme 999 não existe' },
      { arquivo: 'avaliacoes.csv', linha: 5, motivo: expect.stringContaining('x') },
      { arquivo: 'avaliacoes.csv', linha: 6, motivo: '4 colunas esperadas, 2 encontradas' },
      { arquivo: 'avaliacoes.csv', linha: 7, motivo: 'aspas que não fecham' },
    ]);
    expect(await stored()).toEqual([
      [1, 1, 4],
      [2, 1, 5],
    ]);
  }, 240_000);

  it(`of one line of ${LINE_MB} MB rejects that line; the rest lands, and memory stays bounded`, async () => {
    const job = await imported(
      'avaliacoes.csv',
      (function* (): Generator<Buffer> {
        yield Buffer.from(`${header}3,1,4,\n`);
        yield* megabytesOf('7', LINE_MB);
        yield Buffer.from('\n3,2,2.5,\n');
      })(),
    );
    expect(job.rejeitadas).toEqual([
      { arquivo: 'avaliacoes.csv', linha: 3, motivo: 'linha com mais de 32768 caracteres' },
    ]);
    expect((await stored()).filter(([user]) => user === 3)).toEqual([
      [3, 1, 4],
      [3, 2, 2.5],
    ]);
    expect(highest).toBeLessThan(MOST);
  }, 240_000);

  it('of a truncated zip, binary garbage or a wrong header says why, and writes nothing', async () => {
    const before = await stored();
    const rows = Array.from({ length: 2000 }, (__, n) => `4,${(n % 5) + 1},3,${n}`);
    const zip = await readFile(
      await zipWith({
        'movies.csv': lines('movieId,title,genres', '1,Um (1990),Comedy'),
        'ratings.csv': lines('userId,movieId,rating,timestamp', ...rows),
      }),
    );
    for (const [name, content, reason] of [
      ['ml.zip', zip.subarray(0, zip.length - 40), /^ml\.zip não pode ser lido \(zip truncado ou danificado\?\)/],
      ['ml.zip', zip.subarray(0, zip.length >> 1), /^ml\.zip não pode ser lido \(zip truncado ou danificado\?\)/],
      ['ml.zip', randomBytes(500_000), /^ml\.zip não é um arquivo zip/],
      ['filmes.csv', Buffer.from('nada,disso\n1,2\n'), /cabeçalho não reconhecido/],
      ['avaliacoes.csv', Buffer.alloc(0), /^avaliacoes\.csv está vazio/],
    ] as const) {
      const job = await imported(name, [content]);
      expect([name, job.estado, job.erro]).toEqual([name, 'falhou', expect.stringMatching(reason)]);
    }
    const noise = await imported('avaliacoes.csv', [randomBytes(500_000)]);
    expect(noise.estado === 'falhou' || noise.contagens.avaliacoes.novos === 0).toBe(true);
    expect(await stored()).toEqual(before);
    tell(
      `${made} uploads of garbage on ${filled.database.dialect.name}, one with a line of ${LINE_MB} MB: rejected with reasons, ` +
        `the good rows landed; at most ${Math.round(highest)} MB of memory`,
    );
  }, 240_000);
});

function peak(pid: number): number {
  try {
    // Nothing of a process that is just ending.
    return memoryOf(pid, 'VmHWM') || 0;
  } catch {
    return 0;
  }
}
