import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/engine/random';
import { eachDatabase } from '../support/databases';
import { freePort, startServerProgram } from '../support/program';
import { fill } from './filled-database';
import { KILLS, tell, TIME_FOR_KILLS } from './kills';
import { checkAll, Writer } from './writer';
import { until } from '../support/until';

const WRITERS = 4;
const FILMS = 30;
/** The server is killed at some moment after up to so many writes since its start. */
const MOST_WRITES = 120;

eachDatabase('a server that is killed while ratings are written', (_, create) => {
  it(
    `keeps every acknowledged rating, none twice, through ${KILLS} kills`,
    async () => {
      const location = await create();
      const { database, key } = await fill(location, { users: WRITERS, films: FILMS, ratingsEach: 0 });
      const random = new Random(2026, KILLS);
      const writers = Array.from({ length: WRITERS }, (__, n) => new Writer(n + 1, FILMS, 7));
      const total = (): number => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
      const PORT = String(await freePort());
      for (let kill = 0; kill < KILLS; kill++) {
        const server = await startServerProgram(location, { PORT });
        const writing = Promise.all(writers.map((writer) => writer.run(server.url, key, () => false)));
        const enough = total() + random.integer(MOST_WRITES);
        await until('writes', () => total() >= enough, { everyMs: 2 });
        await pause(20 * random.uniform());
        await server.kill('SIGKILL');
        await writing;
      }
      const server = await startServerProgram(location, { PORT });
      const checked = await checkAll(writers, database);
      await server.kill('SIGTERM');
      await database.close();
      tell(
        `${KILLS} kills of the server on ${location.dialect}: ${checked.acknowledged} acknowledged writes checked, ` +
          `${checked.lost} lost, ${checked.doubled} doubled (${checked.uncertain} were cut off)`,
      );
      expect(checked.acknowledged).toBeGreaterThan(KILLS * WRITERS);
      expect(checked.uncertain).toBeGreaterThan(0);
      expect(checked).toMatchObject({ lost: 0, doubled: 0 });
    },
    TIME_FOR_KILLS,
  );
});
