/**
 * Ratings replayed as the people of experiments: what the analysis says when it is looked at every day for 60 days, without an
 * effect and with one. People of a file of ratings are drawn with replacement, given a variant by the real assignment, and shown
 * films that they rated, so that what they think of them is known: three at random in the control; in the other variant the
 * three with the most ratings among so many at random. The outcome is to have liked one.
 *
 *     npm run build && node dist/bench/experiments.js [ratings.csv]
 */
import { resolve } from 'node:path';
import { Random } from '../src/engine/random';
import { isLiked } from '../src/engine/ratings/preference';
import type { RatingRows } from '../src/engine/ratings/rating-rows';
import { assign } from '../src/experiments/assignment';
import { conclude, differences } from '../src/experiments/conclusion';
import { machine } from './machine';
import { readRatingsFile } from './ratings-file';

const EXPERIMENTS = 400;
const DAYS = 60;
const PEOPLE_A_DAY = 50;
const SHOWN = 3;
const VARIANTS = [
  { nome: 'controle', parte: 0.5, parametros: {} },
  { nome: 'outra', parte: 0.5, parametros: {} },
];

/** One person's ratings. */
interface Rated {
  readonly liked: readonly boolean[];
  /** How many people rated the film. */
  readonly ratings: readonly number[];
}

function peopleIn({ user, film, rating, userCount, filmCount, top }: RatingRows): Rated[] {
  const ratings = new Uint32Array(filmCount);
  for (const f of film) ratings[f]++;
  const people = Array.from({ length: userCount }, () => ({ liked: [] as boolean[], ratings: [] as number[] }));
  user.forEach((u, n) => {
    people[u].liked.push(isLiked(rating[n], top));
    people[u].ratings.push(ratings[film[n]]);
  });
  return people.filter(({ liked }) => liked.length >= SHOWN);
}

/** Whether the person likes one of the films they are shown: the most rated of `among` at random. */
function likesOne({ liked, ratings }: Rated, among: number, random: Random): boolean {
  const drawn = [...random.sample(liked.length, among)];
  return drawn
    .sort((a, b) => ratings[b] - ratings[a])
    .slice(0, SHOWN)
    .some((n) => liked[n]);
}

interface Run {
  readonly found: string | null;
  readonly day: number;
  readonly atStop: number;
  readonly atEnd: number;
  readonly always: readonly { readonly low: number; readonly high: number }[];
  readonly wrongRatio: boolean;
}

function run(people: readonly Rated[], among: number, nth: number, effect: { sum: number; count: number }): Run {
  const random = new Random(1, nth);
  const experiment = { salt: `repetição ${nth}`, variants: VARIANTS };
  const counts = VARIANTS.map(() => ({ people: 0, successes: 0 }));
  const always: { low: number; high: number }[] = [];
  let found: { verdict: string; day: number; estimate: number } | null = null;
  let wrongRatio = false;
  for (let day = 1; day <= DAYS; day++) {
    for (let n = 0; n < PEOPLE_A_DAY; n++) {
      const person = people[random.integer(people.length)];
      const { variant } = assign(experiment, { userId: day * PEOPLE_A_DAY + n });
      const outcomes = [likesOne(person, SHOWN, random), likesOne(person, among, random)];
      effect.sum += Number(outcomes[1]) - Number(outcomes[0]);
      effect.count++;
      counts[variant].people++;
      if (outcomes[variant]) counts[variant].successes++;
    }
    const arms = counts.map((arm) => ({ ...arm }));
    const interval = differences(arms)[1];
    if (interval) always.push(interval);
    const { verdict, difference } = conclude(
      arms.map((arm) => ({ people: arm.people, arm })),
      [0.5, 0.5],
      false,
    );
    wrongRatio ||= verdict === 'proporcao_errada';
    if ((verdict === 'melhor' || verdict === 'pior') && difference)
      found ??= { verdict, day, estimate: difference.estimate };
  }
  const [a, b] = counts;
  return {
    found: found?.verdict ?? null,
    day: found?.day ?? DAYS,
    atStop: found?.estimate ?? NaN,
    atEnd: b.successes / b.people - a.successes / a.people,
    always,
    wrongRatio,
  };
}

function main(): void {
  const file =
    process.argv[2] ?? resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small', 'ratings.csv');
  const people = peopleIn(readRatingsFile(file));
  console.log(machine());
  console.log(`${EXPERIMENTS} experiments of ${DAYS} days, ${PEOPLE_A_DAY} of ${people.length} people a day`);
  console.log(
    '| films to take three from | effect | found | half of these by day | bias at the end | when stopped | held on all days | wrong ratio |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const among of [SHOWN, 6, 12]) {
    const effect = { sum: 0, count: 0 };
    const runs = Array.from({ length: EXPERIMENTS }, (_, nth) => run(people, among, nth, effect));
    const truth = among === SHOWN ? 0 : effect.sum / effect.count;
    const found = runs.filter((one) => one.found !== null);
    const days = found.map(({ day }) => day).sort((a, b) => a - b);
    const held = runs.filter(({ always }) => always.every(({ low, high }) => low <= truth && truth <= high));
    const cells = [
      String(among),
      points(truth),
      share(found.length),
      found.length === 0 ? '-' : String(days[days.length >> 1]),
      points(mean(runs.map(({ atEnd }) => atEnd)) - truth),
      found.length === 0 ? '-' : points(mean(found.map(({ atStop }) => atStop)) - truth),
      share(held.length),
      share(runs.filter(({ wrongRatio }) => wrongRatio).length),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const points = (value: number): string => `${(100 * value).toFixed(2)} points`;
const share = (count: number): string => `${((100 * count) / EXPERIMENTS).toFixed(1)} %`;

main();
