import { MOST_PEOPLE, type Picker } from './picks';

/**
 * Picks in the fragment of an address, which browsers send to no server: `#escolhas=Ana~4-5_12-1_33-v~Bia~7-4.5`. Of each person
 * the name and the films, of a film its number and the rating, or a v for one that was seen. All letters of it are such that
 * no program encodes them on the way.
 */
const BEGINNING = '#escolhas=';

/** Films that one link names: so many that it stays short enough to be sent, and that their titles are asked for at once. */
export const MOST_SHARED = 300;

const LONGEST_NAME = 40;
const FILM = /^([1-9]\d{0,14})-([0-4](?:\.\d{1,2})?|5|v)$/;

/** Who picked what, as a link says it: films without titles. */
export interface SharedPicker {
  readonly name: string;
  readonly ratings: ReadonlyMap<number, number>;
  readonly seen: readonly number[];
}

/** A link that was cut or changed on its way: where it cannot be read. */
export class BrokenLink {
  constructor(readonly piece: string) {}
}

/** Whether a fragment is one of picks. */
export function isShared(fragment: string): boolean {
  return fragment.startsWith(BEGINNING);
}

/** The fragment of these picks, and whether all of them are in it: of too many the newest are. */
export function fragmentOf(people: readonly Picker[]): { fragment: string; whole: boolean } {
  const each = Math.floor(MOST_SHARED / Math.max(1, people.length));
  let whole = true;
  const parts = people.map(({ name, picks, seen }) => {
    const films = [
      ...picks.toReversed().map(({ id, rating }) => `${id}-${Math.round(100 * rating) / 100}`),
      ...seen.map((id) => `${id}-v`),
    ];
    if (films.length > each) whole = false;
    return `${encoded(name)}~${films.slice(0, each).join('_')}`;
  });
  return { fragment: BEGINNING + parts.join('~'), whole };
}

/** Who picked what by this fragment, or where it cannot be read. */
export function readFragment(fragment: string): readonly SharedPicker[] | BrokenLink {
  const text = fragment.slice(BEGINNING.length);
  const parts = text.split('~');
  if (parts.length % 2 !== 0 || parts.length > 2 * MOST_PEOPLE) return new BrokenLink(text || fragment);
  const people: SharedPicker[] = [];
  let films = 0;
  for (let n = 0; n < parts.length; n += 2) {
    const name = decoded(parts[n]);
    if (name === null) return new BrokenLink(parts[n]);
    const ratings = new Map<number, number>();
    const seen = new Set<number>();
    for (const piece of parts[n + 1] === '' ? [] : parts[n + 1].split('_')) {
      const match = FILM.exec(piece);
      const id = Number(match?.[1]);
      if (!match || ratings.has(id) || seen.has(id) || ++films > MOST_SHARED) return new BrokenLink(piece);
      if (match[2] === 'v') seen.add(id);
      else ratings.set(id, Number(match[2]));
    }
    people.push({ name, ratings, seen: [...seen] });
  }
  return people;
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /[-_.!~*'()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string | null {
  try {
    const name = decodeURIComponent(text).trim();
    return name.length <= LONGEST_NAME && !/\p{C}/u.test(name) ? name : null;
  } catch {
    return null;
  }
}
