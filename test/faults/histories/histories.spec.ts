import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../../src/config/settings';
import { Random } from '../../../src/engine/random';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { withPostgres } from '../../support/databases';
import { until } from '../../support/until';
import { fill } from '../filled-database';
import { tell } from '../kills';
import { Client, FILMS, PEOPLE } from './client';
import { Cluster, faults, type Fault } from './cluster';
import { History, nameIn, personAt, ratingAt, ratingIn } from './history';

/** For how long faults are made; at least one of each kind: `HISTORY_SECONDS=600 npx jest test/faults/histories`. */
const SECONDS = Number(process.env.HISTORY_SECONDS ?? 0);
const SEED = Number(process.env.FAST_CHECK_SEED);
const CLIENTS = 5;

/** Break one part after the other: each kind once, and on until the time is over. Resolves to what was done. */
async function breakParts(cluster: Cluster, random: Random): Promise<Fault[]> {
  const deadline = performance.now() + 1000 * SECONDS;
  const made: Fault[] = [];
  do {
    for (const n of random.shuffle(Uint32Array.from(faults.keys()))) {
      await pause(500 + 1_000 * random.uniform());
      await cluster.suffer(faults[n], random);
      made.push(faults[n]);
    }
  } while (performance.now() < deadline);
  return made;
}

/** What stands at the end belongs to the history: a write that is lost shows here at the latest. A slow machine is asked again. */
async function readAll(history: History, replicas: readonly string[]): Promise<void> {
  const read = (path: string, url: string, valueOf: typeof nameIn): Promise<void> =>
    until(`${url}${path}`, async () => (await history.read(path, url + path, valueOf)) !== null);
  for (const url of replicas)
    for (let person = 1; person <= PEOPLE; person++) {
      await read(personAt(person), url, nameIn);
      for (let film = 1; film <= FILMS; film++) await read(ratingAt(person, film), url, ratingIn);
    }
}

/** The trainer has made a model, or makes one now; no half one can be seen. */
async function modelsAreWhole(location: DatabaseLocation): Promise<void> {
  const database = await Database.open(location, entities);
  const store = new ModelStore(database);
  await until('a model', async () => (await store.activeVersion()) !== null);
  for (const id of await store.unpruned()) expect((await store.load(id)).arrays.length).toBeGreaterThan(0);
  await database.close();
}

withPostgres('what clients of two replicas see while parts of the service fail', (_, create) => {
  it(
    'has an order in which every read finds what was written last, and recommendations know what was acknowledged',
    async () => {
      const location = await create();
      const { database, key } = await fill(location, { users: 25, films: 30, ratingsEach: 15, seed: 3 });
      await database.write(async (transaction) => {
        await transaction.query('DELETE FROM avaliacoes WHERE usuario_id <= $1', [PEOPLE]);
      });
      await database.close();
      const cluster = await Cluster.start(location);
      const history = new History(key);
      const clients = Array.from({ length: CLIENTS }, (__, n) => new Client(n + 1, history, cluster.urls, SEED));
      let over = false;
      const running = Promise.all(clients.map((client) => client.run(() => over)));
      try {
        const made = await breakParts(cluster, new Random(SEED, 0));
        await until('both replicas', () => cluster.isReady());
        await pause(1_000);
        over = true;
        await running;
        await readAll(history, cluster.urls);
        tell(
          `two replicas through ${made.length} faults (${[...new Set(made)].sort().join(', ')}), seed ${SEED}: ` +
            `${history.acknowledged} acknowledged writes and ${history.reads} reads have an order ` +
            `(${history.uncertain} writes uncertain; refusals: ${JSON.stringify([...history.refusals])})`,
        );
        expect(history.disorders()).toEqual([]);
        expect(clients.flatMap(({ stale }) => stale)).toEqual([]);
        expect([...history.refusals.keys()].filter((status) => !['none', '503'].includes(status))).toEqual([]);
        expect(history.acknowledged).toBeGreaterThan(30);
        expect(history.uncertain).toBeGreaterThan(0);
        await modelsAreWhole(location);
      } finally {
        over = true;
        await running;
        await cluster.close();
      }
    },
    240_000 + 2_000 * SECONDS,
  );
});
