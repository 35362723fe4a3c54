import request from 'supertest';
import { lines, removeFiles, zipWith } from '../importing/files';
import { withPostgres } from '../support/databases';
import { childOf, isThere, startServerProgram } from '../support/program';
import { until } from '../support/until';
import { fill } from './filled-database';
import { tell } from './kills';
import { checkAll, Writer } from './writer';

afterAll(removeFiles);

/** So many that an import which went on would still be at it. */
const PEOPLE = 1_500;
const FILMS = 200;
/** Past the ids that are there: nobody else writes these rows. */
const FIRST = 10_000;

const ids = (count: number): number[] => Array.from({ length: count }, (_, n) => FIRST + n);

const archive = () =>
  zipWith({
    'ml/movies.csv': lines('movieId,title,genres', ...ids(FILMS).map((id) => `${id},Filme ${id} (1990),Drama`)),
    'ml/ratings.csv': ids(PEOPLE)
      .flatMap((user) => ids(FILMS).map((film) => `${user},${film},${(user + film) % 6},1000\n`))
      .reduce((text, line) => text + line, 'userId,movieId,rating,timestamp\n'),
  });

withPostgres('a replica and its import that are stopped (SIGSTOP) for longer than a job may be silent', (_, create) => {
  const closing: (() => Promise<unknown>)[] = [];
  // Also when the test has failed while they are stopped.
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('lose nothing that was acknowledged; the import ends without another row when it wakes', async () => {
    const location = await create();
    const { database, key } = await fill(location, { users: 4, films: 30, ratingsEach: 0 });
    const stopped = await startServerProgram(location);
    const other = await startServerProgram(location);
    closing.push(
      () => other.kill('SIGTERM'),
      () => stopped.kill('SIGKILL'),
      () => database.close(),
    );
    const bearer = `Bearer ${key}`;
    const sent = await request(stopped.url)
      .post('/importacoes')
      .set('Authorization', bearer)
      .attach('arquivo', await archive())
      .expect(202);
    const jobAt = async (url: string) =>
      (await request(url).get(sent.headers.location).set('Authorization', bearer).expect(200)).body;
    const imported = async () => {
      const [{ n }] = await database.query<{ n: number }>(
        `SELECT COUNT(*) AS n FROM avaliacoes WHERE filme_id >= ${FIRST}`,
      );
      return n;
    };
    await until('some rows', async () => (await imported()) > 0);

    let over = false;
    const writers = [1, 2, 3, 4].map((user) => new Writer(user, 30, 2026));
    // Some hundred writes a second: what is awaited takes ten seconds, and is not to be kept from its processor.
    const often = { untilCut: false, restMs: 10 };
    const writing = writers.map((writer, n) => writer.run([stopped, other][n % 2].url, key, () => over, often));
    const acknowledged = (n: number) => writers[n].acknowledged + writers[n + 2].acknowledged;
    await until('writes on both', () => acknowledged(0) > 20 && acknowledged(1) > 20);
    const job = childOf(stopped.pid);
    process.kill(job, 'SIGSTOP');
    stopped.process.kill('SIGSTOP');
    const before = acknowledged(1);
    const noticed = async () => (await jobAt(other.url)).estado !== 'executando';
    // Where it holds its row, about to commit, that is when PostgreSQL ends its connection.
    await until('its death to be noticed', noticed, { seconds: 180, everyMs: 500 });
    expect(acknowledged(1)).toBeGreaterThan(before + 20);
    const silent = await jobAt(other.url);
    expect(silent).toMatchObject({ estado: 'falhou' });
    const rows = await imported();

    const asleep = acknowledged(0);
    process.kill(job, 'SIGCONT');
    stopped.process.kill('SIGCONT');
    await until('the replica to go on', () => acknowledged(0) > asleep + 20);
    await until('the end of the process', () => !isThere(job));
    const left = await imported();
    over = true;
    await Promise.all(writing);
    expect(await imported()).toBe(left);
    // Not even the batch that was under way.
    expect(left).toBe(rows);
    expect(left).toBeLessThan(PEOPLE * FILMS);
    expect(await jobAt(stopped.url)).toMatchObject({ estado: 'falhou' });
    const checked = await checkAll(writers, database);
    expect(checked).toMatchObject({ lost: 0, doubled: 0 });
    tell(
      `a replica and its import stopped for longer than its silence on postgres: ${checked.acknowledged} acknowledged writes, ` +
        `${checked.lost} lost, ${checked.doubled} doubled; of ${PEOPLE * FILMS} rows ${rows} were there, ${left} when it had woken`,
    );
  }, 400_000);
});
