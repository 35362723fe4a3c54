import type { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../config/settings';
import { VERSION } from '../config/version';
import { DatabaseUnusable } from './database-unusable';
import { locks } from './locks';
import { say } from '../config/language';

/**
 * Bring the schema up to date. Safe when several processes start together: one migrates, the others wait. Throws
 * DatabaseUnusable when a newer program has brought it further than this one knows.
 */
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
    if (!(await isUpToDate(dataSource))) await dataSource.runMigrations({ transaction: 'none' });
    await dataSource.query('COMMIT');
  } catch (error) {
    await dataSource.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function migratePostgres(dataSource: DataSource): Promise<void> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [locks.migrations]);
    if (!(await isUpToDate(dataSource))) await dataSource.runMigrations({ transaction: 'all' });
    await holder.query('SELECT pg_advisory_unlock($1)', [locks.migrations]);
  } finally {
    await holder.release();
  }
}

/** Throws DatabaseUnusable when the schema is newer than this program. */
async function isUpToDate(dataSource: DataSource): Promise<boolean> {
  const done = new Set(await doneMigrations(dataSource));
  const known = dataSource.migrations.map(({ name }) => name ?? '');
  const unknown = [...done].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new DatabaseUnusable(
      locationOf(dataSource),
      new Error(
        say(
          `o esquema é de uma versão mais nova do Centroide do que esta (${VERSION}), que não conhece a migração ${unknown}. ` +
            'Use a versão mais nova, ou volte atrás como diz docs/upgrading.md (Going back)',
          `its schema is of a newer version of Centroide than this one (${VERSION}), which does not know the migration ${unknown}. ` +
            'Use the newer version, or go back as docs/upgrading.md says (Going back)',
        ),
      ),
    );
  return known.every((name) => done.has(name));
}

async function doneMigrations(dataSource: DataSource): Promise<string[]> {
  const tables: unknown[] = await dataSource.query(
    dataSource.options.type === 'sqlite'
      ? `SELECT 1 FROM sqlite_master WHERE name = 'migracoes'`
      : `SELECT 1 WHERE to_regclass('migracoes') IS NOT NULL`,
  );
  if (tables.length === 0) return [];
  const done: { name: string }[] = await dataSource.query('SELECT name FROM migracoes');
  return done.map(({ name }) => name);
}

function locationOf({ options }: DataSource): DatabaseLocation {
  if (options.type === 'sqlite') return { dialect: 'sqlite', file: options.database };
  return { dialect: 'postgres', url: (options as { url?: string }).url ?? '' };
}
