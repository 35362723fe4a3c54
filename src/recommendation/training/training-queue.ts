import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/clock';
import type { JobKind } from '../../jobs/job-kind';
import { JobQueue } from '../../jobs/job-queue';
import type { JobOf } from '../../jobs/job.entity';

/** By the schedule; no model yet; on the command line; by `POST /modelo/treinos`. */
export const trainingOrigins = ['agenda', 'primeiro', 'comando', 'pedido'] as const;
export type TrainingOrigin = (typeof trainingOrigins)[number];

/** Whether to choose the parameters anew; `auto`: when they never were, or the data has grown by half since. */
export const tunings = ['auto', 'sempre', 'nunca'] as const;
export type Tuning = (typeof tunings)[number];

/** What a training is asked to do. */
export interface RequestedTraining {
  readonly origin: TrainingOrigin;
  readonly tuning: Tuning;
}

interface TrainingProgress {
  /** What is being done, in Portuguese. */
  readonly stage: string;
}

interface TrainingResult {
  /** The version of the model that it made. */
  readonly versionId: number;
}

export type TrainingJob = JobOf<RequestedTraining, TrainingProgress, TrainingResult>;

const trainings: JobKind = {
  name: 'treino',
  title: 'Treino',
  silenceMs: 10_000,
  // They are the history.
  keptMs: null,
  reasons: {
    silent: 'O processo de treino morreu antes de terminar.',
    stopped: 'O treino foi interrompido.',
  },
  explain: (error) => (error instanceof Error ? error.message : String(error)),
  explainEnd: () => trainings.reasons.silent,
};

/** The trainings: those that were, and the one that waits or runs. The database lets no second one in. */
@Injectable()
export class TrainingQueue extends JobQueue<TrainingJob> {
  constructor(database: Database, @Inject(CLOCK) now: Clock) {
    super(database, now, trainings);
  }
}
