import type { Database } from '../../src/database/database';

interface ColumnOfTable {
  type: string;
  nullable: boolean;
  /** Whether the database gives each new row a number. */
  generated: boolean;
  default: string | null;
  /** Null for the one of the database. */
  collation: string | null;
}

/** What there is of a table in the database itself. */
export interface Table {
  columns: Record<string, ColumnOfTable>;
  primaryKey: string[];
  /** Columns of each UNIQUE constraint. */
  unique: string[][];
  /** By name; a `null` among the columns is an expression. */
  indexes: Record<string, { columns: (string | null)[]; unique: boolean; where: string | null }>;
  /** By their columns. */
  references: Record<string, { to: string; onDelete: string }>;
}

/** Every table as the migrations left it, read from the catalogue of the database. */
export async function migratedTables(database: Database): Promise<Map<string, Table>> {
  const sqlite = database.dialect.name === 'sqlite';
  const names = await database.query<{ name: string }>(
    sqlite
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
      : `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const tables = new Map<string, Table>();
  for (const { name } of names)
    tables.set(name, await (sqlite ? sqliteTable(database, name) : postgresTable(database, name)));
  return tables;
}

async function sqliteTable(database: Database, table: string): Promise<Table> {
  const [{ sql }] = await database.query<{ sql: string }>('SELECT sql FROM sqlite_master WHERE name = $1', [table]);
  const columns = await database.query<{
    name: string;
    type: string;
    notnull: number;
    dflt_value: string | null;
    pk: number;
  }>('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info($1)', [table]);
  const indexes = await database.query<{ name: string; is_unique: number; origin: string; sql: string | null }>(
    `SELECT list.name, list."unique" AS is_unique, origin, sql
     FROM pragma_index_list($1) AS list JOIN sqlite_master AS master ON master.name = list.name`,
    [table],
  );
  const columnsOf = async (index: string) =>
    (
      await database.query<{ name: string | null }>('SELECT name FROM pragma_index_info($1) ORDER BY seqno', [index])
    ).map(({ name }) => name);
  const references = await database.query<{ from: string; table: string; to: string; on_delete: string }>(
    'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list($1)',
    [table],
  );
  const result: Table = {
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        {
          type: column.type.toLowerCase(),
          // Without NOT NULL, only a key of an integer is never null.
          nullable: column.notnull === 0 && !(column.pk > 0 && column.type === 'INTEGER'),
          generated: column.pk > 0 && sql.includes('AUTOINCREMENT'),
          default: column.dflt_value,
          collation: null,
        },
      ]),
    ),
    primaryKey: columns
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(({ name }) => name),
    unique: [],
    indexes: {},
    references: Object.fromEntries(
      references.map((key) => [key.from, { to: `${key.table} (${key.to})`, onDelete: key.on_delete }]),
    ),
  };
  for (const index of indexes) {
    const indexed = await columnsOf(index.name);
    if (index.origin === 'u') result.unique.push(indexed.map(String));
    else if (index.origin === 'c')
      result.indexes[index.name] = {
        columns: indexed,
        unique: index.is_unique === 1,
        where: /\bWHERE\s+(.*)$/s.exec(index.sql ?? '')?.[1] ?? null,
      };
  }
  return result;
}

async function postgresTable(database: Database, table: string): Promise<Table> {
  const columns = await database.query<ColumnOfTable & { name: string }>(
    `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable,
       is_identity = 'YES' AS generated, column_default AS "default", collation_name AS collation
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  const columnsIn = (relation: string, numbers: string) =>
    `(SELECT json_agg(attname ORDER BY place) FROM unnest(${numbers}) WITH ORDINALITY AS listed (number, place)
      LEFT JOIN pg_attribute ON attrelid = ${relation} AND attnum = number)`;
  const constraints = await database.query<{
    type: string;
    columns: string[];
    target: string;
    referenced: string[];
    on_delete: string;
  }>(
    `SELECT contype AS type, ${columnsIn('conrelid', 'conkey')} AS columns, confrelid::regclass::text AS target,
       ${columnsIn('confrelid', 'confkey')} AS referenced, confdeltype AS on_delete
     FROM pg_constraint WHERE conrelid = $1::regclass`,
    [table],
  );
  const indexes = await database.query<{
    name: string;
    columns: (string | null)[];
    is_unique: boolean;
    where: string | null;
  }>(
    `SELECT indexrelid::regclass::text AS name, ${columnsIn('indrelid', 'indkey')} AS columns,
       indisunique AS is_unique, pg_get_expr(indpred, indrelid) AS "where"
     FROM pg_index WHERE indrelid = $1::regclass
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))`,
    [table],
  );
  const actions: Readonly<Record<string, string>> = { a: 'NO ACTION', c: 'CASCADE', n: 'SET NULL', r: 'RESTRICT' };
  return {
    columns: Object.fromEntries(
      columns.map(({ name, ...column }) => [name, { ...column, default: withoutCasts(column.default) }]),
    ),
    primaryKey: constraints.find(({ type }) => type === 'p')?.columns ?? [],
    unique: constraints.filter(({ type }) => type === 'u').map((constraint) => constraint.columns),
    indexes: Object.fromEntries(
      indexes.map((index) => [
        index.name,
        {
          columns: index.columns,
          unique: index.is_unique,
          where: withoutCasts(index.where)?.replace(/^\((.*)\)$/, '$1') ?? null,
        },
      ]),
    ),
    references: Object.fromEntries(
      constraints
        .filter(({ type }) => type === 'f')
        .map((key) => [
          key.columns.join(),
          { to: `${key.target} (${key.referenced.join()})`, onDelete: actions[key.on_delete] },
        ]),
    ),
  };
}

/** `'auto'::text` is 'auto'. */
function withoutCasts(expression: string | null): string | null {
  return expression?.replaceAll(/::[a-z ]+/g, '') ?? null;
}
