import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { seedDemo } from '../../src/importing/seed-demo';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { train } from '../../src/recommendation/training/training';
import { TrainingRuns } from '../../src/recommendation/training/training-runs';
import { eachDatabase } from '../support/databases';

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
    fork(join(__dirname, '../../src/train.js'), ['agenda'], {
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
    await train(database, { origin: 'comando' });
    await train(database, { origin: 'comando' });
    expect(await digest(1)).toBe(await digest(2));
  });

  it('tells its progress from 0 to 100 per cent', async () => {
    const told: number[] = [];
    await train(database, { origin: 'comando', onProgress: (_stage, percent) => told.push(percent) });
    expect(told[0]).toBe(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect((await new TrainingRuns(database).get(1))?.percent).toBe(100);
  });

  it('runs alone: of several started together one trains and the others say so', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => train(database, { origin: 'comando' })));
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['concluido', 'ocupado', 'ocupado']);
    expect(await new TrainingRuns(database).list(10)).toHaveLength(1);
  });

  it('works in a process of its own', async () => {
    const [code] = (await once(startProcess(), 'exit')) as [number];
    expect(code).toBe(0);
    expect(await new ModelStore(database).activeVersion()).toBe(1);
  });

  it('killed in the middle leaves no half model, and the next one takes over and records it as failed', async () => {
    await train(database, { origin: 'comando' });
    const child = startProcess();
    const runs = new TrainingRuns(database);
    while ((await runs.list(1))[0].id === 1) await pause(5);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const versions = await database.query('SELECT id FROM modelo_versoes');
    expect(versions).toEqual([{ id: 1 }]);
    expect(await new ModelStore(database).activeVersion()).toBe(1);
    // On SQLite the dead holder's lock is found to be dead by its missing heartbeat.
    let outcome = await train(database, { origin: 'agenda' });
    for (const deadline = Date.now() + 40_000; outcome.state === 'ocupado' && Date.now() < deadline;) {
      await pause(500);
      outcome = await train(database, { origin: 'agenda' });
    }
    expect(outcome.state).toBe('concluido');
    expect((await runs.get(2))?.state).toBe('falhou');
    expect(await new ModelStore(database).activeVersion()).toBe(2);
  });
});
