import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { seedDemo } from '../../../src/importing/demo/seed-demo';
import { ModelVersion } from '../../../src/recommendation/model/model-version.entity';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { train, type TrainingOptions } from '../../../src/recommendation/training/training';
import { TrainingRuns } from '../../../src/recommendation/training/training-runs';
import { eachDatabase } from '../../support/databases';

const untuned: TrainingOptions = { origin: 'comando', tuning: 'nunca' };

eachDatabase('a training', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;

  beforeEach(async () => {
    location = await create();
    database = await Database.open(location, entities);
    await seedDemo(database);
  });
  afterEach(() => database.close());

  /** The process that the scheduler starts. */
  const startProcess = (): ChildProcess =>
    fork(join(__dirname, '../../../src/train.js'), ['primeiro'], {
      env: {
        ...process.env,
        DATABASE_URL: location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url,
      },
      silent: true,
    });

  it('gives the same model, byte for byte, from the same data', async () => {
    const store = new ModelStore(database);
    const digest = async (version: number) => {
      const hash = createHash('sha256');
      for (const { name, data } of (await store.load(version)).arrays)
        hash.update(name).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      return hash.digest('hex');
    };
    await train(database, untuned);
    await train(database, untuned);
    expect(await digest(1)).toBe(await digest(2));
  });

  it('chooses its parameters once, keeps the choice with the model, and goes on with it', async () => {
    const store = new ModelStore(database);
    const tuningOf = async (version: number) => (await store.version(version))?.findings.tuning;
    await train(database, { origin: 'comando', tuning: 'auto', tuningMinutes: 0.05 });
    const chosen = await tuningOf(1);
    expect(chosen!.table.length).toBeGreaterThan(0);
    expect(chosen!.table.filter((row) => row.chosen).length).toBeGreaterThan(0);
    await train(database, { origin: 'comando', tuning: 'auto', tuningMinutes: 0.05 });
    expect(await tuningOf(2)).toEqual(chosen);
  });

  it('keeps a model that the gate rejects, says why, and leaves the active one', async () => {
    await train(database, untuned);
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
    });
  });

  it('tells its progress from 0 to 100 per cent', async () => {
    const told: number[] = [];
    await train(database, { ...untuned, onProgress: (_stage, percent) => told.push(percent) });
    expect(told[0]).toBe(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect((await new TrainingRuns(database).get(1))?.percent).toBe(100);
  });

  it('runs alone: of several started together one trains and the others say so', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => train(database, untuned)));
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['concluido', 'ocupado', 'ocupado']);
    expect(await new TrainingRuns(database).list(10)).toHaveLength(1);
  });

  it('works in a process of its own', async () => {
    const [code] = (await once(startProcess(), 'exit')) as [number];
    expect(code).toBe(0);
    expect(await new ModelStore(database).activeVersion()).toBe(1);
  });

  it('killed in the middle leaves no half model, and the next one takes over and records it as failed', async () => {
    await train(database, untuned);
    const child = startProcess();
    const runs = new TrainingRuns(database);
    while ((await runs.list(1))[0].id === 1) await pause(5);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const versions = await database.query('SELECT id FROM modelo_versoes');
    expect(versions).toEqual([{ id: 1 }]);
    expect(await new ModelStore(database).activeVersion()).toBe(1);
    // On SQLite the dead holder's lock is found to be dead by its missing heartbeat.
    let outcome = await train(database, untuned);
    for (const deadline = Date.now() + 40_000; outcome.state === 'ocupado' && Date.now() < deadline;) {
      await pause(500);
      outcome = await train(database, untuned);
    }
    expect(outcome.state).toBe('concluido');
    expect((await runs.get(2))?.state).toBe('falhou');
    expect(await new ModelStore(database).activeVersion()).toBe(2);
  });
});
