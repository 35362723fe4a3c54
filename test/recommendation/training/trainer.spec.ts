import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { ModelVersion } from '../../../src/recommendation/model/model-version.entity';
import { decodeModel } from '../../../src/recommendation/model/model-codec';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import type { TrainingOptions } from '../../../src/recommendation/training/trainer';
import { eachDatabase, type Contents } from '../../support/databases';
import { addTastes } from '../../support/two-tastes';
import { train, trainingsOf } from '../../support/training';
import { until } from '../../support/until';

/** Enough to measure a model on. */
const USERS = 60;

const untuned: TrainingOptions = { origin: 'comando', tuning: 'nunca' };

const untrained: Contents = {
  name: 'tastes',
  fill: async (location) => {
    const database = await Database.open(location, entities);
    await addTastes(database, USERS);
    await database.close();
  },
};

/** With a first model, of the usual parameters. */
const trainedOnce: Contents = {
  name: 'tastes_trained_once',
  upon: untrained,
  fill: async (location) => {
    const database = await Database.open(location, entities);
    await train(database, untuned);
    await database.close();
  },
};

eachDatabase('a training', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;

  const open = async (contents: Contents): Promise<void> => {
    location = await create(contents);
    database = await Database.open(location, entities);
  };
  afterEach(() => database.close());

  /** Users with the ratings of others, a share of those that there were at first. */
  const addUsersWithRatings = (share: number) =>
    database.write(async (transaction) => {
      const [{ last }] = await transaction.query('SELECT MAX(id) AS last FROM usuarios');
      const users = `usuarios WHERE id <= ${Math.round(share * USERS)}`;
      await transaction.query(`INSERT INTO usuarios (id, nome) SELECT id + ${last}, nome FROM ${users}`);
      await transaction.query(`INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em)
        SELECT usuario_id + ${last}, filme_id, avaliacao, avaliado_em FROM avaliacoes
        WHERE usuario_id IN (SELECT id FROM ${users})`);
    });

  /** The process that a runner starts for the training that waits. */
  const startProcess = (id: number): ChildProcess =>
    fork(join(__dirname, '../../../src/job.js'), ['treino', String(id), 'teste'], {
      env: {
        ...process.env,
        DATABASE_URL: location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url,
      },
      silent: true,
    });

  it('chooses its parameters once, keeps the choice with the model, and goes on with it', async () => {
    await open(untrained);
    const store = new ModelStore(database);
    const trained = async () => {
      const outcome = await train(database, { origin: 'comando', tuning: 'auto', tuningMinutes: 0.02 });
      return (await store.version((outcome as { versionId: number }).versionId))!;
    };
    const first = await trained();
    // Before it there was one with the usual parameters, for as long as they were chosen.
    expect(first.id).toBe(2);
    const chosen = first.findings.tuning!;
    expect(chosen.table.length).toBeGreaterThan(0);
    expect(chosen.table.filter((row) => row.chosen).length).toBeGreaterThan(0);
    expect((await trained()).findings.tuning).toEqual(chosen);
    // Half as many again are needed, not a few more.
    await addUsersWithRatings(0.4);
    expect((await trained()).findings.tuning).toEqual(chosen);
    await addUsersWithRatings(0.2);
    const anew = await trained();
    expect(anew.findings.tuning?.ratingCount).toBe(anew.ratingCount);
  });

  it('where there is no model yet, has one in use before it is measured, the very one that it ends with', async () => {
    await open(untrained);
    const store = new ModelStore(database);
    const stages: string[] = [];
    const onProgress = (stage: string) => {
      if (stages.at(-1) !== stage) stages.push(stage);
    };
    const outcome = await train(database, { ...untuned, onProgress });
    expect(outcome).toMatchObject({ state: 'concluido', versionId: 1, verdict: { accepted: true } });
    expect(stages.indexOf('quality')).toBeGreaterThan(stages.indexOf('components'));
    expect((await store.version(1))?.findings.quality?.table.length).toBeGreaterThan(5);
    expect(await store.versions()).toHaveLength(1);
    // What is served is what was written: its record is under its checksum as that of any other.
    expect(decodeModel(await store.load(1)).version.findings.quality).toEqual(
      (await store.version(1))?.findings.quality,
    );
    // The second is measured before.
    stages.length = 0;
    expect(await train(database, { ...untuned, onProgress })).toMatchObject({ versionId: 2 });
    expect(stages.indexOf('quality')).toBeLessThan(stages.indexOf('components'));
  });

  it('of a first model that is killed while it is measured leaves it in use, and says that it was not measured', async () => {
    await open(untrained);
    const store = new ModelStore(database);
    const trainings = trainingsOf(database);
    const id = await trainings.enqueue({ origin: 'primeiro', tuning: 'sempre' });
    const child = startProcess(id!);
    await until('the first model', async () => (await store.activeVersion()) !== null, { everyMs: 5 });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await store.activeVersion()).toBe(1);
    expect(decodeModel(await store.load(1)).version.findings).toMatchObject({ quality: null, tuning: null });
    expect((await trainings.get(id!))?.state).toBe('executando');
    await trainings.fail({ id: id!, owner: 'teste' }, trainings.kind.reasons.silent);
    // The next chance.
    expect(await train(database, untuned)).toMatchObject({ versionId: 2, verdict: { accepted: true } });
    expect((await store.activeRecord())?.findings.quality?.table.length).toBeGreaterThan(5);
  });

  it('keeps a model that the gate rejects, says why, and leaves the active one', async () => {
    await open(trainedOnce);
    // As if the active model had been far better.
    const store = new ModelStore(database);
    const { findings } = (await store.version(1))!;
    const quality = findings.quality!;
    const better = quality.table.map((line) =>
      line.role === 'model' ? { ...line, ndcgAt10: { value: 0.99, low: 0.98, high: 1 } } : line,
    );
    await database.write((transaction) =>
      transaction.update(
        ModelVersion,
        { id: 1 },
        { findings: { ...findings, quality: { ...quality, table: better } } },
      ),
    );
    const outcome = await train(database, untuned);
    expect(outcome).toMatchObject({ state: 'concluido', versionId: 2, verdict: { accepted: false } });
    expect(await store.activeVersion()).toBe(1);
    expect(await store.version(2)).toMatchObject({
      state: 'rejeitado',
      reason: expect.stringMatching(/^NDCG@10 de 0,\d{4} é pior que o do modelo ativo, 0,9900/),
      findings: { rejection: { kind: 'active', ours: expect.any(Number), other: 0.99 } },
    });
  });

  it('tells its progress from 0 to 100 per cent', async () => {
    await open(untrained);
    const told: number[] = [];
    await train(database, { ...untuned, onProgress: (_stage, percent) => told.push(percent) });
    expect(told[0]).toBe(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect((await trainingsOf(database).get(1))?.percent).toBe(100);
  });

  it('runs alone: of several started together one trains and the others say so', async () => {
    await open(untrained);
    const outcomes = await Promise.all([1, 2, 3].map(() => train(database, untuned)));
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['concluido', 'ocupado', 'ocupado']);
    expect(await trainingsOf(database).list(10)).toHaveLength(1);
  });

  it('works in a process of its own, and gives the same model there, byte for byte', async () => {
    await open(untrained);
    const store = new ModelStore(database);
    const id = await trainingsOf(database).enqueue({ origin: 'pedido', tuning: 'nunca' });
    const [code] = (await once(startProcess(id!), 'exit')) as [number];
    expect(code).toBe(0);
    expect(await store.activeVersion()).toBe(1);
    await train(database, untuned);
    const [theirs, ours] = await Promise.all([1, 2].map((version) => store.version(version)));
    expect(ours?.checksum).toBe(theirs?.checksum);
  });

  it('killed in the middle leaves no half model, and the next one begins when it is known to be dead', async () => {
    await open(trainedOnce);
    const trainings = trainingsOf(database);
    const id = await trainings.enqueue({ origin: 'agenda', tuning: 'nunca' });
    const child = startProcess(id!);
    await until('the training', async () => (await trainings.get(id!))?.state !== 'na_fila', { everyMs: 5 });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const versions = await database.query('SELECT id FROM modelo_versoes');
    expect(versions).toEqual([{ id: 1 }]);
    expect(await new ModelStore(database).activeVersion()).toBe(1);
    let outcome = await train(database, untuned);
    expect(outcome.state).toBe('ocupado');
    for (const deadline = Date.now() + 40_000; outcome.state === 'ocupado' && Date.now() < deadline;) {
      await pause(500);
      outcome = await train(database, untuned);
    }
    expect(outcome.state).toBe('concluido');
    expect((await trainings.get(id!))?.state).toBe('falhou');
    expect(await new ModelStore(database).activeVersion()).toBe(2);
  });
});
