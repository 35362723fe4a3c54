import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { present } from '../../invariants';
import type { Database } from '../database';
import type { Statements } from '../sql-value';

/** The tables that are divided: each row is of one person, and they grow with the people and with what these do. */
export const DIVIDED = ['avaliacoes', 'eventos'] as const;

export type DividedTable = (typeof DIVIDED)[number];

/** The column by whose hash they are divided. All rows of one person lie in one partition of each table. */
const BY = 'usuario_id';

/** A table after it was divided. */
interface Divided {
  readonly table: DividedTable;
  /** How many rows were copied. */
  readonly rows: number;
}

/** Of each table, into how many partitions it is divided; 0 for a table in one piece. */
export async function partitionsOf(statements: Statements): Promise<ReadonlyMap<DividedTable, number>> {
  const counts = new Map<DividedTable, number>();
  for (const table of DIVIDED) {
    const [{ total }] = (await statements.query(
      'SELECT COUNT(*) AS total FROM pg_inherits WHERE inhparent = $1::regclass',
      [table],
    )) as { total: number }[];
    counts.set(table, total);
  }
  return counts;
}

/** How long the tables are tried to be had alone at the end, in milliseconds: an export may be reading them. */
const PATIENCE_MS = 3_600_000;

/** How long one try lasts, in milliseconds. Whoever comes to read meanwhile waits behind it. */
const TRY_MS = 1_500;

/** How long they go first after a try, in milliseconds. */
const PAUSE_MS = 3_000;

/**
 * Divide the tables of what people rated and did into `count` partitions each, by the hash of the person, in one transaction: with
 * their rows, keys, indexes, references, counters and grants. Until its last moment they are read as they were, and nobody writes.
 * A unique key that does not name the person gets it as its last column, as PostgreSQL wants: still unique, for the numbers in it
 * come from one sequence. Tables that are divided so already are left as they are.
 */
export function partition(database: Database, count: number): Promise<Divided[]> {
  const { dialect } = database;
  return database.write(async (transaction) => {
    await dialect.lock(transaction, 'imports');
    // Whoever writes stops at the first row that they lock, before they hold anything that would be in the way at the end.
    await transaction.query(`LOCK TABLE ${LOCKED} IN EXCLUSIVE MODE`);
    const divided: Divided[] = [];
    const swaps: string[] = [];
    for (const [table, before] of await partitionsOf(transaction)) {
      if (before === count) continue;
      const { rows, swap } = await copyDivided(transaction, table, count);
      divided.push({ table, rows });
      swaps.push(...swap);
    }
    if (swaps.length > 0) await haveAlone(transaction);
    for (const statement of swaps) await transaction.query(statement);
    return divided;
  });
}

/** What is locked, in the order of everybody: the tables that are divided refer to the first two. */
const LOCKED = ['filmes', 'usuarios', ...DIVIDED].join(', ');

/**
 * Make the table anew beside itself, whole and in partitions. Resolves to the number of its rows, and to statements that put it in the
 * place of the one that is there, in no time.
 */
async function copyDivided(
  transaction: EntityManager,
  table: DividedTable,
  count: number,
): Promise<{ rows: number; swap: string[] }> {
  const { keys, indexes, references, sequences, grants } = await definitionOf(transaction, table);
  const next = `${table}_divididas`;
  await transaction.query(
    `CREATE TABLE ${next} (LIKE ${table} INCLUDING ALL EXCLUDING INDEXES) PARTITION BY HASH (${BY})`,
  );
  for (let part = 0; part < count; part++)
    await transaction.query(
      `CREATE TABLE ${table}_${part}_de_${count} PARTITION OF ${next} FOR VALUES WITH (MODULUS ${count}, REMAINDER ${part})`,
    );
  const runner = present(transaction.queryRunner, 'the connection of the transaction');
  const { affected } = await runner.query(`INSERT INTO ${next} SELECT * FROM ${table}`, [], true);
  const renamed: string[] = [];
  for (const { column, sequence, name } of sequences) {
    const own = `pg_get_serial_sequence('${next}', '${column}')`;
    const [{ successor }] = await transaction.query<{ successor: string }[]>(
      `SELECT ${own} AS successor, setval(${own}, last_value, is_called) FROM ${sequence}`,
    );
    renamed.push(`ALTER SEQUENCE ${successor} RENAME TO ${name}`);
  }
  // The names of indexes, of those of keys as well, are free only when the other table is gone.
  for (const [n, { name, definition }] of keys.entries()) {
    await transaction.query(`ALTER TABLE ${next} ADD CONSTRAINT ${next}_chave_${n} ${definition}`);
    renamed.push(`ALTER TABLE ${table} RENAME CONSTRAINT ${next}_chave_${n} TO ${name}`);
  }
  for (const [n, { name, isUnique, definition }] of indexes.entries()) {
    await transaction.query(`CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ${next}_indice_${n} ON ${next} ${definition}`);
    renamed.push(`ALTER INDEX ${next}_indice_${n} RENAME TO ${name}`);
  }
  for (const { name, definition } of references)
    await transaction.query(`ALTER TABLE ${next} ADD CONSTRAINT ${name} ${definition}`);
  // Of a table in partitions nobody looks at the values but who is told to.
  await transaction.query(`ANALYZE ${next}`);
  return {
    rows: present(affected, 'the number of rows copied'),
    swap: [`DROP TABLE ${table}`, `ALTER TABLE ${next} RENAME TO ${table}`, ...renamed, ...grants],
  };
}

/**
 * Wait until nobody reads the tables, and keep everybody out. Somebody may read for long, or hold what they have read while they wait to
 * write: all is made by then, and is not thrown away for it, nor are others made to wait behind. Throws what the last try threw.
 */
async function haveAlone(transaction: EntityManager): Promise<void> {
  await transaction.query(`SET LOCAL lock_timeout = ${TRY_MS}`);
  for (const begun = performance.now(); ;) {
    await transaction.query('SAVEPOINT sozinho');
    try {
      await transaction.query(`LOCK TABLE ${LOCKED} IN ACCESS EXCLUSIVE MODE`);
      return;
    } catch (error) {
      if (performance.now() - begun > PATIENCE_MS) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT sozinho');
      await pause(PAUSE_MS);
    }
  }
}

/** A constraint or an index, by its name, as SQL that follows the name of its table. */
interface Named {
  readonly name: string;
  readonly definition: string;
}

/** What makes a table what it is beside its columns. */
interface Definition {
  readonly keys: readonly Named[];
  readonly indexes: readonly (Named & { readonly isUnique: boolean })[];
  readonly references: readonly Named[];
  /** Statements. */
  readonly grants: readonly string[];
  /** Sequences of columns that are numbered: as SQL names them, and by their names alone. */
  readonly sequences: readonly { readonly column: string; readonly sequence: string; readonly name: string }[];
}

/** Read from the catalogue, so that it is that of the schema that is there. */
async function definitionOf(transaction: EntityManager, table: DividedTable): Promise<Definition> {
  const asked = <Row>(sql: string): Promise<Row[]> => transaction.query<Row[]>(sql, [table]);
  const constraints = await asked<Named & { type: string; columns: string[] }>(
    `SELECT quote_ident(conname) AS name, contype AS type, pg_get_constraintdef(oid) AS definition,
       (SELECT json_agg(attname) FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns
     FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('p', 'u', 'f') AND conparentid = 0`,
  );
  const grants = await asked<{ statement: string }>(
    `SELECT format('GRANT %s ON %s TO %s', privilege_type, oid::regclass,
       CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END) AS statement
     FROM pg_class, aclexplode(relacl) WHERE oid = $1::regclass`,
  );
  return {
    keys: constraints
      .filter(({ type }) => type !== 'f')
      .map(({ name, columns, definition }) => ({
        name,
        definition: columns.includes(BY) ? definition : definition.replace(')', `, ${BY})`),
      })),
    indexes: await asked(
      `SELECT quote_ident(relname) AS name, indisunique AS "isUnique",
         regexp_replace(pg_get_indexdef(indexrelid), '^.*? USING ', 'USING ') AS definition
       FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = $1::regclass
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`,
    ),
    references: constraints.filter(({ type }) => type === 'f'),
    grants: grants.map(({ statement }) => statement),
    sequences: await asked(
      `SELECT attname AS column, sequence, (SELECT quote_ident(relname) FROM pg_class WHERE oid = sequence::regclass) AS name
       FROM pg_attribute, pg_get_serial_sequence($1::text, attname::text) AS sequence
       WHERE attrelid = $1::regclass AND attidentity <> ''`,
    ),
  };
}
