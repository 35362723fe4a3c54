import type { TasteModel } from './model';

/** What the list needs of a model. */
export type FilmPopularity = Pick<TasteModel, 'filmCount' | 'filmGroup' | 'groupSizes' | 'likedCount' | 'ratingCount'>;

/**
 * Popular films spread over the film groups, for somebody of whom nothing is known: in each round every group gives its
 * most liked film not yet given, the group with most likes first. Films that nobody liked come after all the others, in
 * the same way. Of equally liked films the one with more ratings comes first, then the lower index.
 *
 * excluded: one per film, not 0 leaves it out. At most `count` films. O(films log films).
 */
export function popularFilms(model: FilmPopularity, count: number, excluded?: Uint8Array): Uint32Array {
  const { likedCount, ratingCount } = model;
  const byPopularity = [...Array(model.filmCount).keys()]
    .filter((f) => !excluded?.[f])
    .sort((a, b) => likedCount[b] - likedCount[a] || ratingCount[b] - ratingCount[a] || a - b);
  const groups = groupsByLikes(model);
  const liked = roundRobin(
    byPopularity.filter((f) => likedCount[f] > 0),
    model,
    groups,
  );
  const others = roundRobin(
    byPopularity.filter((f) => likedCount[f] === 0),
    model,
    groups,
  );
  return Uint32Array.from([...liked, ...others].slice(0, Math.max(0, count)));
}

function groupsByLikes({ filmCount, filmGroup, groupSizes, likedCount }: FilmPopularity): number[] {
  const likes = new Float64Array(groupSizes.length);
  for (let f = 0; f < filmCount; f++) {
    likes[filmGroup[f]] += likedCount[f];
  }
  return [...likes.keys()].sort((a, b) => likes[b] - likes[a] || a - b);
}

/** One film of each group in turn, groups and the films of each in the order given. */
function roundRobin(films: number[], { filmGroup }: FilmPopularity, groups: number[]): number[] {
  const waiting: number[][] = groups.map(() => []);
  for (const f of films) {
    waiting[filmGroup[f]].push(f);
  }
  const spread: number[] = [];
  for (let round = 0; spread.length < films.length; round++) {
    for (const group of groups) {
      if (round < waiting[group].length) {
        spread.push(waiting[group][round]);
      }
    }
  }
  return spread;
}
