import { execFileSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { projectRoot } from './project-root';
import { runFolder } from './once-per-run';

/** Jest runs this before all tests; its workers inherit the environment. */
export default async function beginRun(): Promise<void> {
  process.env.TEST_RUN = randomBytes(6).toString('hex');
  // What programs say is compared in the language that they were first written in.
  process.env.CENTROIDE_LANG ??= 'pt';
  process.env.FAST_CHECK_SEED ??= String(randomInt(2 ** 31));
  await mkdir(runFolder());
  // Processes start from the bundle, where there is one: what was compiled since goes into it. It costs little where nothing was.
  const compiled = resolve(__dirname, '../..');
  if (existsSync(join(compiled, 'src/bundled')))
    execFileSync(process.execPath, [join(projectRoot(), 'scripts/bundle.mjs'), compiled], { stdio: 'inherit' });
  // What each file takes of a processor: see shared-environment.js.
  process.env.TEST_SECONDS = join(runFolder(), 'seconds');
  // What a job started by a test leaves in the folder of the data goes with the run.
  process.env.DATA_DIR ??= join(runFolder(), 'dados');
}
