import { constants, setPriority } from 'node:os';
import { Logger } from '@nestjs/common';
import { processSettings } from './config/settings';
import { Database } from './database/database';
import { ImportJob } from './importing/jobs/import-job.entity';
import { ImportJobs } from './importing/jobs/import-jobs';
import { runJob } from './importing/jobs/run-job';
import { createPino, logProcess } from './observability/pino-logger';

/** One import of an uploaded file in a process of its own, as the server starts it: `node import.js <job> <file>`. */
async function main(id: number, path: string): Promise<void> {
  // Whoever started this tells that it goes on: without them, the job counts as failed.
  process.once('disconnect', () => process.exit(1));
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const settings = processSettings();
  logProcess(createPino(settings));
  const database = await Database.open(settings.database, [ImportJob]);
  try {
    await runJob(database, new ImportJobs(database, Date.now), id, path);
  } finally {
    await database.close();
  }
}

main(Number(process.argv[2]), process.argv[3] ?? '')
  .then(() => process.disconnect())
  .catch((error: unknown) => {
    new Logger('Importação').error(error);
    process.exit(1);
  });
