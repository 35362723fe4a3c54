import { existsSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source';

/** Why a copy was not made or not taken back; nothing has changed. */
export class BackupRefused extends Error {}

/** Copy a SQLite database to a file while others read and write it: all of one moment, checked, there whole or not at all. */
export async function backUp(database: string, target: string): Promise<void> {
  if (!existsSync(database)) throw new BackupRefused(`${database} não existe.`);
  if (existsSync(target)) throw new BackupRefused(`${target} já existe; nada foi gravado.`);
  await besides(target, async (part) => {
    await withFile(database, (file) => file.query('VACUUM INTO ?', [part]));
    await check(part, target);
  });
}

/**
 * Put a copy in the place of a database that nobody uses. The copy is checked first; until the last step, which is one
 * rename, the database is what it was.
 */
export async function restore(copy: string, database: string): Promise<void> {
  if (!existsSync(copy)) throw new BackupRefused(`${copy} não existe.`);
  if (resolve(copy) === resolve(database)) throw new BackupRefused(`${copy} é o próprio banco.`);
  await besides(database, async (part) => {
    await copyFile(copy, part);
    await check(part, copy);
    if (existsSync(database)) await assertUnused(database);
  });
}

/** Have a file made under another name in the same folder; only what is complete gets the name `target`. */
async function besides(target: string, make: (part: string) => Promise<void>): Promise<void> {
  const part = `${target}.parte`;
  try {
    await rm(part, { force: true });
    await make(part);
    await flush(part);
    await rename(part, target);
    await flush(dirname(target));
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    // A folder that is not there, a disk that is full, a place where nobody may write.
    throw new BackupRefused(`${target} não pôde ser gravado: ${messageOf(error)}`);
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) await rm(part + rest, { force: true }).catch(() => undefined);
  }
}

/** Written to the disk, not only on its way there. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

/** Throws unless `file` is a sound database of ours, of this or an older version; the message calls it `name`. */
async function check(file: string, name: string): Promise<void> {
  const { migrations, damage } = await withFile(file, async (copy) => {
    const found: { integrity_check: string }[] = await copy.query('PRAGMA integrity_check(1)');
    const done: { name: string }[] = await copy.query('SELECT name FROM migracoes');
    const known = new Set(copy.migrations.map((migration) => migration.name));
    return {
      damage: found.find(({ integrity_check }) => integrity_check !== 'ok')?.integrity_check,
      migrations: done.filter((migration) => !known.has(migration.name)),
    };
  }).catch((error: unknown) => {
    throw new BackupRefused(`${name} não é uma cópia de um banco do Centroide: ${messageOf(error)}`);
  });
  if (damage) throw new BackupRefused(`${name} está danificado: ${damage}`);
  if (migrations.length > 0)
    throw new BackupRefused(`${name} é de uma versão mais nova do Centroide (${migrations[0].name}).`);
}

/** Throws while a process has the database open. Leaves nothing of it in a write-ahead log, either. */
async function assertUnused(database: string): Promise<void> {
  await withFile(database, async (file) => {
    await file.query('PRAGMA busy_timeout = 0');
    // Only the one and only connection can leave WAL mode.
    await file.query('PRAGMA journal_mode = DELETE');
  }).catch((error: unknown) => {
    throw new BackupRefused(
      `${database} está em uso; pare o servidor e o treinador antes. Nada mudou. (${messageOf(error)})`,
    );
  });
}

async function withFile<Result>(file: string, work: (source: DataSource) => Promise<Result>): Promise<Result> {
  const source = await new DataSource(dataSourceOptions({ dialect: 'sqlite', file }, [])).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
