import { constants, setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../../config/settings';
import { Database } from '../../database/database';
import { inBoth } from '../../http/language';
import type { Claim } from '../../jobs/job-queue';
import type { JobWorker } from '../../jobs/job-worker';
import { importSources, type ImportProgress } from '../import';
import { openSources, type SourceSet } from '../reading/sources';
import { UnclearSource } from '../reading/unclear-source';
import { UnusableSource } from '../reading/unusable-source';
import { newReport, type ImportReport } from '../report/import-report';
import { Copies } from '../export/copies';
import { announce } from '../../webhooks/announce';
import { foundFilms, lostCells, withoutCopy } from '../report/summarise';
import { ImportQueue, type ImportJob, type ImportJobOptions, type ImportJobReport } from './import-queue';

/** Pause between two words of progress, in milliseconds. */
const TELL_MS = 500;

/** What the process of an import does. */
@Injectable()
export class ImportWork implements JobWorker<ImportJob> {
  constructor(
    private readonly database: Database,
    readonly queue: ImportQueue,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Import the file of a job that has begun, and note what came of it. Throws what is no fault of the file. */
  async work({ request }: ImportJob, claim: Claim): Promise<void> {
    const { file, path, options } = request;
    // Requests come first. No lower than this, since those that write wait for its transactions.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    try {
      const sources = await openSources(path);
      try {
        await this.import(sources, options, claim);
      } finally {
        await sources.close();
      }
    } catch (error) {
      if (!(error instanceof UnusableSource)) throw error;
      // Where files lie here is nobody else's business.
      const told = inBoth((language) =>
        error.text[language].replaceAll(path, file).replaceAll(this.settings.copiesFolder, 'copias'),
      );
      // Whoever tries a file out can say more of what was seen of it.
      const result =
        options.dryRun && error instanceof UnclearSource
          ? { rows: 0, report: toJobReport({ ...newReport(true, []), files: [...error.files] }) }
          : undefined;
      await this.queue.fail(claim, told, { result });
    }
  }

  private async import(
    sources: SourceSet,
    { dryRun, existing, scale, reading, person, force }: ImportJobOptions,
    claim: Claim,
  ) {
    const copies = new Copies(this.settings, this.database);
    const succeed = async (transaction: EntityManager, report: ImportReport): Promise<void> => {
      await this.queue.succeed(transaction, claim, { rows: report.rows, report: toJobReport(report) });
      if (dryRun) return;
      const message = { type: 'importacao.concluida', data: { importacao_id: claim.id } } as const;
      await announce(transaction, this.database.dialect, message);
    };
    const report = await importSources(this.database, sources, {
      dryRun,
      existing,
      scale: scale ?? undefined,
      reading,
      person,
      signals: this.settings.signals,
      beforeCommit: (transaction) => this.queue.assertUnderWay(transaction, claim),
      // The data are replaced exactly when the job has succeeded.
      replacing: { force, copy: () => copies.make(), alongside: succeed },
      onProgress: this.teller(claim),
    });
    if (existing !== 'replace' || dryRun) await this.database.write((transaction) => succeed(transaction, report));
  }

  private teller(claim: Claim): (progress: ImportProgress) => void {
    let last = 0;
    let telling = false;
    return ({ share, rows }) => {
      const now = performance.now();
      // While SQLite is busy with a replacement, nothing else is written.
      if (telling || now - last < TELL_MS) return;
      last = now;
      telling = true;
      // Progress is worth nothing by the time it could be written again.
      void this.queue
        .progress(claim, Math.floor(share * 100), { rows })
        .catch(() => undefined)
        .finally(() => (telling = false));
    };
  }
}

function toJobReport({
  counts,
  rejected,
  warnings,
  doubts,
  dryRun,
  files,
  lost,
  found,
  scales,
  encodings,
  ignored,
  copied,
}: ImportReport): ImportJobReport {
  return {
    contagens: counts,
    rejeitadas: rejected.map(({ arquivo, linha, motivo, english }) => ({ arquivo, linha, motivo, english })),
    avisos: [
      ...encodings.map(({ file, encoding }) => ({
        pt: `${file}: lido como ${encoding}`,
        en: `${file}: read as ${encoding}`,
      })),
      ...scales.map(({ file, from, to }) => ({
        pt: `${file}: as notas foram lidas como de ${from} a ${to} e convertidas para 0 a 5`,
        en: `${file}: ratings were read as from ${from} to ${to} and turned into 0 to 5`,
      })),
      ...foundFilms({ found, dryRun }),
      ...lost.map(lostCells),
      ...doubts,
      ...warnings,
      ...(copied && 'none' in copied ? [withoutCopy(copied.none)] : []),
    ],
    sem_uso: ignored,
    // A dry run shows the rows that whoever asked has at hand; of people, whose names these are, none is kept.
    arquivos: dryRun
      ? files.map(({ file, kind, label, separator, header, columns, rows }) => ({
          arquivo: file,
          tipo: kind,
          formato: label,
          separador: separator,
          cabecalho: header,
          colunas: columns,
          linhas: kind === 'usuarios' ? [] : rows,
        }))
      : [],
    copia: copied && 'path' in copied ? join('copias', basename(copied.path)) : null,
  };
}
