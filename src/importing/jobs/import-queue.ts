import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/clock';
import type { JobKind } from '../../jobs/job-kind';
import { JobQueue } from '../../jobs/job-queue';
import type { JobOf } from '../../jobs/job.entity';
import { failureBy, failureOf, failures } from './import-failures';
import type { Text } from '../../http/language';
import type { KindCounts } from '../report/import-report';
import type { Person } from '../writing/resolve-mentions';
import type { ReadingOptions } from '../reading/reading-options';
import type { Kind } from '../reading/rows';
import type { Scale } from '../reading/scale';

export interface ImportJobOptions {
  readonly dryRun: boolean;
  readonly existing: 'refuse-demo' | 'keep' | 'replace';
  /** Top of the scale of the ratings; found out when it is null. */
  readonly scale: number | Scale | null;
  /** What was said of the files. */
  readonly reading?: ReadingOptions;
  /** Whom files of a film tracker belong to. */
  readonly person?: Person;
  /** Replace though hardly anything would land. */
  readonly force?: boolean;
}

/** An uploaded file that is to be imported. */
interface RequestedImport {
  /** Its name, as it was uploaded. */
  readonly file: string;
  /** Where it is, on the disk of the server that has it: in a folder of its own, which goes when the job has ended. */
  readonly path: string;
  readonly options: ImportJobOptions;
}

/** What is kept of an import: no content of rows, which may be about people who have been deleted since. */
export interface ImportJobReport {
  readonly contagens: Partial<Record<Kind, KindCounts>>;
  readonly rejeitadas: readonly {
    readonly arquivo: string;
    readonly linha: number;
    readonly motivo: string;
    /** The reason in English; in reports that were kept before, not of every row. */
    readonly english?: string;
  }[];
  /** In Portuguese alone in reports that were kept before. */
  readonly avisos: readonly (Text | string)[];
  readonly sem_uso: readonly string[];
  /** Of a dry run: what was taken for what. Absent before there were any. */
  readonly arquivos?: readonly {
    readonly arquivo: string;
    readonly tipo: Kind;
    readonly formato: Text;
    readonly separador: string | null;
    readonly cabecalho: boolean;
    readonly colunas: readonly { readonly coluna: string; readonly campo: string | null }[];
    readonly linhas: readonly (readonly string[])[];
  }[];
  /** Of a replacement: the copy of what was there, in the folder of the data. Absent before there were any. */
  readonly copia?: string | null;
}

interface ImportProgress {
  /** Rows done so far. */
  readonly rows: number;
}

interface ImportResult {
  readonly rows: number;
  readonly report: ImportJobReport;
}

export type ImportJob = JobOf<RequestedImport, ImportProgress, ImportResult>;

/** For how long an import is kept after it was asked for, once it has ended, in days. */
export const KEPT_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

const imports: JobKind = {
  name: 'importacao',
  title: { pt: 'Importação', en: 'Import' },
  // A busy database may keep a sign of life waiting for half of it.
  silenceMs: 30_000,
  keptMs: KEPT_DAYS * DAY,
  reasons: { silent: failures.silent, stopped: failures.stopped },
  explain: failureOf,
  explainEnd: failureBy,
};

/** The imports of uploaded files. Each waits for the server that has its file. */
@Injectable()
export class ImportQueue extends JobQueue<ImportJob> {
  constructor(database: Database, @Inject(CLOCK) now: Clock) {
    super(database, now, imports);
  }
}
