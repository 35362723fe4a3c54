import type { FilmRow } from '../../films/film-row';
import { MOST_ACTORS } from './film-traits';

export const traitKinds = ['genero', 'diretor', 'ator', 'decada'] as const;
export type TraitKind = (typeof traitKinds)[number];

/** What films may have in common, as people say it. */
export interface Trait {
  readonly kind: TraitKind;
  readonly name: string;
}

/** A trait that sets a group of films apart. */
export interface GroupTrait extends Trait {
  /** Share of the group's films that have it, 0..1. */
  readonly share: number;
  /** How many times its share among all films that is. */
  readonly lift: number;
}

/** What a film's traits are read from. */
export type FilmWithTraits = Pick<FilmRow, 'genero' | 'diretor' | 'atores' | 'ano'>;

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
    inGroup[groupOf[n]]?.add(traits);
  });
  return inGroup.map((counts) => telling(counts, overall));
}

/** The traits of a film, each once. */
export function traitsOf({ genero, diretor, atores, ano }: FilmWithTraits): Trait[] {
  const all = (kind: TraitKind, names: readonly string[]): Trait[] => names.map((name) => ({ kind, name }));
  return [
    ...all('genero', namesIn(genero)),
    ...all('diretor', namesIn(diretor)),
    ...all('ator', namesIn(atores).slice(0, MOST_ACTORS)),
    ...all('decada', ano === null ? [] : [`anos ${decadeOf(ano)}`]),
  ];
}

function namesIn(list: string): string[] {
  return [...new Set(list.split(', ').filter(Boolean))];
}

/** 1987 -> 80; 2013 -> 2010: as people say it. */
function decadeOf(year: number): number {
  const decade = Math.floor(year / 10) * 10;
  return decade >= 1900 && decade < 2000 ? decade - 1900 : decade;
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

/** Tells traits of the same name and another kind apart. */
export function traitKey({ kind, name }: Trait): string {
  return `${kind}:${name}`;
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
