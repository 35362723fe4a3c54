import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { describeWith, postgresPrograms } from '../support/requirements';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres';
import { startServerProgram, type ServerProgram } from '../support/program';
import { fill, type Filled } from './filled-database';
import { tell } from './kills';
import { checkAll, Writer } from './writer';
import { until } from '../support/until';

const WRITERS = 4;
const FILMS = 30;

describeWith(postgresPrograms, 'a PostgreSQL that goes away and comes back', () => {
  let postgres: OwnPostgres;
  let server: ServerProgram;
  let filled: Filled;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    filled = await fill(postgres.location, { users: WRITERS, films: FILMS, ratingsEach: 0 });
    server = await startServerProgram(postgres.location);
  }, 240_000);
  afterAll(async () => {
    await server.kill('SIGTERM');
    await filled.database.close();
    await postgres.remove();
  });

  // A connection each: none is left over that the server has closed meanwhile.
  const get = (path: string) => request(server.url).get(path).set('Accept-Language', 'en').set('Connection', 'close');

  it.each(['fast', 'immediate'] as const)(
    'is answered with 503 meanwhile and needs no restart (stopped: %s)',
    async (mode) => {
      const writers = Array.from({ length: WRITERS }, (_, n) => new Writer(n + 1, FILMS, 11));
      await filled.database.write(async (transaction) => {
        await transaction.query('DELETE FROM avaliacoes');
        await transaction.query('UPDATE usuarios SET versao_perfil = 0');
      });
      let over = false;
      const writing = Promise.all(
        writers.map((writer) => writer.run(server.url, filled.key, () => over, { untilCut: false })),
      );
      const total = (): number => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
      await until('100 writes', () => total() >= 100);
      await postgres.stop(mode);
      const written = total();

      for (const path of ['/filmes', '/filmes/1/recomendacoes', '/saude/pronta']) {
        const answer = await get(path);
        expect([path, answer.status]).toEqual([path, 503]);
        expect(answer.headers['content-type']).toContain('application/problem+json');
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        expect(JSON.parse(answer.text)).toMatchObject({
          type: 'urn:centroide:problema:banco-indisponivel',
          detail: 'The database does not answer. Try again shortly.',
        });
      }
      expect((await get('/saude/viva')).status).toBe(200);

      await postgres.start();
      const back = Date.now();
      await until('readiness', async () => (await get('/saude/pronta')).status === 200, { seconds: 30 });
      const recovery = Date.now() - back;
      expect((await get('/filmes')).status).toBe(200);
      await until('100 writes more', () => total() >= written + 100);
      over = true;
      await writing;

      const checked = await checkAll(writers, filled.database);
      tell(
        `PostgreSQL stopped (${mode}) and started under load: answers again ${recovery} ms after it was back; ` +
          `${checked.acknowledged} acknowledged writes checked, ${checked.lost} lost, ${checked.doubled} doubled`,
      );
      expect(checked.uncertain).toBeGreaterThan(0);
      expect(checked).toMatchObject({ lost: 0, doubled: 0 });
    },
  );

  it.each(['fast', 'immediate'] as const)(
    'is no error of ours for whoever makes films meanwhile (stopped: %s)',
    async (mode) => {
      const statuses = new Set<number>();
      // The films that were filled in have numbers that nobody has counted.
      await filled.database.write((transaction) => filled.database.dialect.advanceIds(transaction, 'filmes', 1000));
      let over = false;
      const make = async (n: number): Promise<void> => {
        while (!over) {
          const answer = await fetch(`${server.url}${n % 2 ? '/filmes' : '/filmes/lote'}`, {
            method: 'POST',
            headers: { Authorization: `Bearer ${filled.key}`, 'Content-Type': 'application/json' },
            body: JSON.stringify(n % 2 ? { titulo: 'Novo' } : [{ titulo: 'Novo' }, { titulo: 'Outro' }]),
          });
          statuses.add(answer.status);
          await answer.arrayBuffer();
        }
      };
      const making = Promise.all(Array.from({ length: 12 }, (_, n) => make(n)));
      for (let n = 0; n < 3; n++) {
        await pause(500);
        await postgres.stop(mode);
        await until('a refusal', () => statuses.has(503));
        await pause(300);
        await postgres.start();
      }
      await until('films of both kinds', () => statuses.has(200) && statuses.has(201));
      over = true;
      await making;
      expect([...statuses].sort()).toEqual([200, 201, 503]);
    },
    240_000,
  );

  it('keeps the server from starting, with a line that says so', async () => {
    await postgres.stop('fast');
    await expect(startServerProgram(postgres.location)).rejects.toThrow(
      /O banco postgres:\/\/127\.0\.0\.1:\d+\/postgres não pôde ser aberto: .*ECONNREFUSED/,
    );
    await postgres.start();
  });
});
