import { Command } from 'commander';
import { processSettings } from '../../config/settings';
import { BackupRefused } from '../whole-file';
import { backUp, restore } from './backup';

/** `centroide backup <arquivo>`: a copy of the SQLite database, while the server runs. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copia o banco SQLite para um arquivo, com o servidor em funcionamento ou não')
    .argument('<arquivo>', 'arquivo a criar')
    .action((file: string) =>
      withSqliteFile(async (database) => {
        await backUp(database, file);
        console.log(`${database} copiado para ${file}, íntegro.`);
      }),
    );
}

/** `centroide restaurar <arquivo>`: a copy in the place of the database, while no server runs. */
export function restoreCommand(): Command {
  return new Command('restaurar')
    .description('põe uma cópia feita por "backup" no lugar do banco SQLite; o servidor deve estar parado')
    .argument('<arquivo>', 'cópia a restaurar; continua onde está')
    .action((file: string) =>
      withSqliteFile(async (database) => {
        await restore(file, database);
        console.log(`${database} restaurado de ${file}. A próxima partida traz o esquema em dia.`);
      }),
    );
}

async function withSqliteFile(work: (file: string) => Promise<void>): Promise<void> {
  const { database } = processSettings();
  try {
    if (database.dialect !== 'sqlite')
      throw new BackupRefused('Este comando é para SQLite. Com PostgreSQL: pg_dump e pg_restore (docs/upgrading.md).');
    await work(database.file);
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
