import { Command } from 'commander';
import { processSettings } from '../../config/settings';
import { BackupRefused } from '../whole-file';
import { backUp, restore } from './backup';
import { say } from '../../config/language';

/** `centroide backup <arquivo>`: a copy of the SQLite database, while the server runs. */
export function backupCommand(): Command {
  return new Command('backup')
    .description(
      say(
        'copia o banco SQLite para um arquivo, com o servidor em funcionamento ou não',
        'copies the SQLite database to a file, whether the server runs or not',
      ),
    )
    .argument('<arquivo>', say('arquivo a criar', 'the file to make'))
    .action((file: string) =>
      withSqliteFile(async (database) => {
        await backUp(database, file);
        console.log(say(`${database} copiado para ${file}, íntegro.`, `${database} copied to ${file}, sound.`));
      }),
    );
}

/** `centroide restaurar <arquivo>`: a copy in the place of the database, while no server runs. */
export function restoreCommand(): Command {
  return new Command('restaurar')
    .description(
      say(
        'põe uma cópia feita por "backup" no lugar do banco SQLite; o servidor deve estar parado',
        'puts a copy made by "backup" in the place of the SQLite database; the server must be stopped',
      ),
    )
    .argument('<arquivo>', say('cópia a restaurar; continua onde está', 'the copy to restore; it stays where it is'))
    .action((file: string) =>
      withSqliteFile(async (database) => {
        await restore(file, database);
        console.log(
          say(
            `${database} restaurado de ${file}. A próxima partida traz o esquema em dia.`,
            `${database} restored from ${file}. The next start brings its schema up to date.`,
          ),
        );
      }),
    );
}

async function withSqliteFile(work: (file: string) => Promise<void>): Promise<void> {
  const { database } = processSettings();
  try {
    if (database.dialect !== 'sqlite')
      throw new BackupRefused(
        say(
          'Este comando é para SQLite. Com PostgreSQL: pg_dump e pg_restore (docs/upgrading.md).',
          'This command is for SQLite. With PostgreSQL: pg_dump and pg_restore (docs/upgrading.md).',
        ),
      );
    await work(database.file);
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
