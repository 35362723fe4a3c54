import { constants, setPriority } from 'node:os';
import { Logger } from '@nestjs/common';
import { processSettings } from './config/settings';
import { Database } from './database/database';
import { entities } from './entities';
import { createPino, logProcess } from './observability/pino-logger';
import { train } from './recommendation/training/training';
import { trainingOrigins, type TrainingOrigin } from './recommendation/training/training-run.entity';

/** One training in a process of its own, as the server's scheduler starts it: `node train.js <origin>`. */
async function main(origin: string | undefined): Promise<void> {
  if (!isOrigin(origin)) throw new Error(`unknown origin ${origin ?? '(none)'}; takes ${trainingOrigins.join(', ')}`);
  // Requests come first: the training takes what they leave.
  setPriority(constants.priority.PRIORITY_LOW);
  const settings = processSettings();
  logProcess(createPino(settings));
  const database = await Database.open(settings.database, entities, { readUrl: settings.postgres.readUrl });
  const logger = new Logger('Treino');
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop.abort());
  try {
    const outcome = await train(database, { origin, signal: stop.signal });
    if (outcome.state === 'ocupado') logger.log('Outro treino está em andamento; este não é preciso');
    else if (outcome.verdict.accepted)
      logger.log(`Versão ${outcome.versionId} treinada em ${(outcome.milliseconds / 1000).toFixed(1)} s`);
    else logger.warn(`Versão ${outcome.versionId} não foi ativada: ${outcome.verdict.reason}`);
  } finally {
    await database.close();
  }
}

function isOrigin(text: string | undefined): text is TrainingOrigin {
  return trainingOrigins.some((origin) => origin === text);
}

main(process.argv[2]).catch((error: unknown) => {
  new Logger('Treino').error(error);
  // A training that was interrupted has left a thread at work.
  process.exit(1);
});
