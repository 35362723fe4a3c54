import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { say, sayText } from '../config/language';
import type { Text } from '../http/language';
import type { JobQueue } from './job-queue';
import type { Job } from './job.entity';

const JOB_SCRIPT = join(__dirname, '../job.js');
/** Pause between two looks whether there is work, in milliseconds. Who has just asked for some need not wait for it. */
const POLL_MS = 2_000;
/** How long a job may take to note that it was told to stop, in milliseconds. */
const STOP_MS = 5_000;

/** The last word of a process whose job came to nothing. */
export interface JobEnd {
  readonly reason: Text;
}

/**
 * Has the jobs of one kind done, one after the other: each in a process of its own (`job.js`), which claims it; this one
 * keeps answering requests. Several runners on a database may start a process for the same job: one gets it.
 */
export class JobRunner<One extends Job = Job> implements BeforeApplicationShutdown {
  /** Who answers for the jobs that are done here. */
  readonly owner = randomUUID();
  private readonly logger: Logger;
  private child: ChildProcess | undefined;
  private ending: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private away = false;

  constructor(
    private readonly queue: JobQueue<One>,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logTo?: Settings['logTo'],
  ) {
    this.logger = new Logger(sayText(queue.kind.title));
  }

  /** From now on do what is asked for. */
  async start(): Promise<void> {
    this.running = true;
    await this.poll();
  }

  /** Begin what waits for us, unless one is under way; for whoever knows that there is something. */
  async look(): Promise<void> {
    if (!this.isRunning()) return;
    try {
      const open = await this.queue.open();
      const waiting = open.filter(({ state, owner }) => state === 'na_fila' && (owner ?? this.owner) === this.owner);
      if (waiting.some(({ owner }) => owner === this.owner)) await this.queue.beatWaiting(this.owner);
      this.away = false;
      const next = waiting.at(0);
      if (next && !open.some(({ state }) => state === 'executando')) this.begin(next);
    } catch (error) {
      if (!this.away)
        this.logger.error(
          say(
            `Não se pôde ver se há trabalho a fazer: ${String(error)}`,
            `Whether there is work to do could not be seen: ${String(error)}`,
          ),
        );
      this.away = true;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.isRunning()) return;
    this.running = false;
    clearTimeout(this.timer);
    const { child } = this;
    child?.kill('SIGTERM');
    const impatience = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
    await this.ending;
    clearTimeout(impatience);
    await this.giveUpOwn();
  }

  /** For what is to be done once a job has ended, however it did. */
  protected afterwards?(job: One): Promise<void>;

  private async poll(): Promise<void> {
    await this.look();
    if (this.isRunning()) this.timer = setTimeout(() => void this.poll(), POLL_MS);
  }

  private begin(job: One): void {
    if (this.child || !this.isRunning()) return;
    const child = fork(JOB_SCRIPT, [this.queue.kind.name, String(job.id), this.owner], {
      env: this.environment,
      stdio: ['ignore', this.logTo === 'stderr' ? 2 : 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    this.ending = this.end(job, child);
  }

  /** Wait until the process of a job has ended, note what it could not note itself, and look for the next one. */
  private async end(job: One, child: ChildProcess): Promise<void> {
    let reason: Text | undefined;
    child.on('message', (end: JobEnd) => (reason = end.reason));
    try {
      const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      this.child = undefined;
      if (code !== 0 && this.isRunning()) {
        this.logger.error(
          say(
            `O processo do trabalho ${job.id} terminou com ${signal ?? `código ${code}`}`,
            `The process of job ${job.id} ended with ${signal ?? `code ${code}`}`,
          ),
        );
        await this.noteFailure(job, reason ?? this.queue.kind.explainEnd(code, signal));
      }
      // It waits on where another one was in its way.
      if ((await this.queue.get(job.id))?.state !== 'na_fila') await this.afterwards?.(job);
      void this.look();
    } catch (error) {
      this.child = undefined;
      this.logger.error(say(`Trabalho ${job.id}: ${String(error)}`, `Job ${job.id}: ${String(error)}`));
    }
  }

  /** What ended the job may keep it from being noted: so until it is. A job that has ended stays as it is. */
  private async noteFailure({ id }: One, reason: Text): Promise<void> {
    for (let noted = false; !noted && this.isRunning();) {
      noted = await this.queue.fail({ id, owner: this.owner }, reason, { overSilence: true }).then(
        () => true,
        () => false,
      );
      if (!noted) await pause(POLL_MS);
    }
  }

  /** What this process answers for comes to nothing when it ends; what waits for anybody waits on. */
  private async giveUpOwn(): Promise<void> {
    try {
      for (const job of await this.queue.open()) {
        if (job.owner !== this.owner) continue;
        await this.queue.fail({ id: job.id, owner: this.owner }, this.queue.kind.reasons.stopped);
        await this.afterwards?.(job);
      }
    } catch (error) {
      this.logger.error(
        say(
          `Não se pôde dizer do que se desiste: ${String(error)}`,
          `What is given up could not be told: ${String(error)}`,
        ),
      );
    }
  }

  private isRunning(): boolean {
    return this.running;
  }
}
