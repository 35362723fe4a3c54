import { Inject, Injectable } from '@nestjs/common';
import { ToldError } from '../../config/language';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/clock';
import type { Text } from '../../http/language';
import { Problem } from '../../http/problem';
import type { JobKind } from '../../jobs/job-kind';
import { JobQueue } from '../../jobs/job-queue';
import type { JobOf } from '../../jobs/job.entity';
import { failureTexts } from './training-texts';

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
  /** What is being done: a StageName, and what releases before said of it in Portuguese. */
  readonly stage: string;
}

interface TrainingResult {
  /** The version of the model that it made. */
  readonly versionId: number;
}

export type TrainingJob = JobOf<RequestedTraining, TrainingProgress, TrainingResult>;

const trainings: JobKind = {
  name: 'treino',
  title: { pt: 'Treino', en: 'Training' },
  silenceMs: 10_000,
  // They are the history.
  keptMs: null,
  reasons: failureTexts,
  explain: explained,
  explainEnd: () => failureTexts.silent,
  failureMessage: (id) => ({ type: 'treino.falhou', data: { treino_id: id } }),
};

/** What a library says it says in English alone. */
function explained(error: unknown): Text {
  if (error instanceof ToldError || error instanceof Problem) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return { pt: message, en: message };
}

/** The trainings: those that were, and the one that waits or runs. The database lets no second one in. */
@Injectable()
export class TrainingQueue extends JobQueue<TrainingJob> {
  constructor(database: Database, @Inject(CLOCK) now: Clock) {
    super(database, now, trainings);
  }
}
