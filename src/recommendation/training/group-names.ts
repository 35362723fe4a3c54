import type { FilmRow } from '../../films/film-row';
import { traitKey, traitName, traitsOf, type FilmWithTraits, type Trait } from '../../films/film-traits';
import { inBoth, type Text } from '../../http/language';
import { at, known } from '../../invariants';

/** What a name is made of. */
type NamedFilm = FilmWithTraits & Pick<FilmRow, 'titulo' | 'pais'>;

/** The films that a name must be true of: the most typical of the group. */
const TYPICAL = 20;
/** Which part of them must have what a name says, each of it and all of it together. */
const LEAST_SHARE = 0.5;
/** How many times as often as among all films the typical ones must have it, and the whole group. */
const LEAST_LIFT = { typical: 1.25, group: 1.1 };
/** Genres, and traits that are none, of which names are tried: the most telling. */
const MOST_TRIED = 6;
/** Titles beyond this are too long for a name, where others are to be had. In characters. */
const SHORT_TITLE = 30;

/** A trait that most of the typical films have, and other films less often. */
interface TellingTrait {
  readonly kind: Trait['kind'] | 'pais';
  readonly text: Text;
  /** By place among the typical films. */
  readonly has: readonly boolean[];
  readonly weight: number;
}

/**
 * Name each group after what most of its typical films have and other films have less often: up to two genres, then a
 * decade, a director, an actor or a country. A group that has nothing of the kind, or only what another group is called by, is
 * named after two of its films. No two names are equal, in either language.
 *
 * groupOf, typicality: of each film, in the order of `films`. O(films x traits).
 */
export function groupNames(
  films: readonly NamedFilm[],
  groupOf: ArrayLike<number>,
  typicality: ArrayLike<number>,
  groupCount: number,
): Text[] {
  const members = Array.from({ length: groupCount }, (): number[] => []);
  for (let n = 0; n < films.length; n++) at(members, groupOf[n], 'film group').push(n);
  const traits = films.map(traitsByKey);
  const overall = sharesOf(traits);
  const names: Text[] = [];
  for (const group of members) {
    const typical = [...group].sort((a, b) => typicality[b] - typicality[a] || a - b).slice(0, TYPICAL);
    const whole = sharesOf(group.map((n) => traits[n]));
    const telling = tellingTraits(
      typical.map((n) => traits[n]),
      { whole, overall },
    );
    const titles = [...new Set(typical.map((n) => films[n].titulo))];
    const options = [...namesByTraits(telling), ...namesByFilms(titles)];
    const [plain] = titles.length > 0 ? options.slice(-1) : [UNKNOWN];
    names.push([...options, plain].find((name) => isFresh(name, names)) ?? numbered(plain, names));
  }
  return names;
}

/** Of a group without films. */
const UNKNOWN: Text = { pt: 'variados', en: 'various' };

type Traits = ReadonlyMap<string, Pick<TellingTrait, 'kind' | 'text'>>;

/** What a film has that a name may say. */
function traitsByKey(film: NamedFilm): Traits {
  const traits = new Map<string, Pick<TellingTrait, 'kind' | 'text'>>();
  for (const trait of traitsOf(film))
    traits.set(traitKey(trait), { kind: trait.kind, text: inBoth((language) => traitName(trait, language)) });
  for (const name of (film.pais ?? '').split(', ').filter(Boolean))
    traits.set(`pais:${name}`, { kind: 'pais', text: { pt: name, en: name } });
  return traits;
}

/** Of each trait the share of the films that have it. */
function sharesOf(films: readonly Traits[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const traits of films)
    for (const key of traits.keys()) shares.set(key, (shares.get(key) ?? 0) + 1 / films.length);
  return shares;
}

/** The most telling first, by share x log lift; of equal ones by name. */
function tellingTraits(
  typical: readonly Traits[],
  { whole, overall }: Record<'whole' | 'overall', ReadonlyMap<string, number>>,
): TellingTrait[] {
  const all = new Map(typical.flatMap((traits) => [...traits]));
  return [...all]
    .flatMap(([key, { kind, text }]): TellingTrait[] => {
      const has = typical.map((traits) => traits.has(key));
      const share = shareOf(has);
      const usual = known(overall, key, 'trait');
      const isTelling =
        share >= LEAST_SHARE &&
        share >= LEAST_LIFT.typical * usual &&
        known(whole, key, 'trait') >= LEAST_LIFT.group * usual;
      return isTelling ? [{ kind, text, has, weight: share * Math.log(share / usual) }] : [];
    })
    .sort((a, b) => b.weight - a.weight || (a.text.pt < b.text.pt ? -1 : 1));
}

function shareOf(has: readonly boolean[]): number {
  return has.filter(Boolean).length / has.length;
}

/** Names for a group, the most telling first: of up to two genres and one more, which half of the typical films have together. */
function namesByTraits(telling: readonly TellingTrait[]): Text[] {
  const genres = telling.filter(({ kind }) => kind === 'genero').slice(0, MOST_TRIED);
  const others = telling.filter(({ kind }) => kind !== 'genero').slice(0, MOST_TRIED);
  const pairs = genres.flatMap((first, n) => [[first], ...genres.slice(n + 1).map((second) => [first, second])]);
  return [[], ...pairs]
    .flatMap((some) => [some, ...others.map((other) => [...some, other])])
    .filter((traits) => traits.length > 0 && shareTogether(traits) >= LEAST_SHARE)
    .map((traits) => ({ name: nameOf(traits), weight: traits.reduce((sum, { weight }) => sum + weight, 0) }))
    .sort((a, b) => b.weight - a.weight || (a.name.pt < b.name.pt ? -1 : 1))
    .map(({ name }) => name);
}

/** Share of the typical films that have all of the traits. */
function shareTogether(traits: readonly TellingTrait[]): number {
  return shareOf(traits[0].has.map((_, n) => traits.every(({ has }) => has[n])));
}

/** `comédia, romance · anos 1990` */
function nameOf(traits: readonly TellingTrait[]): Text {
  return inBoth((language) => {
    const genres = traits.filter(({ kind }) => kind === 'genero').map(({ text }) => text[language]);
    const others = traits.filter(({ kind }) => kind !== 'genero').map(({ text }) => text[language]);
    return [genres.join(', '), ...others].filter(Boolean).join(' · ');
  });
}

/** Names after the most typical films, those with short titles first. */
function namesByFilms(titles: readonly string[]): Text[] {
  const isLong = (title: string): number => (title.length > SHORT_TITLE ? 1 : 0);
  const [first, ...others] = [...titles].sort((a, b) => isLong(a) - isLong(b)) as (string | undefined)[];
  if (first === undefined) return [];
  if (others.length === 0) return [{ pt: `como ${first}`, en: `like ${first}` }];
  return others.map((other) => ({ pt: `como ${first} e ${other}`, en: `like ${first} and ${other}` }));
}

function isFresh(name: Text, taken: readonly Text[]): boolean {
  return !taken.some(({ pt, en }) => pt === name.pt || en === name.en);
}

function numbered(name: Text, taken: readonly Text[]): Text {
  for (let n = 2; ; n++) {
    const candidate = { pt: `${name.pt} (${n})`, en: `${name.en} (${n})` };
    if (isFresh(candidate, taken)) return candidate;
  }
}
