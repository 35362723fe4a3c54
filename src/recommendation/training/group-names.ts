/** What a film's group may be named after. */
export interface NamedFilm {
  /** Separated by ", ". */
  readonly genero: string;
  readonly ano: number | null;
}

/** A trait must be this much more frequent in the group than among all films to tell the group apart. */
const LIFT = 1.2;
/** And this share of the group must have it. */
const SHARE = 0.15;

/**
 * Name each group after what sets it apart: up to two genres, and the decade when there is one, by
 * share in the group x log lift over all films. Equal names get the next trait, or a number at last.
 *
 * groupOf: group of each film, in the order of `films`. O(films x genres).
 */
export function groupNames(films: readonly NamedFilm[], groupOf: ArrayLike<number>, groupCount: number): string[] {
  const overall = new Counts();
  const inGroup = Array.from({ length: groupCount }, () => new Counts());
  films.forEach((film, n) => {
    const traits = traitsOf(film);
    overall.add(traits);
    inGroup[groupOf[n]]?.add(traits);
  });
  const names: string[] = [];
  for (const counts of inGroup) {
    const ranked = distinctive(counts, overall);
    const genres = ranked.filter((trait) => !isDecade(trait));
    const [decade] = ranked.filter(isDecade);
    const options = [2, 3, 4].map((n) => [genres.slice(0, n).join(', '), decade].filter(Boolean).join(' · '));
    const fresh = options.find((name) => name !== '' && !names.includes(name));
    names.push(fresh ?? numbered(options[0] || 'variados', names));
  }
  return names;
}

class Counts {
  films = 0;
  readonly byTrait = new Map<string, number>();

  add(traits: readonly string[]): void {
    this.films += 1;
    for (const trait of traits) this.byTrait.set(trait, (this.byTrait.get(trait) ?? 0) + 1);
  }

  share(trait: string): number {
    return this.films === 0 ? 0 : (this.byTrait.get(trait) ?? 0) / this.films;
  }
}

function traitsOf({ genero, ano }: NamedFilm): string[] {
  const genres = genero.split(', ').filter(Boolean);
  return ano === null ? genres : [...genres, `anos ${decadeOf(ano)}`];
}

/** 1987 -> 80; 2013 -> 2010: as people say it. */
function decadeOf(year: number): number {
  const decade = Math.floor(year / 10) * 10;
  return decade >= 1900 && decade < 2000 ? decade - 1900 : decade;
}

function isDecade(trait: string): boolean {
  return /^anos \d+$/.test(trait);
}

function distinctive(group: Counts, overall: Counts): string[] {
  return [...group.byTrait.keys()]
    .map((trait) => ({ trait, share: group.share(trait), lift: group.share(trait) / overall.share(trait) }))
    .filter(({ share, lift }) => share >= SHARE && lift >= LIFT)
    .sort((a, b) => b.share * Math.log(b.lift) - a.share * Math.log(a.lift) || (a.trait < b.trait ? -1 : 1))
    .map(({ trait }) => trait);
}

function numbered(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let n = 2; taken.includes(candidate); n += 1) candidate = `${name} (${n})`;
  return candidate;
}
