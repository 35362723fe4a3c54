import { randomBytes, randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runFolder } from './once-per-run';

/** Jest runs this before all tests; its workers inherit the environment. */
export default async function beginRun(): Promise<void> {
  process.env.TEST_RUN = randomBytes(6).toString('hex');
  // What programs say is compared in the language that they were first written in.
  process.env.CENTROIDE_LANG ??= 'pt';
  process.env.FAST_CHECK_SEED ??= String(randomInt(2 ** 31));
  await mkdir(runFolder());
  // What a job started by a test leaves in the folder of the data goes with the run.
  process.env.DATA_DIR ??= join(runFolder(), 'dados');
}
