import * as fc from 'fast-check';
import { usualSignals } from '../../src/config/signals';
import { Database } from '../../src/database/database';
import { LARGEST_CHOSEN_ID } from '../../src/http/id.pipe';
import { entities } from '../../src/entities';
import { numberOwn } from '../../src/importing/writing/number-rows';
import { onConnection } from '../../src/importing/writing/connection';
import { newMemory } from '../../src/importing/writing/store';
import { storeUsers } from '../../src/importing/writing/store-users';
import { UsersService } from '../../src/users/users.service';
import { eachDatabase } from '../support/databases';

const BOUND = 2 ** 51;

/** A batch of rows with these ids, null for one that is to be given; or someone created, or deleted. */
type Step = { batch: (number | null)[] } | 'create' | { remove: number };

const chosen = fc.oneof(
  fc.integer({ min: 1, max: 60 }),
  fc.integer({ min: BOUND - 3, max: BOUND + 12 }),
  fc.integer({ min: LARGEST_CHOSEN_ID - 3, max: LARGEST_CHOSEN_ID }),
);
const small = fc.integer({ min: 1, max: 60 });
const steps = (id: fc.Arbitrary<number>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      fc.array(fc.option(id), { minLength: 1, maxLength: 8 }).map((batch): Step => ({ batch })),
      fc.constant<Step>('create'),
      fc.nat(100).map((remove): Step => ({ remove })),
    ),
    { maxLength: 8 },
  );

eachDatabase('ids that are given out', (_, create) => {
  let database: Database;
  beforeAll(async () => (database = await Database.open(await create(), entities)));
  afterAll(() => database.close());

  const start = () =>
    database.write(async (transaction) => {
      await transaction.query('DELETE FROM usuarios');
      await transaction.query('DELETE FROM usuarios_apagados');
      if (database.dialect.name === 'sqlite')
        await transaction.query("DELETE FROM sqlite_sequence WHERE name = 'usuarios'");
      else await transaction.query('ALTER SEQUENCE usuarios_id_seq RESTART');
    });

  /** Every id that was given out, with the highest id there had been until then. */
  async function run(all: readonly Step[]) {
    const given: { id: number; highest: number; taken: boolean }[] = [];
    const there = new Set<number>();
    const ever = new Set<number>();
    const erased = new Set<number>();
    const note = (id: number, before: ReadonlySet<number>) =>
      given.push({ id, highest: Math.max(0, ...ever), taken: before.has(id) });
    for (const step of all) {
      if (step === 'create') {
        const { id } = await new UsersService(database).create({ nome: 'Nova' });
        note(id, ever);
        there.add(id);
        ever.add(id);
      } else if ('remove' in step) {
        if (there.size === 0) continue;
        const id = [...there][step.remove % there.size];
        await new UsersService(database).remove(id);
        there.delete(id);
        erased.add(id);
      } else {
        const batch = step.batch.filter((id) => id === null || !erased.has(id));
        const rows = await onConnection(database, 'write', async (connection) => {
          const accepted = batch.map((id, n) => ({
            line: n + 1,
            text: '',
            row: { id: id ?? undefined, nome: `Pessoa ${n}` },
          }));
          const { rows: withIds } = await numberOwn(connection, 'usuarios', accepted, newMemory());
          const { refused } = await storeUsers(connection, withIds, newMemory(), {
            createsUsers: false,
            signals: usualSignals,
            now: 0,
          });
          expect(refused).toEqual([]);
          return withIds.map(({ row }) => row.id);
        });
        for (const id of batch) if (id !== null) ever.add(id);
        for (const [n, id] of rows.entries()) {
          if (batch[n] === null) note(id, ever);
          there.add(id);
          ever.add(id);
        }
      }
    }
    const stored = await database.query<{ id: number }>('SELECT id FROM usuarios ORDER BY id');
    expect(stored.map(({ id }) => id)).toEqual([...there].sort((a, b) => a - b));
    return given;
  }

  it('were never used before and may be brought again, whatever ids others bring', async () => {
    await fc.assert(
      fc.asyncProperty(steps(chosen), async (all) => {
        await start();
        for (const { id, taken } of await run(all)) {
          expect(taken).toBe(false);
          expect(id).toBeLessThan(BOUND + 200);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('follow the highest there ever was, among small ones', async () => {
    await fc.assert(
      fc.asyncProperty(steps(small), async (all) => {
        await start();
        for (const { id, highest } of await run(all)) expect(id).toBe(highest + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('pass a long run of taken ones at once', async () => {
    await start();
    const run = Array.from({ length: 5_000 }, (_, n) => [BOUND + n]);
    await onConnection(database, 'write', async (connection) => {
      const people = [[BOUND - 1], ...run].map(([id], n) => ({ line: n + 1, text: '', row: { id, nome: 'Tomado' } }));
      await storeUsers(connection, people, newMemory(), { createsUsers: false, signals: usualSignals, now: 0 });
    });
    const { id } = await new UsersService(database).create({ nome: 'Nova' });
    expect(id).toBeGreaterThanOrEqual(BOUND + 5_000);
    expect(id).toBeLessThan(BOUND + 20_000);
  });
});
