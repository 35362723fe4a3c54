import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until';

/** The number of this run of the tests, in hexadecimal: what its processes share is named after it. */
export function runId(): string {
  const id = process.env.TEST_RUN;
  if (!id) throw new Error('TEST_RUN is set by begin-run.ts, which Jest runs before all tests');
  return id;
}

/** A folder for what the processes of this run share. */
export function runFolder(): string {
  return join(tmpdir(), `centroide-test-run-${runId()}`);
}

/** Do something in the first test process that asks for it; those that ask meanwhile wait until it is done. */
export async function oncePerRun(name: string, work: () => Promise<void>): Promise<void> {
  const done = join(runFolder(), `${name}.done`);
  const begun = join(runFolder(), `${name}.begun`);
  const begins = async (): Promise<boolean> => {
    try {
      await mkdir(begun);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  };
  await until(name, async () => {
    if (existsSync(done)) return true;
    if (!(await begins())) return false;
    try {
      await work();
      await writeFile(done, '');
      return true;
    } catch (error) {
      // The next one tries again, and fails by itself.
      await rmdir(begun);
      throw error;
    }
  });
}
