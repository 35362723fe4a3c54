import { createHash } from 'node:crypto';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { contentOf, folderWith, lines, removeFiles } from '../importing/files';
import { eachDatabase } from '../support/databases';
import { databaseUrl, isOver, startProgram, startServerProgram, type Program } from '../support/program';
import { until } from '../support/until';
import { fill } from './filled-database';
import { KILLS, tell, TIME_FOR_KILLS } from './kills';

afterAll(removeFiles);

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

/** Enough rows for several batches. */
const USERS = 250;
const FILMS = 200;

const files = {
  'movies.csv': lines('movieId,title,genres', ...upTo(FILMS).map((id) => `${id},Novo ${id} (1990),Drama`)),
  'ratings.csv': lines(
    'userId,movieId,rating,timestamp',
    ...upTo(USERS).flatMap((user) => upTo(FILMS).map((film) => `${user},${film},${(user + film) % 6},1000`)),
  ),
};

/** When: as shares of the time that an undisturbed one takes, from when it begins to read. */
const MOMENTS = Array.from({ length: KILLS }, (_, n) => 0.3 + (0.65 * n) / Math.max(1, KILLS - 1));

eachDatabase('a replacement on the command line', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    location = await create();
    ({ database } = await fill(location, { users: 60, films: 80, ratingsEach: 40 }));
    folder = await folderWith(files);
  });
  afterAll(() => database.close());

  const replace = (): Program =>
    startProgram(
      'cli.js',
      ['importar', folder, '--substituir', '--sim'],
      { DATABASE_URL: databaseUrl(location) },
      [],
      [0, 1],
    );
  const digest = async (of = database) =>
    createHash('sha256')
      .update(JSON.stringify(await contentOf(of)))
      .digest('hex');
  /** That of the files, loaded undisturbed. */
  const whole = async () => {
    const other = await create();
    const there = await Database.open(other, entities);
    const began = performance.now();
    const program = startProgram('cli.js', ['importar', folder, '--substituir', '--sim'], {
      DATABASE_URL: databaseUrl(other),
    });
    expect(await program.ended).toBe(0);
    const found = { milliseconds: performance.now() - began, digest: await digest(there) };
    await there.close();
    return found;
  };

  it(
    'that is killed, or interrupted, at any moment leaves all of what was there, or all of what came',
    async () => {
      const before = await digest();
      const after = await whole();
      const seen = { before: 0, after: 0 };
      for (const signal of ['SIGKILL', 'SIGINT'] as const)
        for (const moment of MOMENTS) {
          const program = replace();
          const over = isOver(program);
          const at = performance.now() + moment * after.milliseconds;
          await until('the moment', () => over() || performance.now() >= at, { everyMs: 5 });
          await program.kill(signal);
          const now = await digest();
          expect([before, after.digest]).toContain(now);
          if (now === before) {
            seen.before += 1;
            continue;
          }
          // Once it was faster, and what it replaced has to be there again.
          seen.after += 1;
          await refill();
          expect(await digest()).toBe(before);
        }
      tell(
        `${2 * MOMENTS.length} replacements on ${location.dialect} ended by SIGKILL and SIGINT: ${seen.before} left all of ` +
          `what was there, ${seen.after} all of what came`,
      );
      expect(seen.before).toBeGreaterThan(0);

      // What is there is somebody's: a start never takes it for new.
      const server = await startServerProgram(location, { SEED: 'demo' });
      await server.kill('SIGTERM');
      expect(await digest()).toBe(before);
    },
    120_000 + 2 * TIME_FOR_KILLS,
  );

  async function refill(): Promise<void> {
    await database.write(async (transaction) => {
      for (const table of ['avaliacoes', 'usuarios', 'filmes']) await transaction.query(`DELETE FROM ${table}`);
    });
    const { database: again } = await fill(location, { users: 60, films: 80, ratingsEach: 40 });
    await again.close();
  }
});
