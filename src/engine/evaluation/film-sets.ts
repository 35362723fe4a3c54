import { transposeRows } from '../linear-algebra/counting-sort';
import type { RatingTable } from '../ratings/rating-table';

/** A set of whole numbers for each film: its genres, say, or the users who rated it. */
export interface FilmSets {
  /** films + 1: the numbers of film f are `member[start[f]]` .. `member[start[f + 1] - 1]`, ascending. */
  readonly start: Uint32Array;
  readonly member: Uint32Array;
}

/** The table turned round: users of each film. O(ratings). */
export function usersByFilm({ rowStart, film, filmCount }: RatingTable): FilmSets {
  const member = new Uint32Array(film.length);
  const start = transposeRows(rowStart, film, filmCount, (to, user) => (member[to] = user));
  return { start, member };
}

/** Sets from lists, which need not be in order and may repeat a member. O(members log members). */
export function filmSets(lists: readonly (readonly number[])[]): FilmSets {
  const sorted = lists.map((list) => Uint32Array.from(new Set(list)).sort());
  const start = new Uint32Array(lists.length + 1);
  sorted.forEach((list, f) => (start[f + 1] = start[f] + list.length));
  const member = new Uint32Array(start[lists.length]);
  sorted.forEach((list, f) => member.set(list, start[f]));
  return { start, member };
}

/** Cosine of two sets as 0/1 vectors: |both| / sqrt(|a| |b|), 0 if either is empty. O(|a| + |b|). */
export function setCosine({ start, member }: FilmSets, a: number, b: number): number {
  const aSize = start[a + 1] - start[a];
  const bSize = start[b + 1] - start[b];
  let both = 0;
  for (let p = start[a], q = start[b]; p < start[a + 1] && q < start[b + 1];) {
    const difference = member[p] - member[q];
    both += difference === 0 ? 1 : 0;
    p += difference <= 0 ? 1 : 0;
    q += difference >= 0 ? 1 : 0;
  }
  return both > 0 ? both / Math.sqrt(aSize * bSize) : 0;
}
