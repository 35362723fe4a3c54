import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { say } from '../../config/language';
import { carryOut } from '../../jobs/carry-out';
import type { Claim } from '../../jobs/job-queue';
import type { JobWorker } from '../../jobs/job-worker';
import { TrainingQueue, type TrainingJob, type TrainingOrigin, type Tuning } from './training-queue';
import { TrainingStages, type Trained } from './training-stages';
import type { StageName } from './training-texts';

export interface TrainingOptions {
  readonly origin: TrainingOrigin;
  /** Without, what the waiting training asks for that is taken over; or else what suits the data. */
  readonly tuning?: Tuning;
  /** How long choosing the parameters may take. */
  readonly tuningMinutes?: number;
  /** Files of sums over all users, to train from. */
  readonly sums?: readonly string[];
  /** Told at each step: what is being done, and how much of the whole is behind, in per cent. */
  readonly onProgress?: (stage: StageName, percent: number) => void;
}

export type TrainingOutcome =
  /** Another process is training. */
  { readonly state: 'ocupado' } | ({ readonly state: 'concluido'; readonly milliseconds: number } & Trained);

/** How long a tuning may take when nobody says. */
export const DEFAULT_TUNING_MINUTES = 10;

/**
 * Trains, in this process. Only one training runs at a time on a database, whoever starts it. One that fails is recorded
 * as failed, and what was active stays so.
 */
@Injectable()
export class Trainer implements JobWorker<TrainingJob> {
  private readonly logger = new Logger(say('Treino', 'Training'));

  constructor(
    readonly queue: TrainingQueue,
    private readonly stages: TrainingStages,
  ) {}

  /** One training now, unless one runs: the one that waits, or else a new one. */
  async train({ origin, tuning, ...options }: TrainingOptions): Promise<TrainingOutcome> {
    const owner = randomUUID();
    const job = await this.queue.claimOrStart({ origin, tuning: tuning ?? 'auto' }, owner);
    if (!job) return { state: 'ocupado' };
    const start = performance.now();
    const claim = { id: job.id, owner };
    const wanted = { tuning: tuning ?? job.request.tuning, ...options };
    const trained = await carryOut(this.queue, claim, () => this.run(claim, wanted));
    return { state: 'concluido', ...trained, milliseconds: performance.now() - start };
  }

  /** The training that a runner has claimed. */
  async work({ request }: TrainingJob, claim: Claim): Promise<void> {
    const start = performance.now();
    const { versionId, verdict } = await this.run(claim, { tuning: request.tuning });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (verdict.accepted)
      this.logger.log(
        say(`Versão ${versionId} treinada em ${seconds} s`, `Version ${versionId} trained in ${seconds} s`),
      );
    else {
      const { pt, en } = verdict.reason;
      this.logger.warn(
        say(`Versão ${versionId} não foi ativada: ${pt}`, `Version ${versionId} was not activated: ${en}`),
      );
    }
  }

  private run(
    claim: Claim,
    {
      tuning,
      tuningMinutes = DEFAULT_TUNING_MINUTES,
      onProgress,
      sums,
    }: Omit<TrainingOptions, 'origin'> & { tuning: Tuning },
  ): Promise<Trained> {
    const tell = (stage: StageName, percent: number): void => {
      onProgress?.(stage, percent);
      // Progress is worth nothing by the time it could be written again.
      this.queue.progress(claim, percent, { stage }).catch(() => undefined);
    };
    return this.stages.run(claim, { tuning, minutes: tuningMinutes, sums }, tell);
  }
}
