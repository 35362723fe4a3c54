import { Injectable } from '@nestjs/common';
import { ActiveModel } from '../model/active-model';
import { TrainingNotFound, TrainingUnderWay } from './training-problems';
import { TrainingQueue, type TrainingJob, type Tuning } from './training-queue';
import { TrainingRunner } from './training-runner';

/** How many trainings the history shows. */
const HISTORY = 50;

/** Takes requests for trainings, and tells of them. Who is told that one has made a version finds it in use here. */
@Injectable()
export class TrainingsService {
  constructor(
    private readonly queue: TrainingQueue,
    private readonly runner: TrainingRunner,
    private readonly active: ActiveModel,
  ) {}

  /** The newest first. */
  async history(): Promise<TrainingJob[]> {
    const jobs = await this.queue.list(HISTORY);
    await this.active.followTo(Math.max(0, ...jobs.map(({ result }) => result?.versionId ?? 0)));
    return jobs;
  }

  /** Null where there is none. */
  async find(id: number): Promise<TrainingJob | null> {
    const job = await this.queue.get(id);
    if (job?.result) await this.active.followTo(job.result.versionId);
    return job;
  }

  /** Throws TrainingNotFound. */
  async get(id: number): Promise<TrainingJob> {
    const job = await this.find(id);
    if (!job) throw new TrainingNotFound(id);
    return job;
  }

  /** Have a training wait for whoever trains, and begin it here if that is us. Throws TrainingUnderWay. */
  async request(tuning: Tuning): Promise<TrainingJob> {
    const job = await this.get(await this.enqueue(tuning));
    await this.runner.look();
    return job;
  }

  private async enqueue(tuning: Tuning): Promise<number> {
    for (;;) {
      const id = await this.queue.enqueue({ origin: 'pedido', tuning });
      if (id !== null) return id;
      const open = (await this.queue.open()).at(0);
      if (open) throw new TrainingUnderWay(open);
      // The one that was in the way has ended this very moment.
    }
  }
}
