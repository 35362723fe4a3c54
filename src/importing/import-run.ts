import type { EntityManager } from 'typeorm';
import { usualSignals, type Signals } from '../config/signals';
import type { Statements } from '../database/sql-value';
import { usualEventId } from '../events/event-row';
import { raiseCatalogueVersion } from '../films/catalogue-version';
import { MAX_RATING } from '../ratings/profile';
import { excerpt } from './reading/lines';
import {
  isRatings,
  type Accepted,
  type Batch,
  type EventInput,
  type FilmInput,
  type Kind,
  type RatingInput,
  type Refused,
  type RowByKind,
  type Table,
} from './reading/rows';
import type { ReadingOptions } from './reading/reading-options';
import { detectScale, OUR_SCALE, rescale, scaleTo, type FoundScale, type Rescaled, type Scale } from './reading/scale';
import { UnusableSource } from './reading/unusable-source';
import { RatingDoubts } from './report/rating-doubts';
import { BareIds } from './report/bare-ids';
import { DuplicateFilms } from './report/duplicate-films';
import { Landed } from './report/landed';
import { MixedUsers } from './report/mixed-users';
import { addCounts, addFound, addLost, addRefused, type ImportReport, type Rejection } from './report/import-report';
import type { Connection } from './writing/connection';
import type { ReplaceOptions } from './writing/replacement';
import { resolveMentions, type Person } from './writing/resolve-mentions';
import { newMemory, noCounts, type Memory, type Stored } from './writing/store';
import { storeNamed } from './writing/store-named';

export interface ImportOptions {
  /** Report what would happen, write nothing. */
  readonly dryRun?: boolean;
  /** What a person says about the files. */
  readonly reading?: ReadingOptions;
  /** Scale of the ratings, or its top; found out for each file when it is left out. */
  readonly scale?: number | Scale;
  /**
   * What to do with what is there: `refuse-demo` (the default) refuses to mix with the demonstration catalogue, `keep`
   * merges with whatever there is, `replace` puts what comes in the place of all films, users and ratings.
   */
  readonly existing?: 'refuse-demo' | 'keep' | 'replace';
  /** Done last in each transaction of rows that are merged: throws where the import must not go on writing. */
  readonly beforeCommit?: (transaction: Statements) => Promise<void>;
  readonly replacing?: ReplaceOptions & {
    /** What else is written in the transaction of a replacement, when all has landed. */
    readonly alongside?: (transaction: EntityManager, report: ImportReport) => Promise<void>;
  };
  /** Whom files of a film tracker belong to; somebody new when it is left out. */
  readonly person?: Person;
  /** The present, in milliseconds since 1970: a rating made later is odd. */
  readonly now?: number;
  /** The kinds of events that are taken; the usual ones when it is left out. */
  readonly signals?: Signals;
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
export const BATCH_ROWS = 20_000;

/** Text in a batch, in characters: rows may be long. */
const BATCH_TEXT = 4_000_000;

/** Runs work where one batch is looked up and written; anew, where others were in its way. */
export type Target = <Result>(work: (connection: Connection) => Promise<Result>) => Promise<Result>;

/** One import: what its tables share. */
export class Run {
  private memory: Memory = newMemory();
  private readonly now: number;
  private readonly watch: RatingDoubts;
  private readonly landed: Landed;
  private readonly bareIds = new BareIds();
  private readonly mixedUsers = new MixedUsers();
  private readonly duplicates: DuplicateFilms;
  /** The person whom files of a film tracker belong to, once they are there. */
  private owner: number | null = null;
  /** Whether a file tells of people. */
  private readonly hasPeople: boolean;
  private withoutPeople: boolean | undefined;
  private bytes = 0;
  private readonly totalBytes: number;

  constructor(
    private readonly options: ImportOptions,
    readonly report: ImportReport,
    tables: readonly Table[],
  ) {
    this.now = options.now ?? Date.now();
    this.watch = new RatingDoubts(this.now);
    this.hasPeople = tables.some(({ kind }) => kind === 'usuarios');
    this.landed = new Landed(options.signals ?? usualSignals);
    this.duplicates = new DuplicateFilms(report.dryRun);
    report.files.push(...tables.flatMap(({ file, kind, preview }) => (preview ? [{ file, kind, ...preview }] : [])));
    const readings = tables.map((table) => table.size * (this.mustDetect(table) || table.undecided ? 2 : 1));
    this.totalBytes = readings.reduce((sum, size) => sum + size, 0);
  }

  /**
   * A table's scale. Other scales than ours are told in the report. Throws UnusableSource where it cannot be told, nor whose the
   * table is.
   */
  async scaleOf(table: Table): Promise<FoundScale> {
    if (table.unsigned) this.assertSigned(table.file);
    const scale = await this.firstPass(table);
    table.dates?.decide(table.file);
    return scale;
  }

  private assertSigned(file: string): void {
    if (saysWhose(this.options)) return;
    throw new UnusableSource({
      pt:
        `${file}: títulos e notas, e nada diz de quem. Se são de uma pessoa, diga o nome dela com --nome, ou o número dela ` +
        'com --usuario; na API, nome=Ana. Se são de muitas, falta a coluna que diz de quem é cada nota. Nada foi gravado.',
      en:
        `${file}: titles and ratings, and nothing says whose. If they are one person's, say the person's name with --name, or ` +
        'their number with --user; in the API, nome=Ana. If they are of many, the column is missing that says whose each ' +
        'rating is. Nothing was written.',
    });
  }

  private async firstPass(table: Table): Promise<FoundScale> {
    if (table.undecided && !this.mustDetect(table))
      await readThrough(table, (bytes) => this.progress('scale', table.file, bytes));
    if (!isRatings(table)) return OUR_SCALE;
    const scale = this.mustDetect(table)
      ? await detectScale(table, (bytes) => this.progress('scale', table.file, bytes))
      : given(this.options.scale ?? table.scale ?? MAX_RATING);
    const { from, to } = scale;
    if ((from !== 0 || to !== MAX_RATING) && !this.report.scales.some(({ file }) => file === table.file))
      this.report.scales.push({ file: table.file, from, to });
    return scale;
  }

  private mustDetect(table: Table): boolean {
    return isRatings(table) && this.options.scale === undefined && table.scale === undefined;
  }

  /** Read a table and store it, batch by batch; the next batch is read while one is written. */
  async load<K extends Kind>(table: Table<K>, scale: FoundScale, target: Target): Promise<void> {
    let storing: Promise<void> = Promise.resolve();
    let batch: Batch<RowByKind[K]> = { accepted: [], refused: [] };
    let unrated: Accepted<RatingInput>[] = [];
    let text = 0;
    const flush = async (): Promise<void> => {
      await storing;
      storing = this.store(table, batch, unrated, target);
      // It is awaited with the next batch; an error must not count as unhandled until then.
      storing.catch(() => undefined);
      batch = { accepted: [], refused: [] };
      unrated = [];
      text = 0;
    };
    try {
      for await (const read of table.read((bytes) => this.progress('rows', table.file, bytes))) {
        const { accepted, refused, unrated: seen } = this.onOurScale(table, read, scale);
        unrated.push(...seen);
        for (const row of accepted) {
          if (isRatings(table) && !this.isTimely(table, row as Accepted<RatingInput>, batch.refused)) continue;
          for (const field of row.lost ?? []) addLost(this.report, table.file, field);
          batch.accepted.push(row);
          text += row.text.length;
        }
        for (const row of refused) batch.refused.push(excerptOf(row));
        if (batch.accepted.length + unrated.length + batch.refused.length >= BATCH_ROWS || text >= BATCH_TEXT)
          await flush();
      }
      await flush();
      const encoding = table.seen?.encoding;
      if (encoding) this.report.encodings.push({ file: table.file, encoding });
    } finally {
      // Nothing of it is under way when a transaction around it is rolled back.
      await storing;
    }
  }

  private onOurScale<K extends Kind>(
    table: Table<K>,
    batch: Batch<RowByKind[K]>,
    scale: FoundScale,
  ): Batch<RowByKind[K]> & Pick<Rescaled, 'unrated'> {
    if (!isRatings(table)) return { ...batch, unrated: [] };
    const { unrated, ...rest } = rescale(batch as Batch<RatingInput>, scale, this.mustDetect(table));
    return { ...(rest as Batch<RowByKind[K]>), unrated };
  }

  private async store<K extends Kind>(
    table: Table<K>,
    batch: Batch<RowByKind[K]>,
    unrated: readonly Accepted<RatingInput>[],
    target: Target,
  ): Promise<void> {
    await this.storeRows(table.kind, table, batch, target);
    if (unrated.length === 0) return;
    this.watch.seeUnrated(table.file, unrated.length);
    const seen = unrated.map(({ line, text, row }) => ({
      line,
      text,
      row: { ...seenOf(row, this.now), ...(row.mentions ? { mentions: row.mentions } : {}) },
    }));
    await this.storeRows('eventos', table, { accepted: seen, refused: [] }, target);
  }

  private async storeRows<K extends Kind>(
    kind: K,
    table: Table,
    batch: Batch<RowByKind[K]>,
    target: Target,
  ): Promise<void> {
    const { rows, counts, refused, users } = await this.write(kind, table, batch.accepted, target);
    this.bareIds.see(kind, batch.accepted);
    this.landed.see(kind, rows, refused);
    if (kind === 'filmes') this.duplicates.see(rows as readonly Accepted<FilmInput>[], refused);
    if (kind === 'avaliacoes') {
      this.watch.seeUnknown(refused.length);
      // Files of a tracker are of one person by design, and those of an export by its numbers.
      if (table.createsUsers && !table.tracked)
        this.mixedUsers.see(table.file, batch.accepted as readonly Accepted<RatingInput>[]);
    }
    addCounts(this.report, kind, counts);
    if (users) addCounts(this.report, 'usuarios', users);
    const all = batch.refused.concat(refused.map(excerptOf)).sort((a, b) => a.line - b.line);
    await addRefused(this.report, kind, table.file, all, this.options.onRejected);
    this.report.rows += batch.accepted.length + batch.refused.length;
    this.progress('rows', table.file, 0);
  }

  private async write<K extends Kind>(
    kind: K,
    table: Table,
    rows: readonly Accepted<RowByKind[K]>[],
    target: Target,
  ): Promise<Stored & { rows: readonly Accepted<unknown>[] }> {
    let attempts = 0;
    const createsUsers = table.createsUsers ?? (await this.isWithoutPeople(target));
    const done = await target(async (connection) => {
      // What an attempt that was undone has made is not there, and what it has seen has changed.
      if (attempts++ > 0) this.memory = newMemory();
      const resolved = await resolveMentions(connection, kind, rows, this.memory, {
        person: this.options.person ?? {},
        owner: this.owner,
        now: this.now,
        mayCreate: true,
      });
      const stored = await storeNamed[kind](connection, resolved.rows, this.memory, {
        createsUsers,
        signals: this.options.signals ?? usualSignals,
        now: this.now,
      });
      if (resolved.filmsIdentified) await raiseCatalogueVersion(connection);
      return { resolved, stored };
    });
    const { resolved, stored } = done;
    this.owner = resolved.owner;
    addFound(this.report, resolved.found, resolved.owner);
    const made = { filmes: resolved.found.created, usuarios: resolved.newUsers };
    for (const other of ['filmes', 'usuarios'] as const)
      if (other !== kind && made[other] > 0) addCounts(this.report, other, { ...noCounts(), novos: made[other] });
    // A film or a person that a row of theirs made was found again when the row was stored.
    const own = kind === 'filmes' ? made.filmes : kind === 'usuarios' ? made.usuarios : 0;
    const again = Math.min(own, stored.counts.iguais);
    const counts = { ...stored.counts, novos: stored.counts.novos + again, iguais: stored.counts.iguais - again };
    return { ...stored, counts, rows: resolved.rows, refused: stored.refused.concat(resolved.refused) };
  }

  /** Whether neither the files nor the database had anybody: then ratings in our own layout bring their people along. */
  private async isWithoutPeople(target: Target): Promise<boolean> {
    this.withoutPeople ??=
      !this.hasPeople &&
      (await target((connection) => connection.query('SELECT id FROM usuarios LIMIT 1'))).length === 0;
    return this.withoutPeople;
  }

  /** Whether a rating was made by now; within a day, clocks and time zones differ, and it was made now. */
  private isTimely(table: Table, rating: Accepted<RatingInput>, refused: Refused[]): boolean {
    this.watch.see(rating.row);
    const { avaliado_em } = rating.row;
    // What an export says is taken as it is.
    if (avaliado_em === null || avaliado_em <= this.now || (table.scale !== undefined && !table.tracked)) return true;
    if (avaliado_em <= this.now + DAY) {
      rating.row.avaliado_em = this.now;
      return true;
    }
    const moment = new Date(avaliado_em).toISOString();
    refused.push({
      line: rating.line,
      text: excerpt(rating.text),
      reason: { pt: `data ${moment} está no futuro`, en: `date ${moment} is in the future` },
    });
    return false;
  }

  /** Note what is odd about what came, and what landed. */
  async doubt(target: Target): Promise<void> {
    this.report.doubts.push(
      ...this.watch.doubts(),
      ...this.mixedUsers.doubts(),
      ...this.landed.doubts(),
      ...this.bareIds.doubts(),
    );
    if (!this.duplicates.isEmpty)
      this.report.doubts.push(...(await target((connection) => this.duplicates.doubts(connection))));
    this.report.landed = this.landed.summary();
  }

  private progress(stage: ImportProgress['stage'], file: string, bytes: number): void {
    this.bytes += bytes;
    const share = this.totalBytes > 0 ? Math.min(1, this.bytes / this.totalBytes) : 0;
    this.options.onProgress?.({ stage, file, rows: this.report.rows, share });
  }
}

/** In milliseconds. */
const DAY = 86_400_000;

async function readThrough(table: Table, onBytes: (bytes: number) => void): Promise<void> {
  const rows = table.read(onBytes);
  while (!(await rows.next()).done);
}

/** A refused row is kept for a while, so it must not keep the chunk that it was read from. */
function excerptOf(row: Refused): Refused {
  return { ...row, text: excerpt(row.text) };
}

function given(scale: number | Scale): FoundScale {
  return typeof scale === 'number' ? scaleTo(scale) : { ...scale, unrated: null };
}

/** What is known of a film that was seen and not rated; when, only if the file says so. */
function seenOf({ usuario_id, filme_id, avaliado_em }: RatingInput, now: number): EventInput {
  const quando = avaliado_em ?? now;
  const event = { filme_id, tipo: 'visto', quando };
  // Without a time, the same row once more is the same event.
  const id = usualEventId(avaliado_em === null ? { ...event, quando: 0 } : event);
  return { ...event, id, usuario_id, valor: null, recomendacao_id: null };
}

/** Whether somebody has said whose the files of one person are. */
export function saysWhose({ person }: Pick<ImportOptions, 'person'>): boolean {
  return person?.ref !== undefined || person?.name !== undefined;
}
