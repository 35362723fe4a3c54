import { setTimeout as pause } from 'node:timers/promises';
import { isConflict } from './database-errors';

/** How often a transaction is tried, the first time included. */
const MOST_ATTEMPTS = 8;

/** After this no attempt begins, in milliseconds: one that waits for a SQLite file that is locked may take long enough. */
const LONGEST_MS = 20_000;

/** The longest pause after the first attempt, in milliseconds; twice as long after each one more. */
const FIRST_PAUSE_MS = 20;

/**
 * The one place in which a transaction is tried again: `attempt` runs it whole, and has undone it when it rejects. It is
 * run again where others were in its way (a deadlock, a serialization failure, a SQLite file that is locked) and where
 * `alsoAgain` says so, after a pause of random length, so that those who met do not meet again. Rejects with the last error.
 */
export async function untilNobodyIsInTheWay<Result>(
  attempt: () => Promise<Result>,
  alsoAgain: (error: unknown) => boolean = () => false,
  random: () => number = Math.random,
): Promise<Result> {
  const begun = performance.now();
  for (let failed = 1; ; failed++) {
    try {
      return await attempt();
    } catch (error) {
      const worthIt = isConflict(error) || alsoAgain(error);
      if (!worthIt || failed === MOST_ATTEMPTS || performance.now() - begun > LONGEST_MS) throw error;
      await pause(random() * FIRST_PAUSE_MS * 2 ** (failed - 1));
    }
  }
}
