import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { say } from '../../config/language';
import { SETTINGS, type Settings } from '../../config/settings';
import { Database } from '../../database/database';
import type { Listening } from '../../database/notices';
import { CLOCK, type Clock } from '../../database/clock';
import { ModelStore } from '../model/model-store';
import { TrainingQueue, type RequestedTraining } from './training-queue';
import { TrainingRunner } from './training-runner';

/** Pause between two looks whether there is a model, which an import may take away. In milliseconds. */
const LOOK_MS = 2_000;
/** Pause after a training that failed before a first model is asked for again, in milliseconds. */
const RETRY_MS = 30_000;

/** In a process that trains: asks for trainings, on the schedule and when there is no model, and has them done. */
@Injectable()
export class TrainingScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(say('Treino', 'Training'));
  private timer: NodeJS.Timeout | undefined;
  private listening: Listening | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly now: Clock,
    private readonly registry: SchedulerRegistry,
    private readonly database: Database,
    private readonly store: ModelStore,
    private readonly queue: TrainingQueue,
    private readonly runner: TrainingRunner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.trainer === 'external') return;
    const onTick = () => this.request({ origin: 'agenda', tuning: 'auto' });
    const job = CronJob.from({ cronTime: this.settings.trainingCron, onTick });
    this.registry.addCronJob('treino', job);
    job.start();
    this.timer = setInterval(() => void this.askForFirst(), LOOK_MS);
    await this.runner.start();
    await this.askForFirst();
    this.listening = this.database.listen('trabalhos', () => void this.runner.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.listening?.close();
  }

  /** Ask for the first model, which must be there soon, while there is none and nobody is making one. */
  private async askForFirst(): Promise<void> {
    try {
      const last = (await this.queue.list(1)).at(0);
      if (last?.endedAt === null || (last?.state === 'falhou' && last.endedAt > this.now() - RETRY_MS)) return;
      // Looked at last: whoever ended in between has made one.
      if ((await this.store.activeVersion()) !== null) return;
      await this.request({ origin: 'primeiro', tuning: 'nunca' });
    } catch (error) {
      this.logger.error(
        say(
          `Não se pôde ver se há um modelo: ${String(error)}`,
          `Whether there is a model could not be seen: ${String(error)}`,
        ),
      );
    }
  }

  private async request(training: RequestedTraining): Promise<void> {
    try {
      // Another one that waits or runs will do as well.
      if ((await this.queue.enqueue(training)) !== null) await this.runner.look();
    } catch (error) {
      this.logger.error(
        say(`O treino não pôde ser pedido: ${String(error)}`, `The training could not be asked for: ${String(error)}`),
      );
    }
  }
}
