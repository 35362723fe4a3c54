import { Database } from '../../../src/database/database';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { withSqlite } from '../../support/databases';
import { compiler, describeWith } from '../../support/requirements';
import { until } from '../../support/until';
import { tell } from '../kills';
import type { Failing } from './failing-writes';
import { operations, stateOf, type Operation } from './operations';
import { StrickenService } from './stricken-service';

/** `EVERY_WRITE=1 npx jest test/faults/failing-writes` lets every write fail in turn, both ways; else some of them fail. */
const EVERY = process.env.EVERY_WRITE === '1';
const SOME = { request: [1, 2, 3, 4, 5, 7, 9, 12, 16, 20, 25], process: [1, 5, 14, 33] };
/** No operation makes so many writes. */
const MOST = 5_000;

/** Which write fails and how: a full disk fails on, which a job of its own process cannot even tell. */
function* plan({ isProcess }: Operation): Generator<[n: number, failing: Failing]> {
  const some = isProcess ? SOME.process : SOME.request;
  for (let n = 1; n < MOST; n++) {
    if (!EVERY && n <= (some.at(-1) ?? 0) && !some.includes(n)) continue;
    if (EVERY || isProcess || n % 2 === 1) yield [n, 'once'];
    if (!isProcess && (EVERY || n % 2 === 0)) yield [n, 'from then on'];
    if (!EVERY && n > (some.at(-1) ?? 0)) return;
  }
}

/** The file opens and holds together, and every model that can be seen is whole. */
async function isSound(file: string): Promise<void> {
  const database = await Database.open({ dialect: 'sqlite', file });
  expect(await database.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await database.query('PRAGMA foreign_key_check')).toEqual([]);
  await database.close();
}

describeWith(compiler, 'the n-th write', () => {
  withSqlite('of an operation fails', (_, create) => {
    let service: StrickenService;
    /** How often anything was done. */
    let times = 0;
    beforeAll(async () => {
      service = await StrickenService.start(await create());
    }, 240_000);
    afterAll(() => service.close());

    it.each(operations)(
      '$name is there whole or not at all, and whole if it was acknowledged',
      async (operation) => {
        const results = { failed: 0, refused: 0, last: 0 };
        for (const [n, failing] of plan(operation)) {
          times++;
          await operation.prepare?.(service, times);
          const [before, files] = [await stateOf(service.database), await service.files()];
          service.writes.arm(n, failing);
          const { acknowledged, told } = await operation.run(service, times);
          const failed = service.writes.none();
          const isWhole = await operation.isWhole(service, times);
          const about = `write ${n} failed ${failing}: ${told}`;
          expect([about, isWhole || !acknowledged]).toEqual([about, true]);
          if (!isWhole) {
            if (!operation.isResumed) expect([about, await stateOf(service.database)]).toEqual([about, before]);
            const isAsBefore = async () => String(await service.files()) === String(files);
            await until('what was left to be removed', isAsBefore, { seconds: 10 }).catch(() => undefined);
            expect([about, await service.files()]).toEqual([about, files]);
          }
          if (!acknowledged && !operation.isProcess) expect(told).toMatch(/^503 /);
          await isSound(service.file);
          if (operation.isResumed && !isWhole) {
            const again = await operation.run(service, times);
            expect([again.told, again.acknowledged, await operation.isWhole(service, times)]).toEqual([
              again.told,
              true,
              true,
            ]);
          }
          if (failed === 0) {
            expect(told).toMatch(/^(2|0)/);
            break;
          }
          results.failed++;
          results.last = n;
          if (!acknowledged) results.refused++;
        }
        tell(
          `${operation.name}, of which a write failed ${results.failed} times, up to the ${results.last}th: ` +
            `${results.refused} were refused, the others done; nothing half`,
        );
        expect(results.failed).toBeGreaterThan(1);
      },
      EVERY ? 3_600_000 : 240_000,
    );

    it('leaves every model whole', async () => {
      const store = new ModelStore(service.database);
      const versions = [...(await store.unpruned())];
      expect(versions.length).toBeGreaterThan(2);
      for (const id of versions) expect((await store.load(id)).arrays.length).toBeGreaterThan(0);
    });
  });
});
