/** In characters. */
const LONGEST = 200;

/** Nothing that means something in an address, in HTML or in a script. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/;

/** A path to stand before all others, `/cinema`, made of these parts; without a slash at its end. null: that is no such path. */
export function pathPrefix(...parts: readonly string[]): string | null {
  const path = parts.map((part) => part.trim().replace(/\/$/, '')).join('');
  return path.length <= LONGEST && PLAIN.test(path) ? path : null;
}
