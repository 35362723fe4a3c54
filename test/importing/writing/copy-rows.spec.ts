import { onConnection } from '../../../src/importing/writing/connection';
import { withPostgres } from '../../support/databases';

withPostgres('rows that are copied', (open) => {
  const names = ['usuario_id', 'avaliacao', 'avaliado_em'];

  it('are in a table that goes with the transaction', async () => {
    const database = await open();
    const copied = await onConnection(database, 'load', async (connection) => {
      const table = await connection.copy?.('avaliacoes', names, [
        [7, 4.5, 1_700_000_000_000],
        [8, 0.1, null],
      ]);
      return { table, rows: await connection.query(`SELECT * FROM ${table} ORDER BY usuario_id`) };
    });
    expect(copied).toEqual({
      table: 'avaliacoes_novas',
      rows: [
        { usuario_id: 7, avaliacao: 4.5, avaliado_em: 1_700_000_000_000 },
        { usuario_id: 8, avaliacao: 0.1, avaliado_em: null },
      ],
    });
    await expect(database.query('SELECT * FROM avaliacoes_novas')).rejects.toThrow('does not exist');
  });

  it('that PostgreSQL refuses leave nothing, and the connection is as good as before', async () => {
    const database = await open();
    const load = (id: number) =>
      onConnection(database, 'load', async (connection) => {
        await connection.query(`INSERT INTO usuarios (nome) VALUES ('Ana')`);
        const table = await connection.copy?.('avaliacoes', names, [[id, 4, null]]);
        return connection.query(`SELECT usuario_id FROM ${table}`);
      });
    await expect(load(0.5)).rejects.toThrow('invalid input syntax for type bigint');
    expect(await database.query('SELECT * FROM usuarios')).toEqual([]);
    expect(await load(5)).toEqual([{ usuario_id: 5 }]);
  });

  it('are for loads only: a few rows go in a parameter', async () => {
    const database = await open();
    const copies = (access: 'write' | 'look') =>
      onConnection(database, access, (connection) => Promise.resolve(connection.copy));
    expect(await copies('write')).toBeUndefined();
    expect(await copies('look')).toBeUndefined();
  });
});
