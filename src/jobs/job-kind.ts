import type { Text } from '../http/language';
import type { Message } from '../webhooks/message';

/**
 * How one kind of job differs from the others. How many of a kind may wait or run at a time is not said here: unique
 * indexes of the table enforce it (see the migration of `trabalhos`).
 */
export interface JobKind {
  /** In the table, and for `job.js`, which knows how to do it. */
  readonly name: 'importacao' | 'treino';
  /** In the log. */
  readonly title: Text;
  /** A job that has given no sign of life for this long has died, in milliseconds. Signs come five times as often. */
  readonly silenceMs: number;
  /** How long it is kept after it was asked for, once it has ended, in milliseconds; null is for good. */
  readonly keptMs: number | null;
  /** What is told of a job that came to nothing without saying why itself. */
  readonly reasons: {
    /** No sign of life came from it any more. */
    readonly silent: Text;
    /** The server, or the process itself, was told to stop. */
    readonly stopped: Text;
  };
  /** What is told of an error that ended the work. */
  explain(error: unknown): Text;
  /** What is told of a process that ended before the work did, without a word: by this exit code or signal. */
  explainEnd(code: number | null, signal: NodeJS.Signals | null): Text;
  /** What webhooks are told of a job that has failed; absent: nothing. */
  failureMessage?(id: number): Message;
}
