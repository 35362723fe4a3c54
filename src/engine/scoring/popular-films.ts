import type { TasteModel } from '../model/model';

/** What the list needs of a model. */
export type FilmPopularity = Pick<TasteModel, 'filmCount' | 'filmGroup' | 'groupSizes' | 'likedCount' | 'ratingCount'>;

/**
 * Popular films spread over the film groups, for somebody of whom nothing is known: in each round every group gives its
 * most liked film not yet given, and of these the most liked comes first. Films that nobody liked come after all the others, in
 * the same way. Of equally liked films the one with more ratings comes first, then the lower index.
 *
 * excluded: one per film, not 0 leaves it out. At most `count` films. O(films log films).
 */
export function popularFilms(model: FilmPopularity, count: number, excluded?: Uint8Array): Uint32Array {
  const { likedCount, ratingCount } = model;
  const byPopularity = [...Array(model.filmCount).keys()]
    .filter((f) => !excluded?.[f])
    .sort((a, b) => likedCount[b] - likedCount[a] || ratingCount[b] - ratingCount[a] || a - b);
  const liked = roundRobin(
    byPopularity.filter((f) => likedCount[f] > 0),
    model,
  );
  const others = roundRobin(
    byPopularity.filter((f) => likedCount[f] === 0),
    model,
  );
  return Uint32Array.from([...liked, ...others].slice(0, Math.max(0, count)));
}

/** One film of each group in each round, the films of a group and of a round in the order given. */
function roundRobin(films: number[], { filmGroup, groupSizes }: FilmPopularity): number[] {
  const given = new Uint32Array(groupSizes.length);
  const rounds: number[][] = [];
  for (const f of films) {
    const round = given[filmGroup[f]]++;
    (rounds[round] ??= []).push(f);
  }
  return rounds.flat();
}
