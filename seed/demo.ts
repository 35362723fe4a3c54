import { exp } from '../src/engine/elementary';
import { moments, orderByAssociation } from './evenings';
import { traitsOf, type FilmTraits, type SeedFilm } from './film';
import { inventPeople, type DemoUser } from './people';
import { SeedRandom } from './random';
import { affinity, CLEAR_TASTES, TASTES, type Taste } from './tastes';

export type { SeedFilm } from './film';
export type { DemoUser } from './people';

export interface DemoRating {
  usuario_id: number;
  filme_id: number;
  /** 0.5 to 5, in steps of a half. */
  avaliacao: number;
  avaliado_em: Date;
}

const PEOPLE = 400;
const RATINGS_PER_PERSON = { least: 8, most: 90, spread: 24 };
/** How much more often people choose what suits them: e ** (CHOOSINESS x affinity). */
const CHOOSINESS = 3.3;

/** The catalogue as the generator sees it: arrays indexed by the film's place in the list. */
interface Catalogue {
  films: readonly SeedFilm[];
  traits: FilmTraits[];
  /** How many know the film: falls with its place in the list, with some luck. */
  fame: number[];
  /** What most agree on, in stars above or below the average. */
  quality: number[];
}

/** A person's choice: place of the film in the list, and the stars given. */
interface Choice {
  film: number;
  stars: number;
}

/**
 * Invented people and their ratings of the given films: the same films and seed give the same bytes.
 * Ratings come by person, oldest first. How they are made is told in README.md.
 */
export function demoData(films: readonly SeedFilm[], seed = 1): { users: DemoUser[]; ratings: DemoRating[] } {
  const random = new SeedRandom(seed);
  const catalogue = look(films, random);
  const users = inventPeople(PEOPLE, random);
  const ratings = users.flatMap((user, index) => {
    const clear = index < CLEAR_TASTES.length;
    const choices = clear ? chooseByClearTaste(CLEAR_TASTES[index], catalogue, random) : choose(catalogue, random);
    return inTime(user, choices, catalogue, random);
  });
  return { users, ratings };
}

function look(films: readonly SeedFilm[], random: SeedRandom): Catalogue {
  return {
    films,
    traits: films.map(traitsOf),
    fame: films.map((_, place) => exp(0.5 * random.normal()) / (place + 20)),
    quality: films.map(() => 0.4 * random.normal()),
  };
}

/** Films and stars of somebody with one to three tastes. */
function choose({ films, traits, fame, quality }: Catalogue, random: SeedRandom): Choice[] {
  const liking = mixedLiking(traits, random);
  const mood = 0.3 * random.normal();
  const chosen = random.draw(
    fame.map((known, film) => known * exp(CHOOSINESS * liking[film])),
    Math.min(heavyTailed(random), films.length),
  );
  return chosen.map((film) => ({
    film,
    stars: halfStars(2.9 + mood + quality[film] + 1.3 * liking[film] + 0.55 * random.normal()),
  }));
}

/** How well each film suits one person: the weighted mean of the affinities with her or his tastes. */
function mixedLiking(traits: readonly FilmTraits[], random: SeedRandom): number[] {
  const count = [1, 1, 1, 2, 2, 3][random.integer(6)];
  const tastes = random.draw(
    TASTES.map((taste) => taste.share),
    count,
  );
  const weights = tastes.map((_, rank) => random.between(0.6, 1) / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return traits.map((film) =>
    tastes.reduce((sum, taste, rank) => sum + (weights[rank] / total) * affinity(TASTES[taste], film), 0),
  );
}

/** 12 to 18 films: most of one taste and rated high, a few of others and rated low. */
function chooseByClearTaste(taste: Taste, { traits, fame }: Catalogue, random: SeedRandom): Choice[] {
  const [genre] = Object.keys(taste.genres);
  const main = fame.map((known, film) => (traits[film].genres[0] === genre ? known : 0));
  const others = fame.map((known, film) => (traits[film].genres.includes(genre) ? 0 : known));
  const liked = random.draw(main, 10 + random.integer(5));
  const disliked = random.draw(others, 2 + random.integer(3));
  return [
    ...liked.map((film) => ({ film, stars: halfStars(random.between(4, 5)) })),
    ...disliked.map((film) => ({ film, stars: halfStars(random.between(0.75, 2.5)) })),
  ];
}

function inTime(
  user: DemoUser,
  choices: readonly Choice[],
  { films, traits }: Catalogue,
  random: SeedRandom,
): DemoRating[] {
  const dates = moments(choices.length, random);
  return orderByAssociation(choices, traits, random).map(({ film, stars }, index) => ({
    usuario_id: user.id,
    filme_id: films[film].id,
    avaliacao: stars,
    avaliado_em: dates[index],
  }));
}

/** A Lomax (shape 2) number of ratings: most people give few, some give very many. */
function heavyTailed(random: SeedRandom): number {
  const { least, most, spread } = RATINGS_PER_PERSON;
  return Math.min(most, Math.floor(least + spread * (1 / Math.sqrt(1 - random.uniform()) - 1)));
}

function halfStars(stars: number): number {
  return Math.min(5, Math.max(0.5, Math.round(2 * stars) / 2));
}
