/**
 * What a reader may rely on, asked for aloud: a place of an array or a key of a map that must be there.
 * `list[n] ?? 0` would turn a broken promise into film 0 and go on; these say what was broken and stop.
 * Loops over typed arrays in the numbers index them bare, for speed.
 */

/** A promise of the program to itself does not hold: a fault of ours, never of what was given. */
export class BrokenInvariant extends Error {
  override name = 'BrokenInvariant';
}

/** Element i. what: what the list holds, for the message. Throws BrokenInvariant past its ends. */
export function at<T>(list: ArrayLike<T>, i: number, what = 'element'): T {
  if (!Number.isInteger(i) || i < 0 || i >= list.length) {
    throw new BrokenInvariant(`no ${what} at ${i}: there are ${list.length}`);
  }
  return list[i];
}

/** The value of a key. what: what the keys are, for the message. Throws BrokenInvariant for a key that is not there. */
export function known<K, V>(map: ReadonlyMap<K, V>, key: K, what = 'key'): V {
  const value = map.get(key);
  if (value === undefined && !map.has(key)) throw new BrokenInvariant(`${what} ${String(key)} is not known`);
  return value as V;
}

/** The value itself. what: what it is, for the message. Throws BrokenInvariant if it is undefined or null. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new BrokenInvariant(`${what} is missing`);
  return value;
}
