import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { Random } from '../../src/engine/random';
import { entities } from '../../src/entities';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres';
import { canMount, PowerDisk } from '../support/power-disk';
import { startServerProgram } from '../support/program';
import { describeWith, postgresPrograms } from '../support/requirements';
import { until } from '../support/until';
import { fill } from './filled-database';
import { tell } from './kills';
import { checkAll, Writer } from './writer';

/** How often on each database: `POWER_CUTS=50 npx jest test/faults/power`. */
const CUTS = Number(process.env.POWER_CUTS ?? 2);
const WRITERS = 4;
const FILMS = 30;
/** The power goes after up to so many writes since the start. */
const MOST_WRITES = 120;

/** A database on a disk whose power can be cut. */
interface OnDisk {
  readonly location: DatabaseLocation;
  /** What uses the disk ends: it has lost it. */
  readonly end: () => Promise<void>;
  readonly begin: () => Promise<void>;
}

/** Cut the power again and again while ratings are written, and look for those that were acknowledged. */
async function throughCuts(title: string, disk: PowerDisk, { location, end, begin }: OnDisk): Promise<void> {
  const { database: first, key } = await fill(location, { users: WRITERS, films: FILMS, ratingsEach: 0 });
  await first.close();
  // What was set up long ago, such as the settings of PostgreSQL.
  await disk.flush();
  const random = new Random(Number(process.env.FAST_CHECK_SEED), CUTS);
  const writers = Array.from({ length: WRITERS }, (_, n) => new Writer(n + 1, FILMS, 17));
  const total = (): number => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  for (let cut = 0; cut < CUTS; cut++) {
    const server = await startServerProgram(location);
    const writing = Promise.all(writers.map((writer) => writer.run(server.url, key, () => false)));
    const enough = total() + 10 + random.integer(MOST_WRITES);
    await until('writes', () => total() >= enough, { everyMs: 2 });
    await pause(20 * random.uniform());
    // At the moment of its end ext4 acknowledges a flush or two that never come to the disk; a disk without power does not.
    for (const writer of writers) writer.trusts = false;
    await disk.cut();
    await writing;
    for (const writer of writers) writer.trusts = true;
    await server.kill('SIGKILL');
    await end();
    await disk.restore();
    await begin();
  }
  const database = await Database.open(location, entities);
  const checked = await checkAll(writers, database);
  if (location.dialect === 'sqlite')
    expect(await database.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  await database.close();
  tell(
    `${CUTS} power cuts under ${title}: ${checked.acknowledged} acknowledged writes checked, ` +
      `${checked.lost} lost, ${checked.doubled} doubled (${checked.uncertain} were cut off)`,
  );
  expect(checked.acknowledged).toBeGreaterThan(CUTS * 10);
  expect(checked).toMatchObject({ lost: 0, doubled: 0 });
}

const nothing = (): Promise<void> => Promise.resolve();

// Only root can make a file system, and not on every machine: docs/testing.md says how to try it elsewhere.
if (canMount())
  describeWith(postgresPrograms, 'a machine that loses its power while ratings are written', () => {
    let disk: PowerDisk;
    beforeEach(async () => {
      disk = await PowerDisk.make(300);
    });
    afterEach(() => disk.remove());

    it('has every acknowledged one when it is back (SQLite)', async () => {
      const location = { dialect: 'sqlite', file: join(disk.folder, 'centroide.db') } as const;
      await throughCuts('SQLite', disk, { location, end: nothing, begin: nothing });
    }, 600_000);

    it('has every acknowledged one when it is back (PostgreSQL, which flushes)', async () => {
      const postgres: OwnPostgres = await startOwnPostgres(['fsync=on', 'synchronous_commit=on'], disk.folder);
      try {
        await throughCuts('PostgreSQL', disk, {
          location: postgres.location,
          end: () => {
            postgres.abort();
            return nothing();
          },
          begin: () => postgres.start(),
        });
      } finally {
        await postgres.remove();
      }
    }, 600_000);
  });
else it('needs no disk of its own where nobody may mount one', () => expect(canMount()).toBe(false));
