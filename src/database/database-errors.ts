import { tlsTroubleOf } from './postgres/tls-trouble';

/** What the drivers say of an error; TypeORM wraps it in one of its own. */
interface DriverError {
  readonly code?: unknown;
  readonly message?: string;
  /** Name of the constraint, on PostgreSQL. */
  readonly constraint?: string;
  readonly driverError?: DriverError;
}

function given(error: unknown): DriverError {
  const outer = (error ?? {}) as DriverError;
  return outer.driverError ?? outer;
}

function hasCode(error: unknown, codes: RegExp): boolean {
  const { code } = given(error);
  return typeof code === 'string' && codes.test(code);
}

/** Whether a statement would have made a second row of something that is unique. */
export function isDuplicate(error: unknown): boolean {
  return hasCode(error, /^23505$/) || saysSo(error, 'UNIQUE constraint failed');
}

/** Whether it was the id: somebody brought it, in rows that were not there when it was looked for. On SQLite nobody writes in between. */
export function isDuplicateId(error: unknown): boolean {
  return isDuplicate(error) && (given(error).constraint ?? '').endsWith('_pkey');
}

/** Whether something that a row refers to is not there (any more). */
function isMissingReference(error: unknown): boolean {
  return hasCode(error, /^23503$/) || saysSo(error, 'FOREIGN KEY constraint failed');
}

/** SQLite has one code for all constraints. */
function saysSo(error: unknown, words: string): boolean {
  return (given(error).message ?? '').includes(words);
}

/** Whether a transaction was undone because of others, and may go through the next time: a deadlock, a serialization failure, a SQLite file locked. */
export function isConflict(error: unknown): boolean {
  return hasCode(error, /^(40P01|40001|SQLITE_BUSY)$/);
}

/** Whether something changed between looking and writing: what is referred to is gone, or what was free is taken. */
export function isOvertaken(error: unknown): boolean {
  return isDuplicate(error) || isMissingReference(error);
}

/** What keeps a database from doing what it was asked to, for now. */
export type DatabaseTrouble = 'away' | 'read-only' | 'disk-failing' | 'damaged' | 'gone';

/** Code of our own error: a file of SQLite is not where it was opened. */
export const FILE_GONE = 'ARQUIVO_SUMIU';

/**
 * Connection refused, reset, silent, shut down, too many, PostgreSQL without memory, a statement or a transaction stopped, a deadlock undone, or a
 * SQLite file locked.
 */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|57P0[1-35]|57014|25P03|08\w{3}|53[2-4]00|40P01|40001|SQLITE_BUSY)$/;

/** The same, where the drivers give no code. */
const CONNECTION_LOST =
  /^(Connection terminated|Query runner already released|Database connection provided by a query runner was already released|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** A file that is not what was written; of PostgreSQL: errors of the system below it, damaged data or indexes. */
const DAMAGED = /^(SQLITE_(CORRUPT|NOTADB)|58\w{3}|XX00[12])$/;

const GONE = new RegExp(`^${FILE_GONE}$`);

/** SQLite does not say whether it was reading or writing that failed. */
const DISK_FAILING = /^(SQLITE_IOERR|EIO)$/;

/** A disk that is full, a file that may only be read, a PostgreSQL that takes no writes (a standby): all of it can still be read. */
const READ_ONLY = /^(SQLITE_(FULL|READONLY)|ENOSPC|EDQUOT|EFBIG|EROFS|53100|25006)$/;

/** The trouble that an error tells of; null for any other error. */
export function troubleOf(error: unknown): DatabaseTrouble | null {
  if (hasCode(error, AWAY)) return 'away';
  if (hasCode(error, GONE)) return 'gone';
  if (hasCode(error, DAMAGED)) return 'damaged';
  if (hasCode(error, DISK_FAILING)) return 'disk-failing';
  if (hasCode(error, READ_ONLY)) return 'read-only';
  const inner = given(error);
  // A certificate that was changed, or has expired, while the program runs.
  if (tlsTroubleOf(inner) !== null) return 'away';
  const isLost = typeof inner.code !== 'string' && inner instanceof Error && CONNECTION_LOST.test(inner.message);
  return isLost ? 'away' : null;
}

/** Whether the message of an error may repeat a stored or a given value, as all of PostgreSQL's class about values do. */
export function tellsValues(error: unknown): boolean {
  return hasCode(error, /^22/);
}
