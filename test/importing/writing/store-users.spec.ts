import type { Database } from '../../../src/database/database';
import { newMemory } from '../../../src/importing/writing/store';
import { storeUsers } from '../../../src/importing/writing/store-users';
import { eachDatabase } from '../../support/databases';
import { storeBatch, type BatchOptions } from './store-batch';

/** Without an email: the one that is stored stays. */
type Given = readonly [id: number, name: string, email?: string | null];

eachDatabase('people of a batch', (open) => {
  let database: Database;
  const store = (given: readonly Given[], options?: BatchOptions) =>
    storeBatch(
      database,
      storeUsers,
      given.map(([id, nome, email]) => ({ id, nome, email })),
      options,
    );
  const stored = async () =>
    (
      await database.query<{ id: number; nome: string; email: string | null }>(
        'SELECT id, nome, email FROM usuarios ORDER BY id',
      )
    ).map(({ id, nome, email }) => [id, nome, email]);

  beforeAll(async () => (database = await open()));
  beforeEach(async () => {
    await database.write(async (transaction) => {
      for (const table of ['usuarios', 'usuarios_apagados']) await transaction.query(`DELETE FROM ${table}`);
    });
    await store([[1, 'Ana', 'ana@a.example'], [2, 'Rui', null]]); // prettier-ignore
  });

  it('are new, changed or the same; an email that does not come stays, and null takes it away', async () => {
    const { counts, refused } = await store([[1, 'Ana'], [2, 'Rui B'], [3, 'Eva', 'eva@a.example'], [4, 'Ivo']]); // prettier-ignore
    expect([counts, refused]).toEqual([{ novos: 2, alterados: 1, iguais: 1 }, []]);
    const all = [[1, 'Ana', 'ana@a.example'], [2, 'Rui B', null], [3, 'Eva', 'eva@a.example'], [4, 'Ivo', null]]; // prettier-ignore
    expect(await stored()).toEqual(all);
    expect((await store([[1, 'Ana', null], [3, 'Eva', 'outra@a.example']])).counts.alterados).toBe(2); // prettier-ignore
    expect(await stored()).toEqual([[1, 'Ana', null], all[1], [3, 'Eva', 'outra@a.example'], all[3]]);
  });

  it('come more than once in a batch as if one after the other', async () => {
    const { counts } = await store([[3, 'Eva'], [3, 'Eva'], [3, 'Eva B', 'eva@a.example'], [1, 'Ana B'], [1, 'Ana']]); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 3, iguais: 1 });
    expect((await stored()).at(-1)).toEqual([3, 'Eva B', 'eva@a.example']);
    expect((await stored())[0]).toEqual([1, 'Ana', 'ana@a.example']);
  });

  it('do not get the email of somebody else, stored or of the batch, and who it belongs to is told', async () => {
    const { counts, refused } = await store([[2, 'Rui', 'ana@a.example'], [3, 'Eva', 'x@a.example'], [4, 'Ivo', 'x@a.example']]); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 0, iguais: 0 });
    expect(refused).toEqual([
      {
        line: 1,
        text: 'line 1',
        reason: {
          pt: 'email "ana@a.example" já é do usuário 1',
          en: 'email "ana@a.example" already belongs to user 1',
        },
      },
      expect.objectContaining({
        line: 3,
        reason: { pt: 'email "x@a.example" já é do usuário 3', en: 'email "x@a.example" already belongs to user 3' },
      }),
    ]);
    expect((await stored()).map(([id]) => id)).toEqual([1, 2, 3]);
  });

  it('may pass an email on, and swap two, within a batch', async () => {
    const passed = await store([[1, 'Ana', 'nova@a.example'], [2, 'Rui', 'ana@a.example'], [3, 'Eva', null]]); // prettier-ignore
    expect(passed.refused).toEqual([]);
    expect((await store([[1, 'Ana', null], [3, 'Eva', 'nova@a.example']])).refused).toEqual([]); // prettier-ignore
    const swapped = await store([[2, 'Rui', null], [3, 'Eva', 'ana@a.example'], [2, 'Rui', 'nova@a.example']]); // prettier-ignore
    expect(swapped.refused).toEqual([]);
    expect(await stored()).toEqual([[1, 'Ana', null], [2, 'Rui', 'nova@a.example'], [3, 'Eva', 'ana@a.example']]); // prettier-ignore
  });

  it('who were erased are not made again, and who was made anew is changed as anybody', async () => {
    await database.write(async (transaction) => {
      for (const id of [2, 5])
        await transaction.query('INSERT INTO usuarios_apagados (id, apagado_em) VALUES ($1, $2)', [
          id,
          Date.UTC(2026, 0, 31),
        ]);
    });
    const { counts, refused } = await store([[5, 'Zoe', 'zoe@a.example'], [2, 'Rui B'], [3, 'Eva', 'zoe@a.example']]); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 1, iguais: 0 });
    expect(refused).toEqual([
      {
        line: 1,
        text: 'line 1',
        reason: { pt: 'usuário 5 foi apagado em 2026-01-31', en: 'user 5 was erased on 2026-01-31' },
      },
    ]);
    expect((await stored()).map(([id, name]) => [id, name])).toEqual([[1, 'Ana'], [2, 'Rui B'], [3, 'Eva']]); // prettier-ignore
  });

  it('are counted alike, remembered, and written nowhere, when it is only looked', async () => {
    const memory = newMemory();
    const { counts, refused } = await store([[1, 'Ana B'], [9, 'Lia', 'ana@a.example'], [8, 'Gil']], { access: 'look', memory }); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 1, iguais: 0 });
    expect(refused.map(({ line }) => line)).toEqual([2]);
    expect([1, 8, 9].map((id) => memory.users.has(id))).toEqual([true, true, false]);
    expect(await stored()).toEqual([[1, 'Ana', 'ana@a.example'], [2, 'Rui', null]]); // prettier-ignore
  });
});
