import type { Database } from '../../../src/database/database';
import { catalogueVersion } from '../../../src/films/catalogue-version';
import type { StoredByKind } from '../../../src/importing/reading/rows';
import { newMemory } from '../../../src/importing/writing/store';
import { storeCredits, storeFilms } from '../../../src/importing/writing/store-films';
import { eachDatabase } from '../../support/databases';
import { storeBatch, type BatchOptions } from './store-batch';

const nothing = { genero: '', diretor: '', atores: '', ano: null };

eachDatabase('films of a batch', (open) => {
  let database: Database;
  const store = (films: readonly StoredByKind['filmes'][], options?: BatchOptions) =>
    storeBatch(database, storeFilms, films, options);
  const complete = (credits: readonly (readonly [number, string, string])[], options?: BatchOptions) =>
    storeBatch(
      database,
      storeCredits,
      credits.map(([id, diretor, atores]) => ({ id, diretor, atores })),
      options,
    );
  const stored = () => database.query('SELECT id, titulo, genero, diretor, atores, ano FROM filmes ORDER BY id');
  const version = () => catalogueVersion(database);
  const drama = { id: 1, titulo: 'Um', genero: 'drama', diretor: 'Ana', atores: 'Rui', ano: 1999 };

  beforeAll(async () => (database = await open()));
  beforeEach(async () => {
    await database.write((transaction) => transaction.query('DELETE FROM filmes'));
    await store([drama]);
  });

  it('are new, changed or the same; what does not come stays as it is, or is empty', async () => {
    const before = await version();
    const { counts, refused } = await store([{ id: 1, titulo: 'Um' }, { id: 2, titulo: 'Dois' }]); // prettier-ignore
    expect([counts, refused]).toEqual([{ novos: 1, alterados: 0, iguais: 1 }, []]);
    expect(await stored()).toEqual([drama, { id: 2, titulo: 'Dois', ...nothing }]);
    expect(await version()).toBe(before + 1);
    await store([{ id: 1, titulo: 'Um' }]);
    expect(await version()).toBe(before + 1);
  });

  it.each([{ titulo: 'Outro' }, { genero: '' }, { diretor: 'Eva' }, { atores: 'Ivo' }, { ano: 2000 }, { ano: null }])(
    'change by %j alone',
    async (change) => {
      const { counts } = await store([{ id: 1, titulo: 'Um', ...change }]);
      expect(counts).toEqual({ novos: 0, alterados: 1, iguais: 0 });
      expect(await stored()).toEqual([{ ...drama, ...change }]);
    },
  );

  it('come more than once in a batch as if one after the other', async () => {
    const { counts } = await store([{ id: 2, titulo: 'A', ano: 1980 }, { id: 2, titulo: 'B' }, { id: 2, titulo: 'B' }]); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 1, iguais: 1 });
    expect((await stored())[1]).toEqual({ id: 2, titulo: 'B', ...nothing, ano: 1980 });
  });

  it('are found by what they are called by now', async () => {
    await store([{ id: 1, titulo: 'Ação' }]);
    expect(await database.query("SELECT id FROM filmes WHERE busca_titulo LIKE '%acao%'")).toEqual([{ id: 1 }]);
  });

  it('are completed by credits where these say something new, and only if they are there', async () => {
    await store([{ id: 2, titulo: 'Dois', atores: 'Lia' }]);
    const { counts, refused } = await complete([[1, 'Outra', 'Outro'], [2, 'Eva', 'Gil'], [9, 'Eva', '']]); // prettier-ignore
    expect(counts).toEqual({ novos: 0, alterados: 1, iguais: 1 });
    expect(refused).toEqual([
      { line: 3, text: 'line 3', reason: { pt: 'filme 9 não existe', en: 'film 9 does not exist' } },
    ]);
    expect(await stored()).toEqual([drama, { id: 2, titulo: 'Dois', ...nothing, diretor: 'Eva', atores: 'Lia' }]);
  });

  it('are counted alike, remembered, and written nowhere, when it is only looked', async () => {
    const look = { access: 'look', memory: newMemory() } as const;
    const before = await version();
    const { counts } = await store([{ id: 1, titulo: 'Outro' }, { id: 3, titulo: 'Três' }], look); // prettier-ignore
    expect(counts).toEqual({ novos: 1, alterados: 1, iguais: 0 });
    // A film that would be there by now can be completed; one that neither is nor would be cannot.
    const credits = await complete([[3, 'Eva', ''], [4, 'Eva', '']], look); // prettier-ignore
    expect(credits.counts).toEqual({ novos: 0, alterados: 1, iguais: 0 });
    expect(credits.refused.map(({ line }) => line)).toEqual([2]);
    expect([await stored(), await version()]).toEqual([[drama], before]);
  });
});
