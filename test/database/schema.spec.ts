import type { DataSource, EntityMetadata } from 'typeorm';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { eachDatabase } from '../support/databases';
import { migratedTables, type Table } from './migrated-tables';

/** Tables that are read and written by SQL alone. */
const WITHOUT_ENTITY = ['migracoes', 'modelo_ativo', 'modelo_blocos', 'sistema'];

eachDatabase('the entities', (_, create) => {
  let database: Database;
  let source: DataSource;
  beforeEach(async () => {
    database = await Database.open(await create(), entities);
    source = database.manager.connection;
  });
  afterEach(() => database.close());

  it('say what the migrations made: columns, keys, indexes and references', async () => {
    const migrated = await migratedTables(database);
    for (const name of WITHOUT_ENTITY) migrated.delete(name);
    expect(Object.fromEntries(migrated)).toEqual(
      Object.fromEntries(source.entityMetadatas.map((entity) => [entity.tableName, declared(source, entity)])),
    );
  });
});

/** Types of SQLite by the names that TypeORM takes for it. */
const sqliteTypes: Readonly<Record<string, string>> = { bigint: 'integer', float: 'real' };
const postgresTypes: Readonly<Record<string, string>> = { float: 'double precision' };

function declared(source: DataSource, entity: EntityMetadata): Table {
  const types = source.options.type === 'sqlite' ? sqliteTypes : postgresTypes;
  const nameOf = (columns: { databaseName: string }[]) => columns.map(({ databaseName }) => databaseName);
  return {
    columns: Object.fromEntries(
      entity.columns.map((column) => {
        const type = source.driver.normalizeType(column);
        return [
          column.databaseName,
          {
            type: types[type] ?? type,
            nullable: column.isNullable,
            generated: column.isGenerated,
            default: literal(column.default),
            // Texts of SQLite sort by their bytes anyway.
            collation: source.options.type === 'postgres' ? (column.collation ?? null) : null,
          },
        ];
      }),
    ),
    primaryKey: nameOf(entity.primaryColumns),
    unique: entity.uniques.map(({ columns }) => nameOf(columns)),
    indexes: Object.fromEntries(
      entity.indices.map((index) => [
        index.name,
        // What TypeORM cannot say, an expression, is there by its name alone.
        index.synchronize
          ? { columns: nameOf(index.columns), unique: index.isUnique, where: index.where ?? null }
          : expect.anything(),
      ]),
    ),
    references: Object.fromEntries(
      entity.foreignKeys.map((key) => [
        nameOf(key.columns).join(),
        {
          to: `${key.referencedTablePath} (${nameOf(key.referencedColumns).join()})`,
          onDelete: key.onDelete ?? 'NO ACTION',
        },
      ]),
    ),
  };
}

function literal(value: EntityMetadata['columns'][number]['default']): string | null {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'number' ? `${value}` : null;
}
