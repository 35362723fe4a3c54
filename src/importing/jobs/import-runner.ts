import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { childEnvironment, SETTINGS, type Settings } from '../../config/settings';
import { oneAtATime } from '../../database/one-at-a-time';
import type { JobOptions } from './import-job.entity';
import { ImportJobs } from './import-jobs';

const IMPORT_SCRIPT = join(__dirname, '../../import.js');

/** Pause between two signs of life, and between two looks whether it is our turn. In milliseconds. */
const BEAT_MS = 3_000;
const TURN_MS = 500;

/**
 * Imports uploaded files, one at a time over all servers of a database. The work is done in a process of its own
 * (import.ts) at low priority; this one keeps answering requests.
 */
@Injectable()
export class ImportRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Importação');
  private readonly owner = randomUUID();
  private readonly inTurn = oneAtATime();
  private readonly unfinished = new Set<number>();
  private child: ChildProcess | undefined;
  private beat: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly jobs: ImportJobs,
  ) {}

  /** Queue a file; its folder is removed when it is done. Resolves to the number of the job. */
  async submit(path: string, name: string, options: JobOptions): Promise<number> {
    const id = await this.jobs.create(name, options, this.owner);
    this.unfinished.add(id);
    this.beat ??= setInterval(() => {
      // A beat that fails is made up for by the next one.
      this.jobs.beat(this.owner).catch(() => undefined);
    }, BEAT_MS);
    this.last = this.inTurn(() => this.run(id, path));
    return id;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.child?.kill('SIGTERM');
    await this.last;
  }

  private async run(id: number, path: string): Promise<void> {
    try {
      if ((await this.myTurn(id)) && (await this.inChild(id, path)) === 0) return;
      // A job that has ended stays as it is.
      const who = this.isStopped() ? 'O servidor foi encerrado' : 'O processo morreu';
      await this.failed(id, `${who} antes de terminar. Envie de novo.`);
    } catch (error) {
      this.logger.error(`Importação ${id}: ${String(error)}`);
      await this.failed(id, 'A importação não pôde ser iniciada. O registro do servidor diz por quê.');
    } finally {
      this.unfinished.delete(id);
      if (this.unfinished.size === 0) {
        clearInterval(this.beat);
        this.beat = undefined;
      }
      await rm(dirname(path), { recursive: true, force: true }).catch((error: unknown) => {
        this.logger.error(`Importação ${id}: ${String(error)}`);
      });
    }
  }

  private async myTurn(id: number): Promise<boolean> {
    while (!this.isStopped()) {
      const state = await this.jobs.begin(id);
      if (state !== 'busy') return state === 'begun';
      await pause(TURN_MS);
    }
    return false;
  }

  private isStopped(): boolean {
    return this.stopped;
  }

  private async inChild(id: number, path: string): Promise<number | null> {
    const child = fork(IMPORT_SCRIPT, [String(id), path], {
      env: childEnvironment(this.settings),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    const [code] = (await once(child, 'exit')) as [number | null];
    this.child = undefined;
    return code;
  }

  private failed(id: number, reason: string): Promise<void> {
    return this.jobs.fail(id, reason).catch((error: unknown) => {
      this.logger.error(`Importação ${id}: ${reason} ${String(error)}`);
    });
  }
}
