import sqlite3 from 'sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '../config/settings';
import { locks } from './locks';
import { migrations } from './migrations/migrations';

/** How long a statement waits for another process that is writing the SQLite file, in milliseconds. */
const BUSY_TIMEOUT = 15_000;

/** How a pool of PostgreSQL connections is used. */
export interface PoolOptions {
  /** Most connections at a time. */
  readonly poolSize: number;
  /** Longest that a statement may run, in milliseconds; 0 is no limit. */
  readonly statementTimeout: number;
}

/** For work that nobody waits for. */
export const unlimited: PoolOptions = { poolSize: 10, statementTimeout: 0 };

/** TypeORM turns on long stack traces, for which the driver makes an error of every call, though it succeed. */
const quietSqlite = { verbose: () => sqlite3 };

/**
 * TypeORM options for one database. The only file that names the drivers: see docs/decisions for the way out of
 * `sqlite3`, should it ever be needed.
 */
export function dataSourceOptions(
  location: DatabaseLocation,
  entities: DataSourceOptions['entities'],
  { poolSize, statementTimeout }: PoolOptions = unlimited,
): DataSourceOptions {
  const common = { entities, synchronize: false, migrations, migrationsTableName: 'migracoes' };
  return location.dialect === 'sqlite'
    ? {
        ...common,
        type: 'sqlite',
        database: location.file,
        driver: quietSqlite,
        enableWAL: true,
        busyTimeout: BUSY_TIMEOUT,
      }
    : {
        ...common,
        type: 'postgres',
        url: location.url,
        // Identifiers and times are BIGINT and fit a double: numbers, not strings.
        parseInt8: true,
        connectTimeoutMS: 10_000,
        poolSize,
        extra: { statement_timeout: statementTimeout },
        applicationName: 'centroide',
      };
}

/** Bring the schema up to date. Safe when several processes start together: one migrates, the others wait. */
export async function migrate(dataSource: DataSource): Promise<void> {
  if (dataSource.options.type === 'sqlite') await migrateSqlite(dataSource);
  else await migratePostgres(dataSource);
}

async function migrateSqlite(dataSource: DataSource): Promise<void> {
  // A look without a lock comes first: what is up to date may be served from a file that cannot be written.
  if (await isUpToDate(dataSource)) return;
  // Takes the write lock before looking at the migrations table; TypeORM's own BEGIN would take it too late.
  await dataSource.query('BEGIN IMMEDIATE');
  try {
    await dataSource.runMigrations({ transaction: 'none' });
    await dataSource.query('COMMIT');
  } catch (error) {
    await dataSource.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function isUpToDate(dataSource: DataSource): Promise<boolean> {
  const tables: unknown[] = await dataSource.query(`SELECT 1 FROM sqlite_master WHERE name = 'migracoes'`);
  if (tables.length === 0) return false;
  const done: { name: string }[] = await dataSource.query('SELECT name FROM migracoes');
  const names = new Set(done.map(({ name }) => name));
  return dataSource.migrations.every(({ name }) => name !== undefined && names.has(name));
}

async function migratePostgres(dataSource: DataSource): Promise<void> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [locks.migrations.number]);
    await dataSource.runMigrations({ transaction: 'all' });
    await holder.query('SELECT pg_advisory_unlock($1)', [locks.migrations.number]);
  } finally {
    await holder.release();
  }
}
