import { Database } from '../../../src/database/database';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { withSqlite } from '../../support/databases';
import { startOwnPostgres, type OwnPostgres } from '../../support/own-postgres';
import { compiler, describeWith, postgresPrograms } from '../../support/requirements';
import { until } from '../../support/until';
import { tell } from '../kills';
import type { Failing } from './failing-writes';
import { operations, stateOf, type Operation } from './operations';
import { StrickenService } from './stricken-service';

/** `EVERY_WRITE=1 npx jest test/faults/failing-writes` lets every write fail in turn, both ways; else some of them fail. */
const EVERY = process.env.EVERY_WRITE === '1';
const SOME = { request: [1, 2, 3, 4, 5, 7, 9, 12, 16, 20, 25], process: [1, 5, 14, 33] };
/** Of PostgreSQL's, each of which costs it a new beginning. */
const SOME_OF_POSTGRES = { request: [1, 2, 3, 4], process: [2, 7] };
/** No operation makes so many writes. */
const MOST = 5_000;

/** Which write fails and how: a full disk fails on, which a job of its own process cannot even tell. */
function* plan({ isProcess }: Operation, chosen: typeof SOME): Generator<[n: number, failing: Failing]> {
  const some = isProcess ? chosen.process : chosen.request;
  for (let n = 1; n < MOST; n++) {
    if (!EVERY && n <= (some.at(-1) ?? 0) && !some.includes(n)) continue;
    if (EVERY || isProcess || n % 2 === 1) yield [n, 'once'];
    if (!isProcess && (EVERY || n % 2 === 0)) yield [n, 'from then on'];
    if (!EVERY && n > (some.at(-1) ?? 0)) return;
  }
}

/** The file opens and holds together, and every model that can be seen is whole. */
async function isSound({ file }: StrickenService): Promise<void> {
  const database = await Database.open({ dialect: 'sqlite', file });
  expect(await database.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await database.query('PRAGMA foreign_key_check')).toEqual([]);
  await database.close();
}

/** Every index has what its table has, and no rating is of nobody. */
async function isSoundPostgres({ database }: StrickenService): Promise<void> {
  await database.query(
    `SELECT bt_index_parent_check(indexrelid, true) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relam = (SELECT oid FROM pg_am WHERE amname = 'btree') AND relnamespace = 'public'::regnamespace`,
  );
  const orphans = await database.query(
    `SELECT * FROM avaliacoes WHERE NOT EXISTS (SELECT 1 FROM usuarios WHERE id = usuario_id)
        OR NOT EXISTS (SELECT 1 FROM filmes WHERE id = filme_id)`,
  );
  expect(orphans).toEqual([]);
}

/** How often anything was done. */
let times = 0;

/** Do it again and again, each time with another write that fails. */
async function throughFailures(
  service: StrickenService,
  operation: Operation,
  chosen: typeof SOME,
  isSoundNow: (service: StrickenService) => Promise<void>,
): Promise<void> {
  const results = { failed: 0, refused: 0, last: 0 };
  for (const [n, failing] of plan(operation, chosen)) {
    times++;
    await operation.prepare?.(service, times);
    const [before, files] = [await stateOf(service.database), await service.files()];
    service.writes.arm(n, failing);
    const { acknowledged, told } = await operation.run(service, times);
    const failed = service.writes.none();
    await service.recovered();
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
    await isSoundNow(service);
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
    `${operation.name} on ${service.dialect}, of which a write failed ${results.failed} times, up to the ${results.last}th: ` +
      `${results.refused} were refused, the others done; nothing half`,
  );
  expect(results.failed).toBeGreaterThan(1);
}

const TIME = EVERY ? 3_600_000 : 240_000;

describeWith(compiler, 'the n-th write', () => {
  withSqlite('of an operation fails', (_, create) => {
    let service: StrickenService;
    beforeAll(async () => {
      service = await StrickenService.onSqlite(await create());
    }, 240_000);
    afterAll(() => service.close());

    it.each(operations)(
      '$name is there whole or not at all, and whole if it was acknowledged',
      (operation) => throughFailures(service, operation, SOME, isSound),
      TIME,
    );

    it('leaves every model whole', async () => {
      const store = new ModelStore(service.database);
      const versions = [...(await store.unpruned())];
      expect(versions.length).toBeGreaterThan(2);
      for (const id of versions) expect((await store.load(id)).arrays.length).toBeGreaterThan(0);
    });
  });

  describeWith(postgresPrograms, 'of PostgreSQL fails, which ends it or not', () => {
    let postgres: OwnPostgres;
    let service: StrickenService;
    beforeAll(async () => {
      postgres = await startOwnPostgres(['fsync=on', 'restart_after_crash=on']);
      service = await StrickenService.onPostgres(postgres);
      await service.database.query('CREATE EXTENSION amcheck');
    }, 240_000);
    afterAll(async () => {
      await (service as StrickenService | undefined)?.close();
      await postgres.remove();
    });

    it.each(operations.filter(({ isOfFiles }) => !isOfFiles))(
      '$name is there whole or not at all, and whole if it was acknowledged',
      (operation) => throughFailures(service, operation, SOME_OF_POSTGRES, isSoundPostgres),
      TIME,
    );
  });
});
