import fc from 'fast-check';
import type { Database } from '../../../src/database/database';
import { newMemory } from '../../../src/importing/writing/store';
import { storeRatings } from '../../../src/importing/writing/store-ratings';
import { addFilms, addUsers } from '../../support/add-rows';
import { eachDatabase } from '../../support/databases';
import { storeBatch, type BatchOptions } from './store-batch';

type Given = readonly [user: number, film: number, rating: number, at: number | null, list?: string | null];

eachDatabase('ratings of a batch', (open) => {
  let database: Database;
  const store = (ratings: readonly Given[], options?: BatchOptions) =>
    storeBatch(
      database,
      storeRatings,
      ratings.map(([usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id]) => ({
        usuario_id,
        filme_id,
        avaliacao,
        avaliado_em,
        recomendacao_id,
      })),
      options,
    );
  const stored = async () =>
    (
      await database.query<{ usuario_id: number; filme_id: number; avaliacao: number; avaliado_em: number | null }>(
        'SELECT * FROM avaliacoes ORDER BY usuario_id, filme_id',
      )
    ).map(({ usuario_id, filme_id, avaliacao, avaliado_em }) => [usuario_id, filme_id, avaliacao, avaliado_em]);
  const lists = async () =>
    (
      await database.query<{ recomendacao_id: string | null }>(
        'SELECT recomendacao_id FROM avaliacoes ORDER BY usuario_id, filme_id',
      )
    ).map(({ recomendacao_id }) => recomendacao_id);
  const users = async () =>
    (
      await database.query<{ id: number; nome: string; versao_perfil: number }>(
        'SELECT id, nome, versao_perfil FROM usuarios ORDER BY id',
      )
    ).map(({ id, nome, versao_perfil }) => [id, nome, versao_perfil]);

  beforeAll(async () => {
    database = await open();
    await addFilms(database, [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` }))); // prettier-ignore
  });
  beforeEach(async () => {
    await database.write(async (transaction) => {
      for (const table of ['avaliacoes', 'usuarios', 'usuarios_apagados'])
        await transaction.query(`DELETE FROM ${table}`);
    });
    await addUsers(database, [1, 2]);
  });

  it('are new, changed or the same, and only what changes moves the profile of a person on, by one', async () => {
    const first = await store([[2, 1, 5, 10], [1, 2, 3, 10], [1, 1, 4, 10]]); // prettier-ignore
    expect(first).toEqual({ counts: { novos: 3, alterados: 0, iguais: 0 }, refused: [], users: undefined });
    expect(await users()).toEqual([[1, 'Pessoa 1', 1], [2, 'Pessoa 2', 1]]); // prettier-ignore
    const second = await store([[1, 3, 1, 5], [2, 1, 5, 10], [1, 2, 2, 20], [1, 1, 4, 10]]); // prettier-ignore
    expect(second.counts).toEqual({ novos: 1, alterados: 1, iguais: 2 });
    expect(await users()).toEqual([[1, 'Pessoa 1', 2], [2, 'Pessoa 2', 1]]); // prettier-ignore
    expect(await stored()).toEqual([[1, 1, 4, 10], [1, 2, 2, 20], [1, 3, 1, 5], [2, 1, 5, 10]]); // prettier-ignore
  });

  const at = (moment: number | null) => (moment === null ? 'without a moment' : `of ${moment}`);
  it.each<[before: [number, number | null], given: [number, number | null], left: 'given' | 'before']>([
    [[4, 100], [2, 200], 'given'],
    [[4, 100], [2, 100], 'given'],
    [[4, 100], [2, 50], 'before'],
    [[4, 100], [4, 200], 'given'],
    [[4, 100], [4, 100], 'before'],
    [[4, 100], [4, 50], 'before'],
    [[4, 100], [2, null], 'given'],
    [[4, 100], [4, null], 'before'],
    [[4, null], [2, 50], 'given'],
    [[4, null], [4, 50], 'given'],
    [[4, null], [2, null], 'given'],
    [[4, null], [4, null], 'before'],
  ])('over what is stored, %p: %p leaves what was %s', async (before, given, left) => {
    await store([[1, 1, ...before]]);
    const { counts } = await store([[1, 1, ...given]]);
    expect(await stored()).toEqual([[1, 1, ...(left === 'given' ? given : before)]]);
    expect(counts).toMatchObject(left === 'given' ? { alterados: 1, iguais: 0 } : { alterados: 0, iguais: 1 });
  });

  it.each<[given: [number, number | null][], left: [number, number | null]]>([
    [
      [
        [5, 20],
        [3, 10],
      ],
      [5, 60],
    ],
    [
      [
        [5, 80],
        [3, 70],
      ],
      [5, 80],
    ],
    [
      [
        [5, 70],
        [3, 70],
      ],
      [3, 70],
    ],
    [
      [
        [3, null],
        [4, 10],
      ],
      [4, 10],
    ],
    [
      [
        [4, 70],
        [4, null],
      ],
      [4, 70],
    ],
    [
      [
        [4, 10],
        [4, null],
      ],
      [4, null],
    ],
    [
      [
        [4, 10],
        [3, null],
      ],
      [3, null],
    ],
    [
      [
        [3, null],
        [4, 90],
        [2, 80],
      ],
      [4, 90],
    ],
  ])('of one film in one batch, %j, leave what they would one after the other', async (given, left) => {
    // prettier-ignore
    const ratings = given.map(([rating, moment]): Given => [1, 1, rating, moment]);
    await store([[1, 1, 5, 60]]);
    for (const rating of ratings) await store([rating]);
    expect(await stored()).toEqual([[1, 1, ...left]]);
    await database.write((transaction) => transaction.query('DELETE FROM avaliacoes'));
    await store([[1, 1, 5, 60]]);
    await store(ratings);
    expect(await stored()).toEqual([[1, 1, ...left]]);
  });

  type Named = readonly [rating: number, at: number | null, list: string | null];
  it.each<[before: Named, given: Named, left: 'given' | 'before']>([
    [[4, 100, null], [4, 100, 'lista 7'], 'given'],
    [[4, 100, 'lista 7'], [4, 100, 'lista 8'], 'given'],
    [[4, 100, 'lista 7'], [4, 100, null], 'before'],
    [[4, 100, 'lista 7'], [4, 50, 'lista 8'], 'before'],
    [[4, 100, 'lista 7'], [4, 200, null], 'given'],
    [[4, 100, 'lista 7'], [2, 100, null], 'given'],
    [[4, 100, 'lista 7'], [4, null, 'lista 8'], 'before'],
  ])('over what is stored, %p: %p leaves what was %s, with the list that it names', async (before, given, left) => {
    for (const repeated of [false, true]) {
      await database.write((transaction) => transaction.query('DELETE FROM avaliacoes'));
      await store([[1, 1, ...before]]);
      const { counts } = await store(Array.from({ length: repeated ? 2 : 1 }, (): Given => [1, 1, ...given]));
      expect([...(await stored())[0].slice(2), ...(await lists())]).toEqual(left === 'given' ? given : before);
      expect(counts.alterados).toBe(left === 'given' ? 1 : 0);
    }
  });

  it('that name a list are stored beside others, whatever they call it', async () => {
    const odd = 'a "b", \\ ],[ null';
    await store([[2, 1, 5, 10], [1, 2, 3, 10, odd], [1, 1, 4, 10]]); // prettier-ignore
    expect(await stored()).toEqual([[1, 1, 4, 10], [1, 2, 3, 10], [2, 1, 5, 10]]); // prettier-ignore
    expect(await lists()).toEqual([null, odd, null]);
  });

  it('of one film, in one batch or in several, leave the same', async () => {
    const moment = fc.constantFrom(null, 50, 60, 70);
    const list = fc.constantFrom(null, 'lista 7', 'lista 8');
    const ratings = fc.array(fc.tuple(fc.constantFrom(3, 4), moment, list), { minLength: 1, maxLength: 4 });
    const untimedAt = fc.constantFrom(undefined, 65);
    await fc.assert(
      fc.asyncProperty(ratings, ratings, untimedAt, async (before, given, now) => {
        const leave = async (batches: readonly Named[][]) => {
          await database.write((transaction) => transaction.query('DELETE FROM avaliacoes'));
          for (const batch of batches)
            await store(
              batch.map((one) => [1, 1, ...one]),
              { untimedAt: now },
            );
          return [await stored(), await lists()];
        };
        expect(await leave([before, given])).toEqual(await leave([...before, ...given].map((one) => [one])));
      }),
      { numRuns: 40 },
    );
  });

  it(`${at(null)} are of the moment that is given for them`, async () => {
    await store([[1, 1, 4, 100], [1, 2, 4, 100]]); // prettier-ignore
    const { counts } = await store([[1, 1, 4, null], [1, 2, 3, null], [1, 3, 2, null]], { untimedAt: 500 }); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 2, iguais: 0 });
    expect(await stored()).toEqual([[1, 1, 4, 500], [1, 2, 3, 500], [1, 3, 2, 500]]); // prettier-ignore
  });

  it('of films and people who are not there are refused, and name them', async () => {
    const { counts, refused } = await store([[1, 9, 4, 1], [1, 1, 4, 1], [8, 1, 4, 1]]); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 0, iguais: 0 });
    expect(refused).toEqual([
      { line: 1, text: 'line 1', reason: { pt: 'filme 9 não existe', en: 'film 9 does not exist' } },
      { line: 3, text: 'line 3', reason: { pt: 'usuário 8 não existe', en: 'user 8 does not exist' } },
    ]);
    expect(await stored()).toEqual([[1, 1, 4, 1]]);
  });

  it('bring people along where they may, but nobody who was erased', async () => {
    await database.write((transaction) =>
      transaction.query('INSERT INTO usuarios_apagados (id, apagado_em) VALUES (7, $1)', [Date.UTC(2026, 0, 31)]),
    );
    const memory = newMemory();
    const given: Given[] = [[8, 1, 4, 1], [7, 1, 4, 1], [8, 2, 3, 1], [1, 1, 5, 1]]; // prettier-ignore
    const { counts, refused, users: brought } = await store(given, { createsUsers: true, memory });
    expect(counts).toEqual({ novos: 3, alterados: 0, iguais: 0 });
    expect(brought).toEqual({ novos: 1, alterados: 0, iguais: 1 });
    expect(refused).toMatchObject([
      { line: 2, reason: { pt: 'usuário 7 foi apagado em 2026-01-31', en: 'user 7 was erased on 2026-01-31' } },
    ]);
    expect(await users()).toEqual([[1, 'Pessoa 1', 1], [2, 'Pessoa 2', 0], [8, 'Usuário 8', 1]]); // prettier-ignore
    // People are counted once an import.
    expect((await store(given, { createsUsers: true, memory })).users).toEqual({ novos: 0, alterados: 0, iguais: 0 });
  });

  it('are counted alike, and written nowhere, when it is only looked', async () => {
    await store([[1, 1, 4, 10]]);
    const memory = newMemory();
    const look = { access: 'look', createsUsers: true, memory } as const;
    const { counts, users: brought } = await store([[1, 1, 3, 20], [1, 2, 3, 20], [8, 1, 1, 1]], look); // prettier-ignore
    expect(counts).toEqual({ novos: 2, alterados: 1, iguais: 0 });
    expect(brought).toEqual({ novos: 1, alterados: 0, iguais: 1 });
    expect((await store([[8, 2, 1, 1]], look)).users).toMatchObject({ novos: 0 });
    expect(await stored()).toEqual([[1, 1, 4, 10]]);
    expect(await users()).toEqual([[1, 'Pessoa 1', 1], [2, 'Pessoa 2', 0]]); // prettier-ignore
  });
});
