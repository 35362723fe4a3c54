import { rm } from 'node:fs/promises';
import { removeTemplates } from './databases';
import { runFolder } from './once-per-run';

/** Jest runs this after all tests. */
export default async function endRun(): Promise<void> {
  await removeTemplates();
  await rm(runFolder(), { recursive: true, force: true });
}
