import type { Database } from '../database/database';
import { MAX_RATING } from '../ratings/profile';
import { onConnection, type Access } from './writing/connection';
import { deleteEverything } from './writing/delete-everything';
import { refuseDemo } from './writing/demo-mark';
import { excerpt } from './reading/lines';
import { recognise } from './formats/recognise';
import { RatingDoubts } from './report/rating-doubts';
import { addCounts, addRefused, newReport, type ImportReport, type Rejection } from './report/import-report';
import {
  kinds,
  type Accepted,
  type Batch,
  type Kind,
  type RatingInput,
  type Refused,
  type RowByKind,
  type Table,
} from './reading/rows';
import { detectScale, rescale } from './reading/scale';
import type { SourceSet } from './reading/sources';
import { newMemory, type Memory, type Store } from './writing/store';
import { storeCredits, storeFilms } from './writing/store-films';
import { storeRatings } from './writing/store-ratings';
import { storeUsers } from './writing/store-users';

export interface ImportOptions {
  /** Report what would happen, write nothing. */
  readonly dryRun?: boolean;
  /** Top of the scale of the ratings; found out for each file when it is left out. */
  readonly scale?: number;
  /**
   * What to do with what is there: `refuse-demo` (the default) refuses to mix with the demonstration catalogue, `keep`
   * merges with whatever there is, `replace` deletes all films, users and ratings first.
   */
  readonly existing?: 'refuse-demo' | 'keep' | 'replace';
  /** The present, in milliseconds since 1970: a rating made later is odd. */
  readonly now?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Called with every rejected row. */
  readonly onRejected?: (rejection: Rejection) => void | Promise<void>;
}

export interface ImportProgress {
  /** `scale`: reading the ratings to find out their scale. */
  readonly stage: 'scale' | 'rows';
  readonly file: string;
  /** Rows done so far, of all files. */
  readonly rows: number;
  /** Share of the bytes done, from 0 to 1. */
  readonly share: number;
}

/** Rows in a transaction: few enough that other writers get their turn, many enough that a commit costs little. */
const BATCH_ROWS = 10_000;

/** Text in a batch, in characters: rows may be long. */
const BATCH_TEXT = 4_000_000;

const stores: { readonly [K in Kind]: Store<K> } = {
  filmes: storeFilms,
  elenco: storeCredits,
  usuarios: storeUsers,
  avaliacoes: storeRatings,
};

/**
 * Import the files of a folder, a zip archive or a single file. Each batch is one transaction, so an import that is
 * killed is completed by running it again. Throws UnusableSource before anything is written.
 *
 * ```ts
 * const files = await openSources('ml-latest-small.zip');
 * const report = await importSources(database, files, { onProgress: ({ share }) => bar.set(share) });
 * await files.close();
 * ```
 */
export async function importSources(
  database: Database,
  sources: SourceSet,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { tables, ignored } = await recognise(sources);
  return importTables(database, tables, ignored, options);
}

/** Import rows that are at hand, sound and on our scale. */
export function importRows(
  database: Database,
  rows: { readonly [K in Kind]?: readonly RowByKind[K][] },
  options: ImportOptions = {},
): Promise<ImportReport> {
  const tables = kinds.flatMap((kind) => {
    const some = rows[kind];
    return some ? [tableOfRows(kind, some)] : [];
  });
  return importTables(database, tables, [], options);
}

function tableOfRows<K extends Kind>(kind: K, rows: readonly RowByKind[K][]): Table<K> {
  return {
    kind,
    file: kind,
    size: 0,
    scale: MAX_RATING,
    // eslint-disable-next-line @typescript-eslint/require-await -- the type of all tables
    async *read() {
      for (let from = 0; from < rows.length; from += BATCH_ROWS) {
        const some = rows.slice(from, from + BATCH_ROWS);
        yield { accepted: some.map((row, n) => ({ line: from + n + 1, text: '', row })), refused: [] };
      }
    },
  };
}

async function importTables(
  database: Database,
  tables: readonly Table[],
  ignored: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  const { dryRun = false, existing = 'refuse-demo' } = options;
  if (existing === 'refuse-demo') await refuseDemo(database);
  const run = new Run(database, options, newReport(dryRun, ignored), tables);
  const prepared: [Table, number][] = [];
  for (const table of tables) prepared.push([table, await run.scaleOf(table)]);
  if (existing === 'replace' && !dryRun) await database.write(deleteEverything);
  for (const [table, scale] of prepared) await run.load(table, scale);
  run.doubt();
  return run.report;
}

/** One import: what its tables share. */
class Run {
  private memory: Memory = newMemory();
  private readonly watch: RatingDoubts;
  private rows = 0;
  private bytes = 0;
  private readonly totalBytes: number;

  constructor(
    private readonly database: Database,
    private readonly options: ImportOptions,
    readonly report: ImportReport,
    tables: readonly Table[],
  ) {
    this.watch = new RatingDoubts(options.now ?? Date.now());
    const readings = tables.map((table) => table.size * (this.mustDetect(table) ? 2 : 1));
    this.totalBytes = readings.reduce((sum, size) => sum + size, 0);
  }

  /** Top of a table's scale. Other scales than ours are told in the report. */
  async scaleOf(table: Table): Promise<number> {
    if (!isRatings(table)) return MAX_RATING;
    const scale = this.mustDetect(table)
      ? await detectScale(table, (bytes) => this.progress('scale', table.file, bytes))
      : (this.options.scale ?? table.scale ?? MAX_RATING);
    if (scale !== MAX_RATING) this.report.scales.push({ file: table.file, scale });
    return scale;
  }

  private mustDetect(table: Table): boolean {
    return isRatings(table) && this.options.scale === undefined && table.scale === undefined;
  }

  /** Read a table and store it, batch by batch; the next batch is read while one is written. */
  async load<K extends Kind>(table: Table<K>, scale: number): Promise<void> {
    let storing: Promise<void> = Promise.resolve();
    let batch: Batch<RowByKind[K]> = { accepted: [], refused: [] };
    let text = 0;
    const flush = async (): Promise<void> => {
      await storing;
      storing = this.store(table, batch);
      // It is awaited with the next batch; an error must not count as unhandled until then.
      storing.catch(() => undefined);
      batch = { accepted: [], refused: [] };
      text = 0;
    };
    for await (const read of table.read((bytes) => this.progress('rows', table.file, bytes))) {
      const { accepted, refused } = this.onOurScale(table, read, scale);
      for (const row of accepted) {
        if (isRatings(table)) this.watch.see(row.row as RatingInput);
        batch.accepted.push(row);
        text += row.text.length;
      }
      for (const row of refused) batch.refused.push(excerptOf(row));
      if (batch.accepted.length + batch.refused.length >= BATCH_ROWS || text >= BATCH_TEXT) await flush();
    }
    await flush();
    await storing;
  }

  private onOurScale<K extends Kind>(table: Table<K>, batch: Batch<RowByKind[K]>, scale: number): Batch<RowByKind[K]> {
    if (!isRatings(table)) return batch;
    return rescale(batch as Batch<RatingInput>, scale, this.mustDetect(table)) as Batch<RowByKind[K]>;
  }

  private async store<K extends Kind>(table: Table<K>, batch: Batch<RowByKind[K]>): Promise<void> {
    const { kind, file } = table;
    const { counts, refused, users } = await this.inTransaction(table, batch.accepted);
    if (isRatings(table)) this.watch.seeUnknown(refused.length);
    addCounts(this.report, kind, counts);
    if (users) addCounts(this.report, 'usuarios', users);
    const all = batch.refused.concat(refused.map(excerptOf)).sort((a, b) => a.line - b.line);
    await addRefused(this.report, kind, file, all, this.options.onRejected);
    this.rows += batch.accepted.length + batch.refused.length;
    this.progress('rows', file, 0);
  }

  private inTransaction<K extends Kind>(table: Table<K>, rows: readonly Accepted<RowByKind[K]>[]) {
    let attempts = 0;
    return onConnection(this.database, this.access, (connection) => {
      // What an attempt that was undone has made is not there, and what it has seen has changed.
      if (attempts++ > 0) this.memory = newMemory();
      return stores[table.kind](connection, rows, this.memory, { createsUsers: table.createsUsers ?? false });
    });
  }

  /** Note what is odd about the ratings. */
  doubt(): void {
    this.report.doubts.push(...this.watch.doubts());
  }

  private get access(): Access {
    if (!this.options.dryRun) return 'load';
    return this.options.existing === 'replace' ? 'assume-empty' : 'look';
  }

  private progress(stage: ImportProgress['stage'], file: string, bytes: number): void {
    this.bytes += bytes;
    const share = this.totalBytes > 0 ? Math.min(1, this.bytes / this.totalBytes) : 0;
    this.options.onProgress?.({ stage, file, rows: this.rows, share });
  }
}

function isRatings(table: Table): table is Table<'avaliacoes'> {
  return table.kind === 'avaliacoes';
}

/** A refused row is kept for a while, so it must not keep the chunk that it was read from. */
function excerptOf(row: Refused): Refused {
  return { ...row, text: excerpt(row.text) };
}
