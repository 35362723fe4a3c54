import { type Film, type Rating, type When, type World } from './world';

/** Rows that came to something, by what they did, and those that did not. */
export interface Counts {
  novos: number;
  alterados: number;
  iguais: number;
  rejeitados: number;
}

const none = (): Counts => ({ novos: 0, alterados: 0, iguais: 0, rejeitados: 0 });

export interface PersonRow {
  readonly id: number;
  readonly nome: string;
  readonly email?: string | null;
}

export interface FilmRow extends Partial<Film> {
  readonly id: number;
  readonly titulo: string;
}

export interface RatingRow extends Rating {
  readonly person: number;
  readonly film: number;
}

/** What is not given stays; who was erased, and an email that is somebody else's, is refused. */
export function writePeople(world: World, rows: readonly PersonRow[]): Counts {
  const counts = none();
  for (const { id, nome, email } of rows) {
    const before = world.people.get(id);
    const after = { nome, email: email === undefined ? (before?.email ?? null) : email };
    const owner = world.ownerOf(after.email);
    if (world.erased.has(id) || (owner !== undefined && owner !== id)) counts.rejeitados++;
    else if (before?.nome === nome && before.email === after.email) counts.iguais++;
    else {
      counts[before ? 'alterados' : 'novos']++;
      world.people.set(id, after);
    }
  }
  return counts;
}

/** What is not given stays. */
export function writeFilms(world: World, rows: readonly FilmRow[]): Counts {
  const counts = none();
  for (const { id, ...given } of rows) {
    const before = world.films.get(id);
    const after = filmOf(given, before);
    if (before && JSON.stringify(before) === JSON.stringify(after)) counts.iguais++;
    else {
      counts[before ? 'alterados' : 'novos']++;
      world.films.set(id, after);
    }
  }
  return counts;
}

/** A film with what is given of it. */
export function filmOf(given: Partial<Film>, before?: Film): Film {
  const { titulo, genero, diretor, atores, ano } = given;
  return {
    titulo: titulo ?? before?.titulo ?? '',
    genero: genero ?? before?.genero ?? '',
    diretor: diretor ?? before?.diretor ?? '',
    atores: atores ?? before?.atores ?? '',
    ano: ano === undefined ? (before?.ano ?? null) : ano,
  };
}

/** What happens to the ratings of a file or a batch. */
export interface RatingRules {
  /** Ratings of people who are not there make them. */
  readonly createsPeople: boolean;
  /** When a rating without a time was made. */
  readonly untimed: When;
}

/** Count pairs of person and film that are new or have changed; rows that are refused; and all others. */
export function writeRatings(
  world: World,
  rows: readonly RatingRow[],
  { createsPeople, untimed }: RatingRules,
): Counts & { newPeople: number } {
  const counts = { ...none(), newPeople: 0 };
  const before = new Map<string, Rating | undefined>();
  for (const { person, film, ...given } of rows) {
    const isKnown = world.people.has(person);
    if (!world.films.has(film) || !(isKnown || (createsPeople && !world.erased.has(person)))) {
      counts.rejeitados++;
      continue;
    }
    if (!isKnown) {
      world.people.set(person, { nome: `Usuário ${person}`, email: null });
      counts.newPeople++;
    }
    const own = world.ratingsOf(person);
    const pair = `${person} ${film}`;
    if (!before.has(pair)) before.set(pair, own.get(film));
    own.set(film, standing(own.get(film), given, untimed));
  }
  for (const [pair, old] of before) {
    const [person, film] = pair.split(' ').map(Number);
    const now = world.ratingsOf(person).get(film);
    if (!old) counts.novos++;
    else if (old.avaliacao !== now?.avaliacao || old.when !== now.when) counts.alterados++;
  }
  counts.iguais = rows.length - counts.rejeitados - counts.novos - counts.alterados;
  return counts;
}

/** Of two ratings with times the newer stays, else the one that is written later; saying the same again takes no time away. */
export function standing(stored: Rating | undefined, given: Rating, untimed: When): Rating {
  if (!stored) return { ...given, when: given.when ?? untimed };
  if (given.when === null) {
    if (untimed !== null) return { ...given, when: untimed };
    return stored.avaliacao === given.avaliacao ? stored : given;
  }
  return (stored.when ?? 0) > given.when ? stored : given;
}
