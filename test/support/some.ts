/** All that is in the list, which must not be empty: what is expected of each of none is expected of nothing. */
export function some<T>(list: Iterable<T>): T[] {
  const all = [...list];
  if (all.length === 0) throw new Error('there is nothing of which something could be expected');
  return all;
}
