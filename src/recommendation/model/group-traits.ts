import { traitKey, traitsOf, type FilmWithTraits, type Trait, type TraitKind } from '../../films/film-traits';
import { at } from '../../invariants';

/** A trait that sets a group of films apart. */
export interface GroupTrait extends Trait {
  /** Share of the group's films that have it, 0..1. */
  readonly share: number;
  /** How many times its share among all films that is. */
  readonly lift: number;
}

/** How much of a group must have a trait, and how much more often than all films, for it to tell the group apart. */
const TELLING: Readonly<Record<TraitKind, { films: number; share: number; lift: number }>> = {
  genero: { films: 1, share: 0.15, lift: 1.2 },
  decada: { films: 1, share: 0.15, lift: 1.2 },
  // Nobody makes a large part of a large group: three films and more that others do not have say something.
  diretor: { films: 3, share: 0.02, lift: 2 },
  ator: { films: 3, share: 0.02, lift: 2 },
};

/**
 * What sets each group apart, the most telling first, by share x log lift; of equal ones by name.
 * groupOf: group of each film, in the order of `films`. O(films x traits).
 */
export function groupTraits(
  films: readonly FilmWithTraits[],
  groupOf: ArrayLike<number>,
  groupCount: number,
): GroupTrait[][] {
  const overall = new Counts();
  const inGroup = Array.from({ length: groupCount }, () => new Counts());
  films.forEach((film, n) => {
    const traits = traitsOf(film);
    overall.add(traits);
    at(inGroup, groupOf[n], 'film group').add(traits);
  });
  return inGroup.map((counts) => telling(counts, overall));
}

class Counts {
  films = 0;
  readonly byTrait = new Map<string, { readonly trait: Trait; films: number }>();

  add(traits: readonly Trait[]): void {
    this.films += 1;
    for (const trait of traits) {
      const key = traitKey(trait);
      const known = this.byTrait.get(key);
      if (known) known.films += 1;
      else this.byTrait.set(key, { trait, films: 1 });
    }
  }

  share(trait: Trait): number {
    return (this.byTrait.get(traitKey(trait))?.films ?? 0) / this.films;
  }
}

function telling(group: Counts, overall: Counts): GroupTrait[] {
  return [...group.byTrait.values()]
    .map(({ trait, films }) => {
      const share = films / group.films;
      return { ...trait, films, share, lift: share / overall.share(trait) };
    })
    .filter(({ kind, films, share, lift }) => {
      const least = TELLING[kind];
      return films >= least.films && share >= least.share && lift >= least.lift;
    })
    .sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1))
    .map(({ kind, name, share, lift }) => ({ kind, name, share, lift }));
}

function weight({ share, lift }: GroupTrait): number {
  return share * Math.log(lift);
}
