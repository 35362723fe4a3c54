import { Injectable } from '@nestjs/common';
import { TrainingNotFound, TrainingUnderWay } from './training-problems';
import { TrainingQueue, type TrainingJob, type Tuning } from './training-queue';
import { TrainingRunner } from './training-runner';

/** How many trainings the history shows. */
const HISTORY = 50;

/** Takes requests for trainings, and tells of them. */
@Injectable()
export class TrainingsService {
  constructor(
    private readonly queue: TrainingQueue,
    private readonly runner: TrainingRunner,
  ) {}

  /** The newest first. */
  history(): Promise<TrainingJob[]> {
    return this.queue.list(HISTORY);
  }

  /** Throws TrainingNotFound. */
  async get(id: number): Promise<TrainingJob> {
    const job = await this.queue.get(id);
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
