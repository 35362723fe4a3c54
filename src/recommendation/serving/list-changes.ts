/** How two lists of one person differ. */
export interface ListChanges {
  /** Films of the second that the first has not, best first; by id, as all of them. */
  readonly coming: readonly number[];
  /** Films of the first that the second has not. */
  readonly going: readonly number[];
  /** How many places have another film, or one where there was none. */
  readonly placesChanged: number;
  /** How many films are in both, … */
  readonly staying: number;
  /** … and how many places these move, all together. */
  readonly moved: number;
}

/** before, after: ids, best first, each film once. */
export function listChanges(before: readonly number[], after: readonly number[]): ListChanges {
  const placeBefore = new Map(before.map((film, n) => [film, n]));
  const isAfter = new Set(after);
  const staying = after.flatMap((film, n) => {
    const then = placeBefore.get(film);
    return then === undefined ? [] : Math.abs(n - then);
  });
  const longer = before.length > after.length ? before : after;
  return {
    coming: after.filter((film) => !placeBefore.has(film)),
    going: before.filter((film) => !isAfter.has(film)),
    placesChanged: longer.filter((_, n) => before[n] !== after[n]).length,
    staying: staying.length,
    moved: staying.reduce((sum, places) => sum + places, 0),
  };
}
