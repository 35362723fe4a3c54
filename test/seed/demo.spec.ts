import { createHash } from 'node:crypto';
import { demoData, type DemoRating } from '../../seed/demo';
import { FIRST_DAY, LAST_DAY } from '../../seed/evenings';
import { traitsOf } from '../../seed/film';
import { readCatalogue } from './catalogue';
import { some } from '../support/some';

const films = readCatalogue();
const { users, ratings } = demoData(films);
const genresOf = new Map(films.map((film) => [film.id, traitsOf(film).genres]));
const ratingsOf = new Map<number, DemoRating[]>(users.map((user) => [user.id, []]));
for (const rating of ratings) ratingsOf.get(rating.usuario_id)!.push(rating);

/** How many ratings each film has, the most first. */
function ratingCounts(): number[] {
  const counts = new Map(films.map((film) => [film.id, 0]));
  for (const rating of ratings) counts.set(rating.filme_id, counts.get(rating.filme_id)! + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the demonstration data', () => {
  it('are the same bytes for the same seed, from version to version, and others for another', () => {
    const bytes = (seed?: number) => JSON.stringify(demoData(films, seed));
    expect(bytes()).toBe(JSON.stringify({ users, ratings }));
    expect(bytes(2)).toBe(bytes(2));
    expect(bytes(2)).not.toBe(bytes());
    // Pictures and figures of the documents are made from them.
    const hash = createHash('sha256').update(bytes()).digest('hex');
    expect(hash).toBe('1e59c13b3b7b6be86dae9df1ed5b8c693b56e7094329ae69a3d734473eb1ada0');
  });

  it('can be made from one film, and from none', () => {
    const one = demoData(films.slice(0, 1));
    expect(new Set(one.ratings.map((rating) => rating.filme_id))).toEqual(new Set([1]));
    expect(demoData([]).ratings).toEqual([]);
    expect(demoData([]).users.length).toBe(users.length);
  });

  it('can be made from films of which only the title is known', () => {
    const bare = films.map(({ id, titulo }) => ({ id, titulo, genero: null, diretor: null, atores: null, ano: null }));
    expect(demoData(bare).ratings.length).toBeGreaterThan(5000);
  });
});

describe('the people', () => {
  it('are at least 320, numbered from 1, each with a name and an address of their own', () => {
    expect(users.length).toBeGreaterThanOrEqual(320);
    expect(users.map((user) => user.id)).toEqual(users.map((_, index) => index + 1));
    expect(new Set(users.map((user) => user.nome)).size).toBe(users.length);
    expect(new Set(users.map((user) => user.email)).size).toBe(users.length);
  });

  it('have plain addresses at hosts made for examples', () => {
    for (const { email } of some(users)) expect(email).toMatch(/^[a-z]+([.-][a-z]+)*@(example\.com|exemplo\.com\.br)$/);
  });

  it('begin with five whose names do not depend on the seed', () => {
    const first = users.slice(0, 5);
    expect(demoData(films, 7).users.slice(0, 5)).toEqual(first);
    expect(first.map(({ nome }) => nome.split(' ')[0])).toEqual(['Ana', 'Bruno', 'Carla', 'Diego', 'Elisa']);
  });
});

describe('the ratings', () => {
  it('are of known films by known people, one per film and person', () => {
    expect(ratings.every((rating) => genresOf.has(rating.filme_id) && ratingsOf.has(rating.usuario_id))).toBe(true);
    expect(new Set(ratings.map((rating) => `${rating.usuario_id} ${rating.filme_id}`)).size).toBe(ratings.length);
  });

  it('are halves from 0.5 to 5, all ten of them, a little above the middle on average', () => {
    const values = new Set(ratings.map((rating) => rating.avaliacao));
    expect([...values].sort((a, b) => a - b)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]);
    const average = mean(ratings.map((rating) => rating.avaliacao));
    expect(average).toBeGreaterThan(3.2);
    expect(average).toBeLessThan(3.9);
  });

  it('are 8 to 90 a person, most people giving few and some very many', () => {
    const counts = [...ratingsOf.values()].map((list) => list.length).sort((a, b) => a - b);
    expect(counts[0]).toBeGreaterThanOrEqual(8);
    expect(counts.at(-1)).toBeLessThanOrEqual(90);
    expect(counts.at(-1)).toBeGreaterThan(80);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThan(0.8 * mean(counts));
  });

  it('crowd on few films and leave a long tail', () => {
    const counts = ratingCounts();
    const share = (list: readonly number[]) => list.reduce((sum, count) => sum + count, 0) / ratings.length;
    expect(share(counts.slice(0, films.length / 10))).toBeGreaterThan(0.28);
    expect(share(counts.slice(films.length / 2))).toBeLessThan(0.25);
    expect(counts[0]).toBeGreaterThan(users.length / 3);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(0.98 * films.length);
  });

  it('lie within the two years, by person rising in time', () => {
    for (const list of ratingsOf.values()) {
      const times = list.map((rating) => rating.avaliado_em.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBeGreaterThanOrEqual(FIRST_DAY);
      expect(times.at(-1)).toBeLessThan(LAST_DAY + 86_400_000);
    }
    expect(new Date(FIRST_DAY).toISOString()).toBe('2024-11-01T00:00:00.000Z');
    expect(new Date(LAST_DAY).toISOString()).toBe('2026-10-31T00:00:00.000Z');
  });

  it('were given on evenings in Brasília, several on each', () => {
    const hours = new Set(ratings.map((rating) => (rating.avaliado_em.getUTCHours() + 21) % 24));
    expect([...hours].filter((hour) => hour < 19 && hour > 1)).toEqual([]);
    const evenings = new Set(
      ratings.map(
        ({ usuario_id, avaliado_em }) => `${usuario_id} ${Math.floor((avaliado_em.getTime() / 3_600_000 - 12) / 24)}`,
      ),
    );
    expect(ratings.length / evenings.size).toBeGreaterThan(3);
  });

  it('next to each other in time share genres more often than others of the same person', () => {
    const shared = (a: DemoRating, b: DemoRating) =>
      genresOf.get(a.filme_id)!.filter((genre) => genresOf.get(b.filme_id)!.includes(genre)).length;
    const lists = [...ratingsOf.values()];
    const near = lists.flatMap((list) => list.slice(1).map((rating, index) => shared(list[index], rating)));
    const far = lists.flatMap((list) => list.slice(8).map((rating, index) => shared(list[index], rating)));
    expect(mean(near)).toBeGreaterThan(1.2 * mean(far));
  });
});

describe.each([
  [1, 'comédia'],
  [2, 'romance'],
  [3, 'ficção científica'],
  [4, 'ação'],
  [5, 'drama'],
])('user %i', (id, taste) => {
  const list = ratingsOf.get(id)!;
  const ofTaste = list.filter((rating) => genresOf.get(rating.filme_id)![0] === taste);
  const others = list.filter((rating) => !ofTaste.includes(rating));

  it(`rated 12 to 18 films: mostly ${taste}, and those high`, () => {
    expect(list.length).toBeGreaterThanOrEqual(12);
    expect(list.length).toBeLessThanOrEqual(18);
    expect(ofTaste.length).toBeGreaterThanOrEqual(10);
    expect(Math.min(...ofTaste.map((rating) => rating.avaliacao))).toBeGreaterThanOrEqual(4);
  });

  it('rated a few films without that genre low', () => {
    expect(others.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...others.map((rating) => rating.avaliacao))).toBeLessThanOrEqual(2.5);
    for (const rating of some(others)) expect(genresOf.get(rating.filme_id)).not.toContain(taste);
  });

  it('left at least twenty films of the taste unrated', () => {
    const main = films.filter((film) => genresOf.get(film.id)![0] === taste);
    expect(main.length - ofTaste.length).toBeGreaterThanOrEqual(20);
  });

  it('agrees with others: those who like the same films like further films of that genre', () => {
    const liked = new Set(ofTaste.map((rating) => rating.filme_id));
    const alike = [...ratingsOf.values()].filter(
      (other) => other.filter((rating) => liked.has(rating.filme_id) && rating.avaliacao >= 4).length >= 3,
    );
    expect(alike.length).toBeGreaterThan(10);
    const further = alike.flat().filter((rating) => !liked.has(rating.filme_id) && rating.avaliacao >= 4);
    const inTaste = further.filter((rating) => genresOf.get(rating.filme_id)!.includes(taste));
    const usual = films.filter((film) => genresOf.get(film.id)!.includes(taste)).length / films.length;
    expect(inTaste.length / further.length).toBeGreaterThan(1.5 * usual);
  });
});
