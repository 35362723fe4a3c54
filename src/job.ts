import './config/keep-compiled';
import { Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from './config/config.module';
import { say, sayText } from './config/language';
import { processSettings, withoutTimeouts } from './config/settings';
import { DatabaseModule } from './database/database.module';
import { entities } from './entities';
import { carryOut, reasonOf } from './jobs/carry-out';
import type { JobEnd } from './jobs/job-runner';
import { JobStopped } from './jobs/job-stopped';
import { JobWorker } from './jobs/job-worker';
import { createPino, PinoLogger } from './observability/pino-logger';

/** Where the worker of each kind is. Only that is loaded: an import has no use for the engine. */
const modules: Readonly<Record<string, () => Promise<Type>>> = {
  importacao: async () => (await import('./importing/jobs/import-work.module.js')).ImportWorkModule,
  treino: async () => (await import('./recommendation/training/training-work.module.js')).TrainingWorkModule,
};

@Module({})
class JobModule {}

/** One job in a process of its own, as a runner starts it: `node job.js <kind> <id> <owner>`. */
async function main(kind: string, id: number, owner: string): Promise<void> {
  // Without whoever started it nobody is left to stop it, or to see to what it leaves behind.
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
  if (!(kind in modules)) throw new Error(`unknown kind of job ${kind}; takes ${Object.keys(modules).join(', ')}`);
  const settings = processSettings();
  const context = await NestFactory.createApplicationContext(
    {
      module: JobModule,
      imports: [ConfigModule.with(withoutTimeouts(settings)), DatabaseModule.with(entities), await modules[kind]()],
    },
    { logger: new PinoLogger(createPino(settings)), abortOnError: false },
  );
  try {
    await run(context.get(JobWorker), { id, owner });
  } finally {
    await context.close();
  }
}

async function run(worker: JobWorker, claim: { readonly id: number; readonly owner: string }): Promise<void> {
  const { queue } = worker;
  // Heard from here on: whoever sees the job begin may stop it at once.
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => stop.abort(new JobStopped(queue.kind.reasons.stopped)));
  const job = await queue.claim(claim.id, claim.owner);
  if (!job) {
    new Logger(sayText(queue.kind.title)).log(
      say(
        `O trabalho ${claim.id} já não espera, ou outro está em andamento`,
        `Job ${claim.id} does not wait any more, or another is under way`,
      ),
    );
    return;
  }
  try {
    await carryOut(queue, claim, () => worker.work(job, claim), stop.signal);
  } catch (error) {
    await tell({ reason: reasonOf(queue, error) });
    throw error;
  }
}

/** Whoever started this process notes why the job came to nothing, when the database can be written again. */
function tell(end: JobEnd): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(end, () => resolve());
    else resolve();
  });
}

main(process.argv[2] ?? '', Number(process.argv[3]), process.argv[4] ?? '').catch((error: unknown) => {
  new Logger(say('Trabalho', 'Job')).error(error instanceof JobStopped ? error.message : error);
  // What was given up may have left a thread at work.
  process.exit(1);
});
