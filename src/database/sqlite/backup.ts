import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source';
import { BackupRefused, wholeFile } from '../whole-file';
import { say } from '../../config/language';

/** Copy a SQLite database to a file while others read and write it: all of one moment, checked, there whole or not at all. */
export async function backUp(database: string, target: string): Promise<void> {
  if (!existsSync(database)) throw new BackupRefused(say(`${database} não existe.`, `${database} does not exist.`));
  if (existsSync(target))
    throw new BackupRefused(
      say(`${target} já existe; nada foi gravado.`, `${target} exists already; nothing was written.`),
    );
  await wholeFile(target, async (part) => {
    await withFile(database, (file) => file.query('VACUUM INTO ?', [part]));
    await check(part, target);
  });
}

/**
 * Put a copy in the place of a database that nobody uses. The copy is checked first; until the last step, which is one
 * rename, the database is what it was.
 */
export async function restore(copy: string, database: string): Promise<void> {
  if (!existsSync(copy)) throw new BackupRefused(say(`${copy} não existe.`, `${copy} does not exist.`));
  if (resolve(copy) === resolve(database))
    throw new BackupRefused(say(`${copy} é o próprio banco.`, `${copy} is the database itself.`));
  await wholeFile(database, async (part) => {
    await copyFile(copy, part);
    await check(part, copy);
    if (existsSync(database)) await assertUnused(database);
  });
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
    throw new BackupRefused(
      say(
        `${name} não é uma cópia de um banco do Centroide: ${messageOf(error)}`,
        `${name} is no copy of a database of Centroide: ${messageOf(error)}`,
      ),
    );
  });
  if (damage) throw new BackupRefused(say(`${name} está danificado: ${damage}`, `${name} is damaged: ${damage}`));
  if (migrations.length > 0)
    throw new BackupRefused(
      say(
        `${name} é de uma versão mais nova do Centroide (${migrations[0].name}).`,
        `${name} is of a newer version of Centroide (${migrations[0].name}).`,
      ),
    );
}

/** Throws while a process has the database open. Leaves nothing of it in a write-ahead log, either. */
async function assertUnused(database: string): Promise<void> {
  await withFile(database, async (file) => {
    await file.query('PRAGMA busy_timeout = 0');
    // Only the one and only connection can leave WAL mode.
    await file.query('PRAGMA journal_mode = DELETE');
  }).catch((error: unknown) => {
    throw new BackupRefused(
      say(
        `${database} está em uso; pare o servidor e o treinador antes. Nada mudou. (${messageOf(error)})`,
        `${database} is in use; stop the server and the trainer first. Nothing has changed. (${messageOf(error)})`,
      ),
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
