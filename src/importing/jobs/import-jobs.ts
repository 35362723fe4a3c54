import { Inject, Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { isDuplicate } from '../../database/constraints';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/time';
import { ImportJob, type JobOptions, type JobReport, type JobState } from './import-job.entity';

/** An owner that has not been heard of for this long is dead. A busy database may keep it waiting for half of it. */
const STALE_MS = 30_000;

/** How long a finished job is kept. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const open: JobState[] = ['na_fila', 'executando'];

/** Keeps the imports of uploaded files in the database, so that any replica can tell of them. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  create(file: string, options: JobOptions, owner: string): Promise<number> {
    return this.database.write(async (transaction) => {
      const now = this.now();
      await transaction.delete(ImportJob, { createdAt: LessThan(now - KEPT_MS), state: In(['concluida', 'falhou']) });
      const { identifiers } = await transaction.insert(ImportJob, {
        state: 'na_fila',
        file,
        options,
        owner,
        beatAt: now,
        percent: 0,
        rows: 0,
        createdAt: now,
      });
      return Number(identifiers[0].id);
    });
  }

  /** Begin a job: `busy` while another one runs, `gone` when it is not waiting any more. The database lets one through. */
  async begin(id: number): Promise<'begun' | 'busy' | 'gone'> {
    await this.failDead();
    try {
      const { affected } = await this.database.write((transaction) =>
        transaction.update(ImportJob, { id, state: 'na_fila' }, { state: 'executando', startedAt: this.now() }),
      );
      return affected ? 'begun' : 'gone';
    } catch (error) {
      if (isDuplicate(error)) return 'busy';
      throw error;
    }
  }

  /** Say that the owner is alive. */
  beat(owner: string): Promise<void> {
    return this.update({ owner, state: In(open) }, { beatAt: this.now() });
  }

  progress(id: number, percent: number, rows: number): Promise<void> {
    return this.update({ id, state: 'executando' }, { percent, rows });
  }

  finish(id: number, report: JobReport, rows: number): Promise<void> {
    const end = { state: 'concluida' as const, percent: 100, rows, report, endedAt: this.now() };
    return this.update({ id, state: 'executando' }, end);
  }

  /** Note why a job came to nothing, unless it has ended. */
  fail(id: number, error: string): Promise<void> {
    return this.update({ id, state: In(open) }, { state: 'falhou', error, endedAt: this.now() });
  }

  /** The job, as it stands; null when there is none. */
  async get(id: number): Promise<ImportJob | null> {
    const job = await this.database.manager.findOneBy(ImportJob, { id });
    if (!job || !open.includes(job.state) || job.beatAt >= this.now() - STALE_MS) return job;
    await this.failDead();
    return this.database.manager.findOneBy(ImportJob, { id });
  }

  /** The jobs of processes that died have failed: the file died with them. */
  private failDead(): Promise<void> {
    const now = this.now();
    return this.update(
      { state: In(open), beatAt: LessThan(now - STALE_MS) },
      {
        state: 'falhou',
        error: 'O servidor que recebeu o arquivo parou antes de terminar. Envie de novo.',
        endedAt: now,
      },
    );
  }

  private update(
    which: Parameters<typeof this.database.manager.update<ImportJob>>[1],
    change: Parameters<typeof this.database.manager.update<ImportJob>>[2],
  ): Promise<void> {
    return this.database.write(async (transaction) => {
      await transaction.update(ImportJob, which, change);
    });
  }
}
