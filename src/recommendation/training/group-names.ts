import type { FilmWithTraits } from '../../films/film-traits';
import { groupTraits, type GroupTrait } from '../model/group-traits';

/** Genres in a name that no other group has. */
const GENRES = 2;
/** A director is part of the name only of a group of whose films at least this share are theirs. */
const DIRECTOR_SHARE = 0.1;

/**
 * Name each group after what sets it apart: up to two genres, then the decade or the director, whichever says more. Equal
 * names get the next trait, or a number at last.
 *
 * groupOf: group of each film, in the order of `films`. O(films x traits).
 */
export function groupNames(films: readonly FilmWithTraits[], groupOf: ArrayLike<number>, groupCount: number): string[] {
  const names: string[] = [];
  for (const traits of groupTraits(films, groupOf, groupCount)) {
    const options = namesFrom(traits);
    const fresh = options.find((name) => name !== '' && !names.includes(name));
    names.push(fresh ?? numbered(options[0] || 'variados', names));
  }
  return names;
}

/** Names for a group, the best first. */
function namesFrom(traits: readonly GroupTrait[]): string[] {
  const genres = traits.filter(({ kind }) => kind === 'genero').map(({ name }) => name);
  const [first, second] = traits
    .filter(({ kind, share }) => kind === 'decada' || (kind === 'diretor' && share >= DIRECTOR_SHARE))
    .map(({ name }) => name);
  const named = (count: number, ...others: (string | undefined)[]): string =>
    [genres.slice(0, count).join(', '), ...others].filter(Boolean).join(' · ');
  return [named(GENRES, first), named(GENRES, first, second), named(GENRES + 1, first), named(GENRES + 2, first)];
}

function numbered(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let n = 2; taken.includes(candidate); n += 1) candidate = `${name} (${n})`;
  return candidate;
}
