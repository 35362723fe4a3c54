import type { Database } from '../database/database';
import { inBoth, type Language, type Text } from '../http/language';
import { MAX_RATING } from '../ratings/profile';
import { recognise } from './formats/recognise';
import { BATCH_ROWS, Run, saysWhose, type ImportOptions, type Target } from './import-run';
import { kinds, type Kind, type RowByKind, type Table } from './reading/rows';
import type { FoundScale } from './reading/scale';
import type { SourceSet } from './reading/sources';
import { UnclearSource } from './reading/unclear-source';
import { UnusableSource } from './reading/unusable-source';
import { newReport, type ImportReport } from './report/import-report';
import { onConnection, writingConnection, type Connection } from './writing/connection';
import { refuseDemo } from './writing/demo-mark';
import { HOW_TO_FORCE, isTooLittle, refusal, ReplacementRefused, replaceEverything } from './writing/replacement';
import { totalsOf } from './writing/totals';

export type { ImportOptions, ImportProgress } from './import-run';

/**
 * Import the files of a folder, a zip archive or a single file. Each batch is one transaction, so an import that is
 * killed is completed by running it again; a replacement is one as a whole. Throws UnusableSource before anything is
 * written, and ReplacementRefused after nothing was.
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
  const { tables, ignored } = await recognise(sources, options.reading);
  // Beside other files one of titles and ratings need not be anybody's.
  const isNobodys = (table: Table): boolean => table.unsigned === true && !saysWhose(options);
  const passedOver = tables.every(isNobodys) ? [] : tables.filter(isNobodys);
  const names = new Set(passedOver.map(({ file }) => file));
  return importTables(
    database,
    tables.filter((table) => !passedOver.includes(table)),
    [...ignored, ...names],
    options,
  );
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
    // oxlint-disable-next-line typescript/require-await -- the type of all tables
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
  const run = new Run(options, newReport(dryRun, ignored), tables);
  const prepared: [Table, FoundScale][] = [];
  try {
    for (const table of tables) prepared.push([table, await run.scaleOf(table)]);
  } catch (error) {
    throw error instanceof UnusableSource ? new UnclearSource(error.text, run.report.files) : error;
  }
  const load: Load = async (target) => {
    for (const [table, scale] of prepared) await run.load(table, scale, target);
    await run.doubt(target);
  };
  if (existing === 'replace') await (dryRun ? planReplacement : replace)(database, run, load, options);
  else await load((work) => onConnection(database, dryRun ? 'look' : 'load', allowed(work, options)));
  return run.report;
}

/** With what is asked before each transaction ends; nothing of it is there where the answer is no. */
function allowed<Result>(
  work: (connection: Connection) => Promise<Result>,
  { beforeCommit }: ImportOptions,
): (connection: Connection) => Promise<Result> {
  return async (connection) => {
    const result = await work(connection);
    if (connection.writes) await beforeCommit?.(connection);
    return result;
  };
}

type Load = (target: Target) => Promise<void>;

async function replace(database: Database, { report }: Run, load: Load, { replacing }: ImportOptions): Promise<void> {
  await replaceEverything(
    database,
    replacing ?? {},
    async (transaction) => {
      await load((work) => work(writingConnection(database.dialect, transaction)));
      if (report.warnings.length > 0 && !replacing?.force) throw new ReplacementRefused(unread(report));
    },
    async (transaction, copied) => {
      report.copied = copied;
      await replacing?.alongside?.(transaction, report);
    },
  ).catch((error: unknown) => {
    throw error instanceof ReplacementRefused
      ? new ReplacementRefused(inBoth((language) => error.text[language] + rejectedOf(report, language)))
      : error;
  });
}

/** Half of a file is hardly what was to come in the place of everything. */
function unread({ warnings }: ImportReport): Text {
  const told = inBoth((language) => warnings.map((warning) => warning[language]).join('; '));
  return {
    pt: `Substituição recusada, e nada mudou: ${told.pt}.\n${HOW_TO_FORCE.pt}`,
    en: `Replacement refused, and nothing has changed: ${told.en}.\n${HOW_TO_FORCE.en}`,
  };
}

/** How many rejected rows a refusal shows. */
const SHOWN = 3;

function rejectedOf({ rejected }: ImportReport, language: Language): string {
  const shown = rejected
    .slice(0, SHOWN)
    .map(({ arquivo, linha, motivo, english }) => `\n  ${arquivo}:${linha}  ${language === 'pt' ? motivo : english}`);
  const heading = { pt: 'Linhas rejeitadas, as primeiras:', en: 'Rejected rows, the first ones:' };
  return shown.length > 0 ? `\n${heading[language]}${shown.join('')}` : '';
}

async function planReplacement(database: Database, { report }: Run, load: Load, options: ImportOptions): Promise<void> {
  await load((work) => onConnection(database, 'assume-empty', work));
  const before = await totalsOf(database);
  const landing = (kind: Kind): number => report.counts[kind]?.novos ?? 0;
  const after = {
    filmes: landing('filmes'),
    usuarios: landing('usuarios'),
    avaliacoes: landing('avaliacoes'),
    eventos: landing('eventos'),
  };
  if (!options.replacing?.force && isTooLittle(before, after)) report.warnings.push(refusal(before, after));
}
