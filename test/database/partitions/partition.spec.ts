import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../../src/config/settings';
import { dataSourceOptions } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { partition, partitionsOf } from '../../../src/database/postgres/partition';
import { entities } from '../../../src/entities';
import { withPostgres } from '../../support/databases';
import { trainedDemonstration } from '../../support/trained-demonstration';
import { until } from '../../support/until';
import { migratedTables, type Table } from '../migrated-tables';

withPostgres('ratings and events in partitions', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;
  beforeEach(async () => {
    location = await create(trainedDemonstration);
    database = await Database.open(location, entities);
    await database.write((transaction) =>
      transaction.query(
        `INSERT INTO eventos (id, usuario_id, filme_id, tipo, valor, quando)
         SELECT 'e' || n, 1 + n % 400, 1 + n % 481, 'assistiu', 0.5, 1700000000000 + n FROM generate_series(1, 3000) AS n`,
      ),
    );
  });
  afterEach(() => database.close());

  /** All that is in the two tables. */
  const contents = async () => [
    await database.query('SELECT * FROM avaliacoes ORDER BY usuario_id, filme_id'),
    await database.query('SELECT * FROM eventos ORDER BY numero'),
  ];

  const tables = async (): Promise<Record<string, Table>> => {
    const all = await migratedTables(database);
    return { avaliacoes: all.get('avaliacoes')!, eventos: all.get('eventos')! };
  };

  it('hold what was there, each person in one of them, under the same keys, indexes and references', async () => {
    const [rows, before] = [await contents(), await tables()];
    expect(await partition(database, 32)).toEqual([
      { table: 'avaliacoes', rows: rows[0].length },
      { table: 'eventos', rows: 3000 },
    ]);
    expect(await contents()).toEqual(rows);
    const eventos = { ...before.eventos, primaryKey: ['numero', 'usuario_id'] };
    expect(await tables()).toEqual({ avaliacoes: before.avaliacoes, eventos });
    for (const table of ['avaliacoes', 'eventos']) {
      const placed = await database.query<{ partitions: number; people: number; places: number }>(
        `SELECT COUNT(DISTINCT tableoid) AS partitions, COUNT(DISTINCT usuario_id) AS people,
           COUNT(DISTINCT (tableoid, usuario_id)) AS places FROM ${table}`,
      );
      expect(placed).toEqual([{ partitions: 32, people: 400, places: 400 }]);
    }
  });

  it('go on numbering events, refuse what was refused and delete what goes with a person', async () => {
    await partition(database, 4);
    const insert = (id: string, user = 1, value = 1) =>
      database.write((transaction) =>
        transaction.query(
          `INSERT INTO eventos (id, usuario_id, filme_id, tipo, valor, quando)
           VALUES ($1, $2, 1, 'assistiu', $3, 1) RETURNING numero`,
          [id, user, value],
        ),
      );
    expect(await insert('one')).toEqual([{ numero: 3001 }]);
    await expect(insert('one')).rejects.toThrow('unique');
    await expect(insert('two', 9999)).rejects.toThrow('foreign key');
    await expect(insert('two', 1, 2)).rejects.toThrow('check constraint');
    const [{ total }] = await database.query<{ total: number }>('SELECT COUNT(*) AS total FROM avaliacoes');
    const own = await database.query('SELECT filme_id FROM avaliacoes WHERE usuario_id = 7');
    expect(own.length).toBeGreaterThan(0);
    await database.write((transaction) => transaction.query('DELETE FROM usuarios WHERE id = 7'));
    expect(await database.query('SELECT COUNT(*) AS total FROM avaliacoes')).toEqual([{ total: total - own.length }]);
    expect(await database.query('SELECT 1 FROM eventos WHERE usuario_id = 7')).toEqual([]);
  });

  it('stay as they are when asked for again, and are divided anew into another number', async () => {
    await partition(database, 4);
    const rows = await contents();
    const oids = () => database.query(`SELECT oid FROM pg_class WHERE relname ~ '^(avaliacoes|eventos)' ORDER BY oid`);
    const before = await oids();
    expect(await partition(database, 4)).toEqual([]);
    expect(await oids()).toEqual(before);
    const four = await tables();
    expect(await partition(database, 8)).toHaveLength(2);
    expect([...(await partitionsOf(database))]).toEqual([
      ['avaliacoes', 8],
      ['eventos', 8],
    ]);
    expect(await contents()).toEqual(rows);
    expect(await tables()).toEqual(four);
  });

  it('are about as many as the rows in them, as PostgreSQL counts them by and by', async () => {
    await partition(database, 4);
    await database.write((transaction) => transaction.query('DELETE FROM eventos WHERE numero > 1000'));
    for (let part = 0; part < 4; part++)
      await database.write((transaction) => transaction.query(`ANALYZE eventos_${part}_de_4`));
    expect(await database.dialect.estimatedRows(database, 'eventos')).toBe(1000);
    expect(await database.dialect.estimatedRows(database, 'usuarios')).toBeGreaterThanOrEqual(0);
  });

  it('may be read by whom the tables could be read by', async () => {
    const role = `centroide_reader_${process.pid}`;
    await database.write((transaction) => transaction.query(`CREATE ROLE ${role}`));
    try {
      await database.write((transaction) => transaction.query(`GRANT SELECT ON avaliacoes TO ${role}`));
      await partition(database, 2);
      for (const [table, granted] of [
        ['avaliacoes', true],
        ['eventos', false],
      ] as const)
        expect(
          await database.query('SELECT has_table_privilege($1, $2, $3) AS granted', [role, table, 'SELECT']),
        ).toEqual([{ granted }]);
    } finally {
      await database.write((transaction) => transaction.query(`DROP OWNED BY ${role}`));
      await database.write((transaction) => transaction.query(`DROP ROLE ${role}`));
    }
  });

  it('are not there at all where something is in the way at the end', async () => {
    await database.write((transaction) => transaction.query('CREATE VIEW vista AS SELECT * FROM eventos'));
    const [rows, before] = [await contents(), await tables()];
    await expect(partition(database, 4)).rejects.toThrow('other objects depend on it');
    expect(await contents()).toEqual(rows);
    expect(await tables()).toEqual(before);
    expect([...(await partitionsOf(database)).values()]).toEqual([0, 0]);
  });

  it('are read as they were until the last moment, while nobody writes, and what was made is not lost for who is in the way', async () => {
    const { url } = location as { url: string };
    const [reading, watching] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
    const asked = (client: Client, sql: string) => client.query(sql).then(({ rows }) => rows as object[]);
    await reading.connect();
    await watching.connect();
    try {
      // Somebody has read ratings in a transaction, and will want to write in it.
      await reading.query('BEGIN');
      // PostgreSQL ends who notices first that each waits for the other: not this one, however late it comes to wait.
      await reading.query("SET LOCAL deadlock_timeout = '10min'");
      await reading.query('SELECT 1 FROM avaliacoes LIMIT 1');
      const tables = 'SELECT CAST(COUNT(DISTINCT tableoid) AS integer) AS tables FROM avaliacoes';
      let isDivided = false;
      const dividing = partition(database, 2).then(() => (isDivided = true));
      const wanted = `SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted
        AND relation = 'avaliacoes'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      await until('the tables are wanted alone', async () => (await asked(watching, wanted)).length > 0);
      // Each waits for the other now. Who has done the work is not the one to give up, and others go on reading in between.
      const writing = reading.query("UPDATE usuarios SET nome = 'Outro' WHERE id = 1").then(
        () => 'written',
        (error: unknown) => (error as { code: string }).code,
      );
      expect(await asked(watching, tables)).toEqual([{ tables: 1 }]);
      await until('a try has failed', async () => (await asked(watching, wanted)).length === 0);
      expect(isDivided).toBe(false);
      await asked(
        watching,
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'UPDATE usuarios%' AND datname = current_database()`,
      );
      expect(await writing).toBe('57014');
      await reading.query('ROLLBACK');
      await dividing;
      expect(await asked(watching, tables)).toEqual([{ tables: 2 }]);
    } finally {
      await reading.end();
      await watching.end();
    }
  });

  it('take changes of the schema as tables in one piece do', async () => {
    await partition(database, 4);
    const [rows, before] = [await contents(), await tables()];
    await database.close();
    const source = await new DataSource(dataSourceOptions(location, [])).initialize();
    const applied = async (): Promise<string[]> =>
      (await source.query<{ name: string }[]>('SELECT name FROM migracoes')).map(({ name }) => name);
    // Back to before the two tables got indexes and a column that they have now, as if they had been divided then.
    while ((await applied()).includes('Experimentos1764820000000'))
      await source.undoLastMigration({ transaction: 'all' });
    expect(
      await source.query(
        `SELECT 1 FROM pg_attribute WHERE attrelid = 'avaliacoes'::regclass AND attname = 'recomendacao_id'`,
      ),
    ).toEqual([]);
    await source.destroy();
    database = await Database.open(location, entities);
    expect(await contents()).toEqual(rows);
    expect(await tables()).toEqual(before);
    expect([...(await partitionsOf(database)).values()]).toEqual([4, 4]);
  });
});
