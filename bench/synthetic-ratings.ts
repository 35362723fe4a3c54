import { Random } from '../src/engine/random';

/** How many ratings to make up, and of what. */
export interface SyntheticOptions {
  readonly users: number;
  readonly films: number;
  readonly ratings: number;
  /** Planted tastes: every film is of one, every user has two. */
  readonly tastes: number;
  readonly seed: number;
}

/** Exponent of users' numbers of ratings (Pareto) and of films' popularity (Zipf), near those of MovieLens. */
const USER_TAIL = 1.16;
const FILM_TAIL = 1.3;
const FILM_SHIFT = 20;

/** A user rates no more than this share of the films. */
const MOST_OF_FILMS = 0.5;

/** Where a session's films come from: the user's first taste, the second, or anywhere. */
const FIRST_TASTE = 0.55;
const SECOND_TASTE = 0.75;
/** How often a session keeps to that. */
const LOYALTY = 0.85;

const SESSION_LENGTH = 25;
const DAY = 86_400;
const START = 1_000_000_000;

const LINES_AT_ONCE = 2000;

/**
 * `ratings.csv` as MovieLens has it, made up, the same for the same options: users by power-law activity, films by
 * power-law popularity, planted tastes that both choices and stars follow, times in sessions of like films.
 *
 * In pieces, in the order of users. Memory O(films), whatever the number of ratings.
 */
export function* syntheticRatings(options: SyntheticOptions): Generator<string> {
  yield 'userId,movieId,rating,timestamp\n';
  const films = new FilmShelf(options);
  const lines: string[] = [];
  for (const { user, count, random } of activeUsers(options)) {
    for (const line of linesOf(user, count, films, random, options)) lines.push(line);
    if (lines.length >= LINES_AT_ONCE) yield lines.splice(0).join('');
  }
  yield lines.join('');
}

interface ActiveUser {
  readonly user: number;
  readonly count: number;
  readonly random: Random;
}

/**
 * Users with their numbers of ratings, which add up to the total unless the last users cannot rate so many films; drawn
 * twice, once for the sum.
 */
function* activeUsers({ users, films, ratings, seed }: SyntheticOptions): Generator<ActiveUser> {
  const most = Math.max(1, Math.floor(MOST_OF_FILMS * films));
  const draw = (random: Random): number => (1 - random.uniform()) ** (-1 / USER_TAIL);
  // Nobody is more than a hundred times as active as the least active, so that the sum does not hang on a few.
  const activity = (random: Random): number => Math.min(100, draw(random));
  const first = new Random(seed, 1);
  let sum = 0;
  for (let user = 1; user <= users; user++) sum += activity(first);
  const again = new Random(seed, 1);
  let owed = 0;
  for (let user = 1; user <= users; user++) {
    owed += (activity(again) / sum) * ratings;
    const count = Math.min(most, user === users ? Math.round(owed) : Math.floor(owed));
    owed -= count;
    yield { user, count, random: new Random(seed, 16 + user) };
  }
}

function* linesOf(
  user: number,
  count: number,
  films: FilmShelf,
  random: Random,
  { tastes }: SyntheticOptions,
): Generator<string> {
  const first = random.integer(tastes);
  const second = random.integer(tastes);
  const bias = 0.35 * random.normal();
  let time = START + random.integer(4000) * DAY;
  let left = 0;
  let shelf = -1;
  for (let n = 0; n < count; n++) {
    if (left-- <= 0) {
      left = 1 + random.integer(2 * SESSION_LENGTH);
      time += random.integer(60 * DAY);
      const choice = random.uniform();
      shelf = choice < FIRST_TASTE ? first : choice < SECOND_TASTE ? second : -1;
    }
    const film = films.pick(random.uniform() < LOYALTY ? shelf : -1, user, random);
    const taste = films.taste[film];
    const fondness = taste === first ? 0.6 : taste === second ? 0.3 : -0.4;
    const stars = 3.4 + films.quality[film] + bias + fondness + 0.7 * random.normal();
    time += 5 + random.integer(40);
    yield `${user},${film + 1},${halfStars(stars)},${time}\n`;
  }
}

function halfStars(stars: number): string {
  return (Math.min(10, Math.max(1, Math.round(2 * stars))) / 2).toFixed(1);
}

/** Films by taste, the popular ones at hand. */
class FilmShelf {
  readonly taste: Uint16Array;
  readonly quality: Float64Array;
  /** Films of each taste and, last, all; with their summed popularity up to each. */
  private readonly shelves: { films: Uint32Array; upTo: Float64Array }[];
  /** User who took the film last. */
  private readonly takenBy: Uint32Array;

  constructor({ films, tastes, seed }: SyntheticOptions) {
    const random = new Random(seed, 2);
    const popularity = random
      .shuffle(Uint32Array.from({ length: films }, (_, rank) => rank))
      .reduce(
        (all, rank, film) => all.fill((rank + FILM_SHIFT) ** -FILM_TAIL, film, film + 1),
        new Float64Array(films),
      );
    this.taste = Uint16Array.from({ length: films }, () => random.integer(tastes));
    this.quality = Float64Array.from({ length: films }, () => 0.35 * random.normal());
    this.takenBy = new Uint32Array(films);
    const all = Uint32Array.from({ length: films }, (_, film) => film);
    const shelves = Array.from({ length: tastes }, (_, taste) => all.filter((film) => this.taste[film] === taste));
    this.shelves = [...shelves.map((one) => (one.length > 0 ? one : all)), all].map((one) => ({
      films: one,
      upTo: cumulative(one, popularity),
    }));
  }

  /** A film that the user has not taken, the popular ones more often. taste -1: any. */
  pick(taste: number, user: number, random: Random): number {
    const { films, upTo } = this.shelves.at(taste) ?? this.shelves[0];
    let film = 0;
    for (let attempt = 0; attempt < 20; attempt++) {
      film = films[firstAbove(upTo, random.uniform() * upTo[upTo.length - 1])];
      if (this.takenBy[film] !== user) return this.take(film, user);
    }
    // The shelf is nearly empty for this user: the next free film of all.
    while (this.takenBy[film] === user) film = (film + 1) % this.takenBy.length;
    return this.take(film, user);
  }

  private take(film: number, user: number): number {
    this.takenBy[film] = user;
    return film;
  }
}

function cumulative(films: Uint32Array, popularity: Float64Array): Float64Array {
  let sum = 0;
  return Float64Array.from(films, (film) => (sum += popularity[film]));
}

/** Place of the first value above x in an ascending array, or the last place. */
function firstAbove(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
