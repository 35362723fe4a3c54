import { setTimeout as pause } from 'node:timers/promises';

/** Between two times of asking, unless told otherwise, in milliseconds: a tenth of what was waited, within these. */
const SHORTEST_PAUSE = 10;
const LONGEST_PAUSE = 250;

/**
 * Ask again and again until the answer is yes, the longer it takes the more rarely: asking costs those who are waited for.
 * `everyMs`: always as often, where what is waited for does not stay. Throws when it has not come in `seconds`, naming what
 * was awaited.
 */
export async function until(
  awaited: string,
  isMet: () => boolean | Promise<boolean>,
  { seconds = 60, everyMs }: { readonly seconds?: number; readonly everyMs?: number } = {},
): Promise<void> {
  const began = performance.now();
  while (!(await isMet())) {
    const waited = performance.now() - began;
    if (waited > 1000 * seconds) throw new Error(`waited ${seconds} s in vain for ${awaited}`);
    await pause(everyMs ?? Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, waited / 10)));
  }
}
