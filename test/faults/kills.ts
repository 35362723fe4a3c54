/** How often a server and a trainer are killed on each database. `FAULT_KILLS=100 npx jest test/faults` for a longer run. */
export const KILLS = Number(process.env.FAULT_KILLS ?? 4);

/** For a test that kills so often on a machine that is busy otherwise, in milliseconds. */
export const TIME_FOR_KILLS = 60_000 + 15_000 * KILLS;

/** A line about the faults that were made, past Jest's own frames, so that it can be read and searched for. */
export function tell(line: string): void {
  process.stdout.write(`faults: ${line}\n`);
}
