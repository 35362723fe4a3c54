import type { FilmTraits } from './film';
import type { SeedRandom } from './random';

/** The two years of the demonstration. */
export const FIRST_DAY = Date.UTC(2024, 10, 1);
export const LAST_DAY = Date.UTC(2026, 9, 31);

const DAY = 86_400_000;
const MINUTE = 60_000;
/** An evening starts between 19:00 and 21:00 in Brasília (UTC-3), so between 22:00 and 24:00 UTC. */
const EVENING_STARTS = 22 * 60 * MINUTE;
const EVENING_STARTS_WITHIN = 120 * MINUTE;
const FILMS_PER_EVENING = { from: 3, to: 10 };

/**
 * Orders choices as somebody going from one film to the next: each is likely to resemble the one after it in genre,
 * maker or time. Chained from the last film backwards, so that what resembles nothing comes first. `film` is the index
 * into `traits`.
 */
export function orderByAssociation<Choice extends { readonly film: number }>(
  choices: readonly Choice[],
  traits: readonly FilmTraits[],
  random: SeedRandom,
): Choice[] {
  const left = [...choices];
  const ordered: Choice[] = [];
  let later: FilmTraits | undefined;
  while (left.length > 0) {
    const scores = left.map(({ film }) => (later ? resemblance(later, traits[film]) : 0) + random.uniform());
    const [chosen] = left.splice(scores.indexOf(Math.max(...scores)), 1);
    later = traits[chosen.film];
    ordered.unshift(chosen);
  }
  return ordered;
}

function resemblance(a: FilmTraits, b: FilmTraits): number {
  const shared = (left: readonly string[], right: readonly string[]) => left.filter((x) => right.includes(x)).length;
  const near = a.year !== null && b.year !== null && Math.abs(a.year - b.year) <= 7;
  return (
    0.5 * shared(a.genres, b.genres) +
    (a.genres[0] === b.genres[0] ? 0.3 : 0) +
    0.8 * Math.min(1, shared(a.directors, b.directors)) +
    0.6 * Math.min(1, shared(a.actors, b.actors)) +
    (near ? 0.4 : 0)
  );
}

/** `count` rising moments between FIRST_DAY and LAST_DAY, several on each of some evenings. */
export function moments(count: number, random: SeedRandom): Date[] {
  const evenings: number[] = [];
  for (let left = count; left > 0;) {
    const size = Math.min(left, FILMS_PER_EVENING.from + random.integer(FILMS_PER_EVENING.to - FILMS_PER_EVENING.from));
    evenings.push(size);
    left -= size;
  }
  const days = distinctDays(evenings.length, random);
  return evenings.flatMap((size, index) => {
    let at = FIRST_DAY + days[index] * DAY + EVENING_STARTS + random.between(0, EVENING_STARTS_WITHIN);
    return Array.from({ length: size }, () => {
      at += random.between(0.3, 8) * MINUTE;
      return new Date(Math.floor(at / 1000) * 1000);
    });
  });
}

/** Rising day numbers within one stretch of the two years, a few days to some weeks apart. */
function distinctDays(count: number, random: SeedRandom): number[] {
  // An evening can run past midnight UTC, so the last day starts none.
  const available = (LAST_DAY - FIRST_DAY) / DAY;
  const stretch = Math.min(available, Math.ceil(count * random.between(1.5, 40)));
  const first = random.integer(available - stretch + 1);
  const evenly = new Array<number>(stretch).fill(1);
  return random
    .draw(evenly, count)
    .sort((a, b) => a - b)
    .map((day) => first + day);
}
