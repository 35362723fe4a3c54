import type { Text } from '../../http/language';
import { kinds, type Kind, type Refused, type TakenFile } from '../reading/rows';
import type { Encoding } from '../reading/lines';
import type { MentionCounts } from '../writing/resolve-mentions';
import type { Copied } from '../writing/replacement';
import type { LandedSummary } from './landed';
import { noCounts, type Counts } from '../writing/store';

/** A row that was not imported. */
export interface Rejection {
  readonly arquivo: string;
  readonly linha: number;
  readonly motivo: string;
  /** The reason in English. */
  readonly english: string;
  /** The beginning of the row. */
  readonly conteudo: string;
}

export interface KindCounts extends Counts {
  rejeitados: number;
}

/** What an import did, or in a dry run would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** Rows of the files, taken and refused; users that ratings bring along are none. */
  rows: number;
  /** Counts of each kind that the files hold or bring along. */
  readonly counts: Partial<Record<Kind, KindCounts>>;
  /** The first rejected rows; all of them go to `onRejected`. */
  readonly rejected: Rejection[];
  /** Files that hold nothing to import. */
  readonly ignored: readonly string[];
  /** What a person should know. */
  readonly warnings: Text[];
  /** What is odd about the ratings as a whole. */
  readonly doubts: Text[];
  /** Files of ratings that were not on our scale, and theirs. */
  readonly scales: { readonly file: string; readonly from: number; readonly to: number }[];
  /** Cells that could not be read, of rows that came in without them. */
  readonly lost: { readonly file: string; readonly field: string; count: number }[];
  /** How films that were mentioned by ids elsewhere or titles were found; null when none was. */
  found: (MentionCounts & { owner: number | null }) | null;
  /** What each file's columns were taken for. */
  readonly files: TakenFile[];
  /** What a person wants to know of what came in; null before the end. */
  landed: LandedSummary | null;
  /** Files that are not in UTF-8. */
  readonly encodings: { readonly file: string; readonly encoding: Encoding }[];
  /** Of a replacement: the copy of what was there; null when there was nothing, or nobody wanted one. */
  copied: Copied | null;
}

/** How many rejected rows a report shows. */
const SHOWN = 100;

export function newReport(dryRun: boolean, ignored: readonly string[]): ImportReport {
  return {
    dryRun,
    rows: 0,
    counts: {},
    rejected: [],
    ignored,
    warnings: [],
    doubts: [],
    scales: [],
    encodings: [],
    lost: [],
    files: [],
    found: null,
    landed: null,
    copied: null,
  };
}

export function addCounts(report: ImportReport, kind: Kind, counts: Counts): void {
  const sum = countsOf(report, kind);
  sum.novos += counts.novos;
  sum.alterados += counts.alterados;
  sum.iguais += counts.iguais;
}

/** Count refused rows of a file, keep the first, and pass all on. */
export async function addRefused(
  report: ImportReport,
  kind: Kind,
  file: string,
  refused: readonly Refused[],
  onRejected?: (rejection: Rejection) => void | Promise<void>,
): Promise<void> {
  countsOf(report, kind).rejeitados += refused.length;
  for (const { line, reason, field, text, interrupted } of refused) {
    const about = field === undefined ? '' : `${field}: `;
    const rejection = {
      arquivo: file,
      linha: line,
      motivo: about + reason.pt,
      english: about + reason.en,
      conteudo: text,
    };
    if (interrupted)
      report.warnings.push({
        pt: `${file} não foi lido até o fim: linha ${line}: ${reason.pt}`,
        en: `${file} was not read to its end: line ${line}: ${reason.en}`,
      });
    if (report.rejected.length < SHOWN) report.rejected.push(rejection);
    await onRejected?.(rejection);
  }
}

/** Add how films were found, and the person whom they belong to. */
export function addFound(report: ImportReport, found: MentionCounts, owner: number | null): void {
  if (owner === null && found.byIdentifier + found.byTitle + found.created === 0) return;
  const sum = (report.found ??= { byIdentifier: 0, byTitle: 0, created: 0, owner });
  sum.byIdentifier += found.byIdentifier;
  sum.byTitle += found.byTitle;
  sum.created += found.created;
  sum.owner ??= owner;
}

/** Count a cell that could not be read. */
export function addLost(report: ImportReport, file: string, field: string): void {
  const before = report.lost.find((one) => one.file === file && one.field === field);
  if (before) before.count++;
  else report.lost.push({ file, field, count: 1 });
}

/** Refused rows of all kinds. */
export function refusedIn({ counts }: ImportReport): number {
  return kinds.reduce((sum, kind) => sum + (counts[kind]?.rejeitados ?? 0), 0);
}

/** More refused rows than this are not a few errors of a file. */
const ACCEPTED_LOSS = 0.01;

/** Whether so many rows were refused that the import is no success. */
export function losesTooMuch(report: ImportReport): boolean {
  return refusedIn(report) > ACCEPTED_LOSS * report.rows;
}

function countsOf(report: ImportReport, kind: Kind): KindCounts {
  return (report.counts[kind] ??= { ...noCounts(), rejeitados: 0 });
}
