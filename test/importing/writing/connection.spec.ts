import { onConnection, type Connection } from '../../../src/importing/writing/connection';
import { eachDatabase, withPostgres } from '../../support/databases';

const columns = { usuario_id: 'integer', avaliacao: 'real', avaliado_em: 'integer' } as const;

const bring = async (connection: Connection, rows: (number | null)[][]) => {
  const { from, parameters } = await connection.bring('avaliacoes', columns, rows);
  const found = await connection.query(`SELECT * FROM ${from} ORDER BY novas.usuario_id`, parameters);
  return { from, found };
};

eachDatabase('rows of numbers', (open) => {
  it.each(['load', 'write'] as const)('are where a statement finds them, to %s', async (access) => {
    const database = await open();
    const { found } = await onConnection(database, access, (connection) =>
      bring(connection, [
        [8, 0.1, null],
        [7, 4.5, 1_700_000_000_000],
      ]),
    );
    expect(found).toEqual([
      { usuario_id: 7, avaliacao: 4.5, avaliado_em: 1_700_000_000_000 },
      { usuario_id: 8, avaliacao: 0.1, avaliado_em: null },
    ]);
  });

  it('are brought nowhere by whoever only looks', async () => {
    const database = await open();
    for (const access of ['look', 'assume-empty'] as const)
      await expect(onConnection(database, access, (connection) => bring(connection, [[7, 4, null]]))).rejects.toThrow(
        'nothing is written here',
      );
  });
});

withPostgres('rows that are copied', (open) => {
  it('are in a table that goes with the transaction; a few rows to write are not copied', async () => {
    const database = await open();
    const from = async (access: 'load' | 'write') =>
      (await onConnection(database, access, (connection) => bring(connection, [[7, 4, null]]))).from;
    expect(await from('load')).toBe('avaliacoes_novas AS novas');
    await expect(database.query('SELECT * FROM avaliacoes_novas')).rejects.toThrow('does not exist');
    expect(await from('write')).toContain('json_array_elements');
  });

  it('that PostgreSQL refuses leave nothing, and the connection is as good as before', async () => {
    const database = await open();
    const load = (id: number) =>
      onConnection(database, 'load', async (connection) => {
        await connection.query(`INSERT INTO usuarios (nome) VALUES ('Ana')`);
        return bring(connection, [[id, 4, null]]);
      });
    await expect(load(0.5)).rejects.toThrow('invalid input syntax for type bigint');
    expect(await database.query('SELECT * FROM usuarios')).toEqual([]);
    expect((await load(5)).found).toEqual([{ usuario_id: 5, avaliacao: 4, avaliado_em: null }]);
  });
});
