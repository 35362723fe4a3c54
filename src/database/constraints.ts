/** What the databases say of a statement that breaks a constraint. */
interface DriverError {
  readonly code?: string;
  readonly message?: string;
}

/** Whether a statement would have made a second row of something that is unique. */
export function isDuplicate(error: unknown): boolean {
  const { code, message } = error as DriverError;
  return code === '23505' || (message ?? '').includes('UNIQUE constraint failed');
}

/** Whether something that a row refers to is not there (any more). */
export function isMissingReference(error: unknown): boolean {
  const { code, message } = error as DriverError;
  return code === '23503' || (message ?? '').includes('FOREIGN KEY constraint failed');
}
