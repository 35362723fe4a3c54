import fc from 'fast-check';
import { nextAffinity, nextScores } from '../../../src/engine/model/next-films';
import { learnNextFilms } from '../../../src/engine/training/learn-next-films';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { opinion } from '../../../src/engine/ratings/preference';
import { anyRows, tableOf } from '../tables';

const parameters = { ...defaultParameters, window: 2, nextShrinkage: 20 };

describe('next films', () => {
  it('are those worked out by hand', async () => {
    // User 0: films 0, 1, 2, 3. User 1: films 1, 0.
    const rows = [[0, 0, 5, 1], [0, 1, 5, 2], [0, 2, 5, 3], [0, 3, 5, 4], [1, 1, 5, 1], [1, 0, 5, 2]] as const; // prettier-ignore
    const next = await learnNextFilms(tableOf(rows), parameters);
    // Film 1 is followed by 2 (1), 3 (0.93) and, by the other user, 0 (1): 2.93 in all.
    expect(nextAffinity(next, 1, 3)).toBeCloseTo(0.93 / Math.sqrt((2.93 + 20) * (1 + 20)), 6);
    expect(nextAffinity(next, 1, 0)).toBeCloseTo(1 / Math.sqrt((2.93 + 20) * (2 + 20)), 6);
    expect(nextAffinity(next, 0, 3)).toBe(0);
    expect(nextAffinity(next, 3, 0)).toBe(0);
    const scores = nextScores(next, [0, 1], Float64Array.of(0.7, 1));
    expect(scores[3]).toBeCloseTo(nextAffinity(next, 1, 3), 6);
    expect(scores[2]).toBeCloseTo(0.7 * nextAffinity(next, 0, 2) + nextAffinity(next, 1, 2), 6);
  });

  it('count by what their ratings say, and are not those that are disliked more than liked', async () => {
    // After film 0 come film 1, liked, then disliked; film 2, disliked; film 3, rated four of five.
    const rows = [[0, 0, 5, 1], [0, 1, 5, 2], [1, 0, 5, 1], [1, 1, 1, 2], [2, 0, 5, 1], [2, 2, 1, 2], [3, 0, 5, 1], [3, 3, 4, 2]] as const; // prettier-ignore
    const next = await learnNextFilms(tableOf(rows), { ...parameters, dislike: 0.6 });
    expect(nextAffinity(next, 0, 1)).toBeCloseTo((1 - 0.6) / Math.sqrt((4 + 20) * (2 + 20)), 6);
    expect(nextAffinity(next, 0, 2)).toBe(0);
    expect(nextAffinity(next, 0, 3)).toBeCloseTo(0.8 / Math.sqrt((4 + 20) * (1 + 20)), 6);
    const anyhow = await learnNextFilms(tableOf(rows), { ...parameters, preference: 'binary', dislike: null });
    expect(nextAffinity(anyhow, 0, 1)).toBeCloseTo(2 / Math.sqrt((4 + 20) * (2 + 20)), 6);
    expect(nextAffinity(anyhow, 0, 2)).toBeCloseTo(1 / Math.sqrt((4 + 20) * (1 + 20)), 6);
  });

  it('are those of the definition, whatever is rated in one moment, in a catalogue of which most follows nothing', async () => {
    const [window, filmCount, apart] = [3, 400, 40];
    await fc.assert(
      fc.asyncProperty(anyRows, async (all) => {
        const once = [...new Map(all.map((row) => [`${row[0]} ${row[1]}`, row])).values()];
        const rows = once.map(([user, film, rating, time]) => [user, film * apart, rating, (time ?? 0) % 6] as const);
        const table = tableOf(rows, { userCount: 12, filmCount });
        const next = await learnNextFilms(table, { ...parameters, window, dislike: 0.6, nextKept: filmCount });

        const [follows, total] = [new Map<string, number>(), new Map<number, number>()];
        const add = <Key>(sums: Map<Key, number>, key: Key, x: number) => sums.set(key, (sums.get(key) ?? 0) + x);
        for (const [user, from, , moment] of rows) {
          const later = rows.filter((row) => row[0] === user && row[3] > moment);
          for (const [, to, rating, time] of later) {
            const first = later.filter((row) => row[3] < time).length;
            const places = later.filter((row) => row[3] === time).map((_, n) => first + n);
            const weights = places.map((place) => (place < window ? 0.93 ** place : 0));
            const weight = places.length > window ? 0 : weights.reduce((sum, x) => sum + x, 0) / places.length;
            if (first >= window) continue;
            add(total, from, weight);
            add(follows, `${from} ${to}`, weight * opinion(rating, 5, parameters.preference, 0.6));
          }
        }
        const rated = (film: number) => rows.filter((row) => row[1] === film).length;
        for (let from = 0; from < filmCount; from += apart)
          for (let to = 0; to < filmCount; to += apart) {
            const root = Math.sqrt(((total.get(from) ?? 0) + 20) * (rated(to) + 20));
            const affinity = Math.max(0, follows.get(`${from} ${to}`) ?? 0) / root;
            expect(nextAffinity(next, from, to)).toBeCloseTo(affinity, 5);
          }
      }),
    );
  });

  it('that are kept are the ones of largest affinity, ascending', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.integer({ min: 1, max: 4 }), async (rows, nextKept) => {
        const table = tableOf(rows, { userCount: 12, filmCount: 10 });
        const all = await learnNextFilms(table, { ...parameters, nextKept: 10 });
        const some = await learnNextFilms(table, { ...parameters, nextKept });
        for (let f = 0; f < 10; f++) {
          const row = [...all.film.slice(all.rowStart[f], all.rowStart[f + 1])];
          const best = row
            .toSorted((a, b) => nextAffinity(all, f, b) - nextAffinity(all, f, a) || a - b)
            .slice(0, nextKept)
            .map((g) => nextAffinity(all, f, g));
          const kept = [...some.film.slice(some.rowStart[f], some.rowStart[f + 1])];
          expect(kept).toEqual(kept.toSorted((a, b) => a - b));
          expect(kept.map((g) => nextAffinity(some, f, g)).sort((a, b) => b - a)).toEqual(best);
        }
      }),
    );
  });

  it('that are kept are of equal ones those of lower index, and all that are nearer', async () => {
    // Film 0 is followed once each by 3, 1 and 2, each rated once; film 4 follows it twice.
    const followers = [3, 1, 2, 4, 4];
    const rows = followers.flatMap((film, user) => [[user, 0, 5, 1], [user, film, 5, 2]] as const); // prettier-ignore
    const kept = async (nextKept: number): Promise<number[]> => {
      const { rowStart, film } = await learnNextFilms(tableOf(rows), { ...parameters, nextKept });
      return [...film.slice(rowStart[0], rowStart[1])];
    };
    expect(await Promise.all([1, 2, 3, 4].map(kept))).toEqual([[4], [1, 4], [1, 2, 4], [1, 2, 3, 4]]);
  });
});
