import type { Database } from '../../../src/database/database';
import { isDuplicate } from '../../../src/database/database-errors';
import { onConnection } from '../../../src/importing/writing/connection';
import { eachDatabase } from '../../support/databases';

const columns = { usuario_id: 'integer', filme_id: 'integer', avaliacao: 'real', avaliado_em: 'integer' } as const;

const writing = ['load', 'write'] as const;

eachDatabase('rows of numbers', (open) => {
  async function withPeople(): Promise<Database> {
    const database = await open();
    await database.write(async (transaction) => {
      await transaction.query(
        `INSERT INTO usuarios (id, nome, busca_nome) VALUES (7, 'Ana', 'ana'), (8, 'Bia', 'bia')`,
      );
      await transaction.query(
        `INSERT INTO filmes (id, titulo, busca_titulo, busca_genero, busca_diretor, busca_atores) VALUES (1, '', '', '', '', '')`,
      );
    });
    return database;
  }
  const stored = (database: Database) =>
    database.query('SELECT usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id FROM avaliacoes ORDER BY 1');
  const insert = (database: Database, access: Parameters<typeof onConnection>[1], rows: (number | null)[][]) =>
    onConnection(database, access, (connection) => connection.insert('avaliacoes', columns, rows));
  const ana = { usuario_id: 7, filme_id: 1, avaliacao: 4.5, avaliado_em: 1_700_000_000_000, recomendacao_id: null };

  it.each(writing)('are inserted, to %s', async (access) => {
    const database = await withPeople();
    await insert(database, access, [
      [8, 1, 0.1, null],
      [7, 1, 4.5, 1_700_000_000_000],
    ]);
    expect(await stored(database)).toEqual([
      ana,
      { usuario_id: 8, filme_id: 1, avaliacao: 0.1, avaliado_em: null, recomendacao_id: null },
    ]);
  });

  it.each(writing)(
    'that are there are a duplicate, and nothing of the others is left, to %s',
    async (access) => {
      const database = await withPeople();
      await insert(database, access, [[7, 1, 4.5, 1_700_000_000_000]]);
      const again = await insert(database, access, [
        [8, 1, 3, null],
        [7, 1, 2, null],
      ]).catch((error: unknown) => error);
      expect(isDuplicate(again)).toBe(true);
      expect(await stored(database)).toEqual([ana]);
    },
    60_000,
  );

  it.each(writing)(
    'that the database refuses leave nothing, and the connection is as good as before, to %s',
    async (access) => {
      const database = await withPeople();
      await expect(
        insert(database, access, [
          [8, 1, 3, null],
          [7, 1, 6, null],
        ]),
      ).rejects.toThrow(/check/i);
      expect(await stored(database)).toEqual([]);
      await insert(database, access, [[7, 1, 4.5, 1_700_000_000_000]]);
      expect(await stored(database)).toEqual([ana]);
    },
  );

  it('are inserted nowhere by whoever only looks', async () => {
    const database = await open();
    for (const access of ['look', 'assume-empty'] as const)
      await expect(insert(database, access, [[7, 1, 4, null]])).rejects.toThrow('nothing is written here');
  });
});
