import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../src/config/settings';
import type { Database } from '../../src/database/database';
import { Random } from '../../src/engine/random';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { eachDatabase } from '../support/databases';
import {
  childOf,
  databaseUrl,
  isOver,
  startProgram,
  startServerProgram,
  type Program,
  type ServerProgram,
} from '../support/program';
import { train, trainingsOf } from '../support/training';
import { fill } from './filled-database';
import { KILLS, tell, TIME_FOR_KILLS } from './kills';
import { until } from '../support/until';
import { some } from '../support/some';

/** A dead trainer is found dead after ten seconds: several databases wait at the same time. */
const LANES = 2;
const KILLS_EACH = Math.ceil(KILLS / LANES);

/** Trainers that start at the same moment. */
const PAIRS = 2;

/** A database with a model, a server that answers from it, and what was found out about both. */
interface Lane {
  readonly location: DatabaseLocation;
  readonly database: Database;
  readonly server: ServerProgram;
  readonly random: Random;
  readonly stages: string[];
}

/** A training that has begun. */
interface Begun {
  readonly id: number;
  /** The process that answers for it. */
  readonly owner: string;
  readonly program: Program;
}

const trainer = (location: DatabaseLocation, id: number, owner: string): Program =>
  startProgram('job.js', ['treino', String(id), owner], { DATABASE_URL: databaseUrl(location), LOG_LEVEL: 'log' });

/** Ask for a training, as soon as the one before it does not count as under way any more. */
async function enqueue(database: Database): Promise<number> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline;) {
    const id = await trainingsOf(database).enqueue({ origin: 'agenda', tuning: 'auto' });
    if (id !== null) return id;
    await pause(200);
  }
  throw new Error('no training could be asked for');
}

async function beginTraining({ location, database }: Lane): Promise<Begun> {
  const id = await enqueue(database);
  const owner = randomUUID();
  const program = trainer(location, id, owner);
  const ending = isOver(program);
  while (!ending()) {
    if ((await trainingsOf(database).get(id))?.state !== 'na_fila') return { id, owner, program };
    await pause(25);
  }
  throw new Error(`the training did not begin: ${program.output()}`);
}

/** Kill a training at a random moment: some milliseconds after it has told that it is as far as chance wants it. */
async function killOnce(lane: Lane): Promise<boolean> {
  const { id, owner, program } = await beginTraining(lane);
  const trainings = trainingsOf(lane.database);
  const far = 100 * lane.random.uniform();
  for (
    let job = await trainings.get(id);
    job?.state === 'executando' && job.percent < far;
    job = await trainings.get(id)
  )
    await pause(25);
  await pause(100 * lane.random.uniform());
  await program.kill('SIGKILL');
  const job = (await trainings.get(id))!;
  if (job.state !== 'executando') return false;
  lane.stages.push(job.progress?.stage ?? 'reading');
  // Half of them are seen to die by whoever started them; the others are found silent.
  if (lane.stages.length % 2 === 0) await trainings.fail({ id, owner }, trainings.kind.explainEnd(null, 'SIGKILL'));
  return true;
}

/** Every version that can be seen is whole, and the server answers from one of them. */
async function everythingWhole({ database, server }: Lane): Promise<void> {
  const store = new ModelStore(database);
  const ids = [...(await store.unpruned())];
  for (const id of some(ids)) expect((await store.load(id)).arrays.length).toBeGreaterThan(0);
  const answer = await fetch(`${server.url}/filmes/1/recomendacoes`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-recomendacao-origem')).toBe('modelo');
  expect(ids).toContain(Number(answer.headers.get('x-modelo-versao')));
}

eachDatabase('a trainer that is killed', (_, create) => {
  let lanes: Lane[] = [];

  const openLane = async (n: number): Promise<Lane> => {
    const location = await create();
    // So few users that no model is rejected: their ratings are by chance, and popular films could be as good.
    const { database } = await fill(location, { users: 25, films: 300, ratingsEach: 150 });
    // A first model, and a second that chooses the parameters, quickly: the trainings to be killed go on with them.
    await train(database, { origin: 'comando', tuning: 'nunca' });
    await train(database, { origin: 'comando', tuning: 'sempre', tuningMinutes: 0.02 });
    const server = await startServerProgram(location);
    return { location, database, server, random: new Random(2026, n), stages: [] };
  };

  beforeAll(async () => {
    lanes = await Promise.all(Array.from({ length: LANES }, (__, n) => openLane(n)));
  }, 240_000);

  afterAll(async () => {
    for (const { server, database } of lanes) {
      await server.kill('SIGTERM');
      await database.close();
    }
  });

  it(
    `leaves the model in use, ${LANES * KILLS_EACH} times; the run counts as failed and the next one begins`,
    async () => {
      await Promise.all(
        lanes.map(async (lane) => {
          for (let kills = 0; kills < KILLS_EACH;) {
            if (await killOnce(lane)) kills++;
            await everythingWhole(lane);
          }
          // The one that is left alone succeeds.
          expect(await (await beginTraining(lane)).program.ended).toBe(0);
        }),
      );
      let runs = 0;
      for (const lane of lanes) {
        const all = await trainingsOf(lane.database).list(100);
        runs += all.length;
        expect(all[0].state).toBe('concluido');
        expect(all.filter(({ state }) => state === 'falhou')).toHaveLength(KILLS_EACH);
        expect(all.filter(({ state }) => state === 'executando')).toHaveLength(0);
        const versions = await new ModelStore(lane.database).versions();
        expect(versions).toHaveLength(all.filter(({ state }) => state === 'concluido').length);
      }
      const stages = [...new Set(lanes.flatMap((lane) => lane.stages))].sort();
      tell(
        `${LANES * KILLS_EACH} kills of the trainer on ${lanes[0].location.dialect}, of ${runs} runs, at: ${stages.join(', ')}; ` +
          'no half model, each run failed and followed by another',
      );
    },
    TIME_FOR_KILLS,
  );

  it('trains once when two start at the same moment, on each of them', async () => {
    for (const { location, database } of lanes.slice(0, PAIRS)) {
      const versions = (await new ModelStore(database).versions()).length;
      const id = await enqueue(database);
      const pair = [trainer(location, id, randomUUID()), trainer(location, id, randomUUID())];
      expect(await Promise.all(pair.map(({ ended }) => ended))).toEqual([0, 0]);
      expect((await trainingsOf(database).get(id))?.state).toBe('concluido');
      expect(await new ModelStore(database).versions()).toHaveLength(versions + 1);
      expect(pair.filter(({ output }) => output().includes('já não espera'))).toHaveLength(1);
    }
    tell(`${PAIRS} pairs of trainers started together on ${lanes[0].location.dialect}: one training each`);
  }, 240_000);

  it('ends without a model when it was only asleep, and another one has trained since', async () => {
    const [lane] = lanes;
    const trainings = trainingsOf(lane.database);
    const { id, program } = await beginTraining(lane);
    await until('some progress', async () => (await trainings.get(id))!.percent > 0, { everyMs: 20 });
    program.process.kill('SIGSTOP');
    await until('its death to be noticed', async () => (await trainings.get(id))!.state !== 'executando');
    const next = await train(lane.database, { origin: 'comando' });
    const versions = await new ModelStore(lane.database).versions();
    program.process.kill('SIGCONT');
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain('foi dado por morto');
    expect(await trainings.get(id)).toMatchObject({ state: 'falhou', error: trainings.kind.reasons.silent.pt });
    expect(await new ModelStore(lane.database).versions()).toEqual(versions);
    expect(next).toMatchObject({ state: 'concluido', versionId: versions[0].id });
  }, 240_000);
});

eachDatabase('a server that trains by itself', (_, create) => {
  it('starts the next training after one was killed', async () => {
    const location = await create();
    const { database } = await fill(location);
    await train(database, { origin: 'comando', tuning: 'sempre', tuningMinutes: 0.02 });
    const server = await startServerProgram(location, { TRAINER: 'embedded', TRAINING_CRON: '* * * * * *' });
    const trainings = trainingsOf(database);
    const newest = async () => (await trainings.list(1))[0];
    await until('a training', async () => (await newest()).state === 'executando', { everyMs: 20 });
    const { id } = await newest();
    process.kill(childOf(server.pid), 'SIGKILL');
    await until('the next training', async () => (await newest()).id !== id);
    expect((await trainings.get(id))?.state).toBe('falhou');
    await server.kill('SIGTERM');
    await database.close();
  }, 240_000);
});
