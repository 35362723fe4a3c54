import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { Random } from '../../src/engine/random';
import { entities } from '../../src/entities';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { eachDatabase, type Contents } from '../support/databases';
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

/** Trainers that start at the same moment. */
const PAIRS = 2;

/**
 * Ratings by chance with a first model, and a second that chose the parameters, quickly: the trainings to be killed go on with them.
 * So few users that no model is rejected: popular films could be as good.
 */
const trainedByChance: Contents = {
  name: 'trained_by_chance',
  fill: async (location) => {
    const { database } = await fill(location, { users: 25, films: 300, ratingsEach: 150 });
    try {
      await train(database, { origin: 'comando', tuning: 'nunca' });
      await train(database, { origin: 'comando', tuning: 'sempre', tuningMinutes: 0.02 });
    } finally {
      await database.close();
    }
  },
};

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

async function beginTraining(location: DatabaseLocation, database: Database): Promise<Begun> {
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

/** Every version that can be seen is whole, and the server answers from one of them. */
async function everythingWhole(database: Database, server: ServerProgram): Promise<void> {
  const store = new ModelStore(database);
  const ids = [...(await store.unpruned())];
  for (const id of some(ids)) expect((await store.load(id)).arrays.length).toBeGreaterThan(0);
  const answer = await fetch(`${server.url}/filmes/1/recomendacoes`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-recomendacao-origem')).toBe('modelo');
  expect(ids).toContain(Number(answer.headers.get('x-modelo-versao')));
}

eachDatabase('a trainer that is killed', (_, create) => {
  const random = new Random(2026, 0);
  let location: DatabaseLocation;
  let database: Database;
  let server: ServerProgram;

  beforeAll(async () => {
    location = await create(trainedByChance);
    database = await Database.open(location, entities);
    server = await startServerProgram(location);
  }, 240_000);

  afterAll(async () => {
    await server.kill('SIGTERM');
    await database.close();
  });

  /**
   * Kill a training some milliseconds after it has told that so many per cent are behind it: at what stage, or null if it was over. The
   * moments of all kills are spread over a training, each by chance within its part.
   */
  async function killOnce(kills: number): Promise<string | null> {
    const { id, owner, program } = await beginTraining(location, database);
    const trainings = trainingsOf(database);
    const far = (100 * (kills + random.uniform())) / KILLS;
    for (
      let job = await trainings.get(id);
      job?.state === 'executando' && job.percent < far;
      job = await trainings.get(id)
    )
      await pause(25);
    await pause(30 * random.uniform());
    await program.kill('SIGKILL');
    const job = (await trainings.get(id))!;
    if (job.state !== 'executando') return null;
    // Half of them are seen to die by whoever started them; the others are found silent.
    if (kills % 2 === 1) await trainings.fail({ id, owner }, trainings.kind.explainEnd(null, 'SIGKILL'));
    return job.progress?.stage ?? 'reading';
  }

  it(
    `leaves the model in use, ${KILLS} times; the run counts as failed and the next one begins`,
    async () => {
      const stages: string[] = [];
      while (stages.length < KILLS) {
        const stage = await killOnce(stages.length);
        if (stage !== null) stages.push(stage);
        await everythingWhole(database, server);
      }
      // The one that is left alone succeeds.
      expect(await (await beginTraining(location, database)).program.ended).toBe(0);
      const all = await trainingsOf(database).list(10 * KILLS);
      expect(all[0].state).toBe('concluido');
      expect(all.filter(({ state }) => state === 'falhou')).toHaveLength(KILLS);
      expect(all.filter(({ state }) => state === 'executando')).toHaveLength(0);
      const versions = await new ModelStore(database).versions();
      expect(versions).toHaveLength(all.filter(({ state }) => state === 'concluido').length);
      tell(
        `${KILLS} kills of the trainer on ${location.dialect}, of ${all.length} runs, at: ${[...new Set(stages)].sort().join(', ')}; ` +
          'no half model, each run failed and followed by another',
      );
    },
    TIME_FOR_KILLS,
  );

  it('trains once when two start at the same moment', async () => {
    for (let pairs = 0; pairs < PAIRS; pairs++) {
      const versions = (await new ModelStore(database).versions()).length;
      const id = await enqueue(database);
      const pair = [trainer(location, id, randomUUID()), trainer(location, id, randomUUID())];
      expect(await Promise.all(pair.map(({ ended }) => ended))).toEqual([0, 0]);
      expect((await trainingsOf(database).get(id))?.state).toBe('concluido');
      expect(await new ModelStore(database).versions()).toHaveLength(versions + 1);
      expect(pair.filter(({ output }) => output().includes('já não espera'))).toHaveLength(1);
    }
    tell(`${PAIRS} pairs of trainers started together on ${location.dialect}: one training each`);
  }, 240_000);

  it('ends without a model when it was only asleep, and another one has trained since', async () => {
    const trainings = trainingsOf(database);
    const { id, program } = await beginTraining(location, database);
    await until('some progress', async () => (await trainings.get(id))!.percent > 0, { everyMs: 20 });
    program.process.kill('SIGSTOP');
    await until('its death to be noticed', async () => (await trainings.get(id))!.state !== 'executando');
    const next = await train(database, { origin: 'comando' });
    const versions = await new ModelStore(database).versions();
    program.process.kill('SIGCONT');
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain('foi dado por morto');
    expect(await trainings.get(id)).toMatchObject({ state: 'falhou', error: trainings.kind.reasons.silent.pt });
    expect(await new ModelStore(database).versions()).toEqual(versions);
    expect(next).toMatchObject({ state: 'concluido', versionId: versions[0].id });
  }, 240_000);
});

eachDatabase('a server that trains by itself', (_, create) => {
  it('starts the next training after one was killed', async () => {
    const location = await create(trainedByChance);
    const database = await Database.open(location, entities);
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
