import type { Database } from '../../database/database';
import { importSources, type ImportProgress } from '../import';
import type { JobReport } from './import-job.entity';
import type { ImportJobs } from './import-jobs';
import { total, type ImportReport } from '../report/import-report';
import { UnusableSource } from '../reading/unusable-source';
import { openSources } from '../reading/sources';

/** Pause between two words of progress, in milliseconds. */
const TELL_MS = 500;

/** Import the file of a job that has begun, and note what came of it. Throws what is no fault of the file. */
export async function runJob(database: Database, jobs: ImportJobs, id: number, path: string): Promise<void> {
  const job = await jobs.get(id);
  if (!job) throw new Error(`there is no import ${id}`);
  const { dryRun, existing, scale } = job.options;
  try {
    const sources = await openSources(path);
    try {
      const report = await importSources(database, sources, {
        dryRun,
        existing,
        scale: scale ?? undefined,
        onProgress: teller(jobs, id),
      });
      await jobs.finish(id, toJobReport(report), total(report).rows);
    } finally {
      await sources.close();
    }
  } catch (error) {
    if (!(error instanceof UnusableSource)) throw error;
    // The path is ours, and nobody else's business.
    await jobs.fail(id, error.message.replaceAll(path, job.file));
  }
}

function teller(jobs: ImportJobs, id: number): (progress: ImportProgress) => void {
  let last = 0;
  return ({ share, rows }) => {
    const now = performance.now();
    if (now - last < TELL_MS) return;
    last = now;
    // Progress is worth nothing by the time it could be written again.
    jobs.progress(id, Math.floor(share * 100), rows).catch(() => undefined);
  };
}

function toJobReport({ counts, rejected, warnings, doubts, scales, ignored }: ImportReport): JobReport {
  return {
    contagens: counts,
    rejeitadas: rejected.map(({ arquivo, linha, motivo }) => ({ arquivo, linha, motivo })),
    avisos: [
      ...scales.map(({ file, scale }) => `${file}: as notas foram lidas como de 0 a ${scale} e convertidas para 0 a 5`),
      ...doubts,
      ...warnings,
    ],
    sem_uso: ignored,
  };
}
