import type { DataSource } from 'typeorm';
import { locks } from './locks';

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
    await holder.query('SELECT pg_advisory_lock($1)', [locks.migrations]);
    await dataSource.runMigrations({ transaction: 'all' });
    await holder.query('SELECT pg_advisory_unlock($1)', [locks.migrations]);
  } finally {
    await holder.release();
  }
}
