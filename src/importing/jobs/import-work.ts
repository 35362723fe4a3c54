import { constants } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Claim } from '../../jobs/job-queue';
import type { JobWorker } from '../../jobs/job-worker';
import { importSources, type ImportProgress } from '../import';
import { openSources } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { total, type ImportReport } from '../report/import-report';
import { ImportQueue, type ImportJob, type ImportJobReport } from './import-queue';

/** Pause between two words of progress, in milliseconds. */
const TELL_MS = 500;

/** What the process of an import does. */
@Injectable()
export class ImportWork implements JobWorker<ImportJob> {
  readonly priority = constants.priority.PRIORITY_BELOW_NORMAL;

  constructor(
    private readonly database: Database,
    readonly queue: ImportQueue,
  ) {}

  /** Import the file of a job that has begun, and note what came of it. Throws what is no fault of the file. */
  async work({ request }: ImportJob, claim: Claim): Promise<void> {
    const { file, path, options } = request;
    try {
      const sources = await openSources(path);
      try {
        const report = await importSources(this.database, sources, {
          dryRun: options.dryRun,
          existing: options.existing,
          scale: options.scale ?? undefined,
          onProgress: this.teller(claim),
        });
        const result = { rows: total(report).rows, report: toJobReport(report) };
        await this.database.write((transaction) => this.queue.succeed(transaction, claim, result));
      } finally {
        await sources.close();
      }
    } catch (error) {
      if (!(error instanceof UnusableSource)) throw error;
      // The path is ours, and nobody else's business.
      await this.queue.fail(claim, error.message.replaceAll(path, file));
    }
  }

  private teller(claim: Claim): (progress: ImportProgress) => void {
    let last = 0;
    return ({ share, rows }) => {
      const now = performance.now();
      if (now - last < TELL_MS) return;
      last = now;
      // Progress is worth nothing by the time it could be written again.
      this.queue.progress(claim, Math.floor(share * 100), { rows }).catch(() => undefined);
    };
  }
}

function toJobReport({ counts, rejected, warnings, doubts, scales, ignored }: ImportReport): ImportJobReport {
  return {
    contagens: counts,
    rejeitadas: rejected.map(({ arquivo, linha, motivo, english }) => ({ arquivo, linha, motivo, english })),
    avisos: [
      ...scales.map(({ file, scale }) => `${file}: as notas foram lidas como de 0 a ${scale} e convertidas para 0 a 5`),
      ...doubts,
      ...warnings,
    ],
    sem_uso: ignored,
  };
}
