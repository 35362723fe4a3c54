import { tellsValues } from '../database/database-errors';

/** What a log line holds of an error. */
export interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly constraint?: unknown;
  /** Where it came from, without the message. */
  readonly stack?: string;
  readonly cause?: ErrorRecord;
}

interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly driverError?: DatabaseError;
}

/**
 * An error as the log may hold it. Errors of the database carry the statement's parameters, and PostgreSQL's details
 * repeat stored values: of such an error only what holds nobody's data is kept.
 */
export function errorRecord(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no Error was thrown' };
  const given = error as Error & DatabaseError;
  const { code, constraint } = given.driverError ?? given;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: tellsValues(error) ? 'a value that the database does not take' : error.message,
    code,
    constraint,
    stack: frames?.join('\n'),
    // The driver's error says the same again.
    cause: error.cause instanceof Error ? errorRecord(error.cause) : undefined,
  };
}
