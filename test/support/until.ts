import { setTimeout as pause } from 'node:timers/promises';

/** Ask again and again until the answer is yes. Throws when it has not come in `seconds`, naming what was awaited. */
export async function until(
  awaited: string,
  isMet: () => boolean | Promise<boolean>,
  { seconds = 60, everyMs = 20 } = {},
): Promise<void> {
  const deadline = Date.now() + 1000 * seconds;
  while (!(await isMet())) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${awaited}`);
    await pause(everyMs);
  }
}
