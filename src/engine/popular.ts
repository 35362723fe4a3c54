import type { TasteModel } from './model';

/** What the list needs of a model. */
export type FilmPopularity = Pick<TasteModel, 'filmCount' | 'filmGroup' | 'groupSizes' | 'likedCount' | 'ratingCount'>;

/** The films of each group, most liked first, in the order in which the groups give them. */
interface Rows {
  readonly liked: readonly Uint32Array[];
  /** Films that nobody liked. */
  readonly others: readonly Uint32Array[];
}

/** A model does not change: its films are sorted once. */
const sorted = new WeakMap<FilmPopularity, Rows>();

/**
 * Popular films spread over the film groups, for somebody of whom nothing is known: in each round every group gives its
 * most liked film not yet given, the group with most likes first. Films that nobody liked come after all the others, in
 * the same way. Of equally liked films the one with more ratings comes first, then the lower index.
 *
 * excluded: one per film, not 0 leaves it out. At most `count` films. O(count + excluded films), but for the first call
 * with a model: O(films log films).
 */
export function popularFilms(model: FilmPopularity, count: number, excluded?: Uint8Array): Uint32Array {
  let rows = sorted.get(model);
  if (!rows) {
    rows = sortedRows(model);
    sorted.set(model, rows);
  }
  const liked = roundRobin(rows.liked, count, excluded);
  return Uint32Array.from([...liked, ...roundRobin(rows.others, count - liked.length, excluded)]);
}

function sortedRows({ filmCount, filmGroup, groupSizes, likedCount, ratingCount }: FilmPopularity): Rows {
  const films = Uint32Array.from({ length: filmCount }, (_, f) => f);
  films.sort((a, b) => likedCount[b] - likedCount[a] || ratingCount[b] - ratingCount[a] || a - b);
  const likes = new Float64Array(groupSizes.length);
  const waiting = Array.from(groupSizes, () => ({ liked: [] as number[], others: [] as number[] }));
  for (const f of films) {
    likes[filmGroup[f]] += likedCount[f];
    waiting[filmGroup[f]][likedCount[f] > 0 ? 'liked' : 'others'].push(f);
  }
  const groups = [...likes.keys()].sort((a, b) => likes[b] - likes[a] || a - b);
  return {
    liked: groups.map((group) => Uint32Array.from(waiting[group].liked)),
    others: groups.map((group) => Uint32Array.from(waiting[group].others)),
  };
}

/** One film of each row in turn. */
function roundRobin(rows: readonly Uint32Array[], count: number, excluded?: Uint8Array): number[] {
  const given: number[] = [];
  const next = new Uint32Array(rows.length);
  for (let before = -1; before < given.length && given.length < count;) {
    before = given.length;
    for (let r = 0; r < rows.length && given.length < count; r++) {
      const row = rows[r];
      while (next[r] < row.length && excluded?.[row[next[r]]]) {
        next[r]++;
      }
      if (next[r] < row.length) {
        given.push(row[next[r]++]);
      }
    }
  }
  return given;
}
