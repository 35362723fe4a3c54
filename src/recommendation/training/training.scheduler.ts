import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { childEnvironment, SETTINGS, type Settings } from '../../config/settings';
import { Database } from '../../database/database';
import type { Listening } from '../../database/notices';
import { ModelStore } from '../model/model-store';
import type { TrainingOrigin } from './training-run.entity';
import { TrainingRuns } from './training-runs';

const TRAIN_SCRIPT = join(__dirname, '../../train.js');
/** Pause between two looks whether a training is asked for, in milliseconds. */
const POLL_MS = 2_000;
/** Pause after a training that died before another one is started by itself, in milliseconds. */
const RETRY_MS = 30_000;
/** How long a training may take to note that it was interrupted, in milliseconds. */
const STOP_MS = 5_000;

/**
 * Starts trainings: on the schedule, when one is asked for, and at once when there is no model yet. It only ever starts a
 * process of its own (train.ts); this one keeps answering requests.
 */
@Injectable()
export class TrainingScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Treino');
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private listening: Listening | undefined;
  private notBefore = 0;
  private stopped = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly registry: SchedulerRegistry,
    private readonly database: Database,
    private readonly store: ModelStore,
    private readonly runs: TrainingRuns,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.trainer === 'external') return;
    const job = CronJob.from({ cronTime: this.settings.trainingCron, onTick: () => this.start('agenda') });
    this.registry.addCronJob('treino', job);
    job.start();
    await this.poll();
    this.listening = this.database.listen('treinos', () => void this.look());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.listening?.close();
    if (!this.child) return;
    const { child } = this;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(impatience);
  }

  /** Start a training if one is asked for, or if there is no model yet and nobody is making one. */
  async look(): Promise<void> {
    if (this.settings.trainer === 'external' || this.child || Date.now() < this.notBefore) return;
    try {
      const open = await this.runs.open();
      if (open?.state === 'na_fila') this.start('pedido');
      else if (!open && (await this.store.activeVersion()) === null) this.start('primeiro');
    } catch (error) {
      this.logger.error(`Não se pôde ver se há treino a fazer: ${String(error)}`);
    }
  }

  private poll(): Promise<void> {
    return this.look().finally(() => {
      if (!this.stopped) this.timer = setTimeout(() => void this.poll(), POLL_MS);
    });
  }

  /** Start a training process, unless one of ours is still at it. */
  private start(origin: TrainingOrigin): void {
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
      this.notBefore = Date.now() + RETRY_MS;
    });
    child.once('error', (error) => this.logger.error(`O processo de treino não pôde ser iniciado: ${error.message}`));
  }
}
