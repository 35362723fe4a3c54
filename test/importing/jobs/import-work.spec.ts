import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readSettings } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { ImportQueue } from '../../../src/importing/jobs/import-queue';
import { ImportWork } from '../../../src/importing/jobs/import-work';
import { JobTakenForDead } from '../../../src/jobs/job-stopped';
import { addFilms } from '../../support/add-rows';
import { eachDatabase } from '../../support/databases';
import { until } from '../../support/until';
import { folderWith, removeFiles } from '../files';

afterAll(removeFiles);

/** Several batches. */
const PEOPLE = 60_000;

eachDatabase('an import that was taken for dead', (_, create) => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(await create(), entities);
    await addFilms(database, [{ id: 1, titulo: 'Um' }]);
  });
  afterEach(() => database.close());

  /** As a process begins it: with no sign of life from here on. */
  const begin = async () => {
    const queue = new ImportQueue(database, Date.now);
    const owner = randomUUID();
    const ratings = Array.from({ length: PEOPLE }, (__, n) => `${n + 1},1,3\n`).join('');
    const path = join(await folderWith({ 'ratings.csv': `userId,movieId,rating\n${ratings}` }), 'ratings.csv');
    const options = { dryRun: false, existing: 'keep', scale: 5 } as const;
    const id = await queue.enqueue({ file: 'ratings.csv', path, options }, owner);
    const job = await queue.claim(id!, owner);
    const work = new ImportWork(database, queue, readSettings({}));
    return { job: job!, claim: { id: id!, owner }, work: () => work.work(job!, { id: id!, owner }) };
  };
  const takeForDead = () =>
    database.write((transaction) => transaction.query(`UPDATE trabalhos SET estado = 'falhou', erro = 'silêncio'`));
  const written = async () => {
    const [{ n }] = await database.query<{ n: number }>('SELECT COUNT(*) AS n FROM avaliacoes');
    return n;
  };

  it('writes nothing', async () => {
    const { work } = await begin();
    await takeForDead();
    await expect(work()).rejects.toThrow(JobTakenForDead);
    expect(await written()).toBe(0);
  });

  it('writes no more, from the moment on in which it was', async () => {
    const { work } = await begin();
    const ending = expect(work()).rejects.toThrow(JobTakenForDead);
    await until('some rows', async () => (await written()) > 0, { everyMs: 1 });
    await takeForDead();
    const then = await written();
    await ending;
    expect(await written()).toBe(then);
    expect(then).toBeLessThan(PEOPLE);
  }, 120_000);

  it('and one that was not goes through to its end', async () => {
    const { work, claim } = await begin();
    await work();
    expect(await written()).toBe(PEOPLE);
    expect(await new ImportQueue(database, Date.now).get(claim.id)).toMatchObject({ state: 'concluido' });
  }, 120_000);
});
