import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { childEnvironment, SETTINGS, type Settings } from '../../config/settings';
import { ModelStore } from '../model/model-store';
import type { TrainingOrigin } from './training-run.entity';

const TRAIN_SCRIPT = join(__dirname, '../../train.js');
/** Pause before a first training that died is started again, in milliseconds. */
const RETRY_MS = 30_000;

/**
 * Starts trainings: on the schedule, and at once when there is no model yet. It only ever starts a process of its
 * own (train.ts); this one keeps answering requests.
 */
@Injectable()
export class TrainingScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Treino');
  private child: ChildProcess | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly registry: SchedulerRegistry,
    private readonly store: ModelStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.trainer === 'external') return;
    const job = CronJob.from({ cronTime: this.settings.trainingCron, onTick: () => this.start('agenda') });
    this.registry.addCronJob('treino', job);
    job.start();
    await this.startWithoutModel();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.child?.kill('SIGTERM');
  }

  /** Start a training process, unless one of ours is still at it. */
  start(origin: TrainingOrigin): void {
    if (this.child || this.stopped) return;
    const child = fork(TRAIN_SCRIPT, [origin], {
      env: childEnvironment(this.settings),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    child.once('exit', (code, signal) => {
      this.child = undefined;
      if (code === 0 || this.stopped) return;
      this.logger.error(`O processo de treino terminou com ${signal ?? `código ${code}`}`);
      this.retry = setTimeout(() => void this.startWithoutModel(), RETRY_MS);
    });
    child.once('error', (error) => this.logger.error(`O processo de treino não pôde ser iniciado: ${error.message}`));
  }

  private async startWithoutModel(): Promise<void> {
    try {
      if ((await this.store.activeVersion()) === null) this.start('primeiro');
    } catch (error) {
      this.logger.error(`O primeiro treino não pôde ser iniciado: ${String(error)}`);
    }
  }
}
