import { evaluateColdUsers, KNOWN_RATINGS } from '../../src/engine/evaluation/evaluate-cold-users';
import { counted, mean } from '../../src/engine/evaluation/evaluate';
import { popularBaseline } from '../../src/engine/evaluation/popular-baseline';
import { splitAtRows } from '../../src/engine/evaluation/splits';
import { tasteGroups } from '../../src/engine/evaluation/taste-groups';
import { defaultParameters } from '../../src/engine/model/parameters';
import { Random } from '../../src/engine/random';
import { bestFilms } from '../../src/engine/scoring/best-films';
import { RatingTable, someRatings } from '../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../src/engine/scoring/score';
import { fitTasteModel } from '../../src/engine/training/fit-taste-model';
import { describeWith, sharedData } from '../support/requirements';
import { heldOutRows, latestSmall } from './latest-small';
import { some } from '../support/some';

/** NDCG@10 of popular films and of ours by the number of ratings known, of people drawn by chance. */
async function qualityOf(kind: 'time' | 'random'): Promise<{ popular: number; ours: number }[]> {
  const { train: known } = splitAtRows(latestSmall(), heldOutRows(kind));
  const recommenders = [popularBaseline, tasteGroups(defaultParameters)];
  const rows = await (kind === 'time'
    ? evaluateColdUsers(known, recommenders, 'first', new Random(1))
    : evaluateColdUsers(known.withoutTimes(), recommenders, 'any', new Random(1)));
  return KNOWN_RATINGS.map((_, n) => {
    const [popular, ours] = rows.map(({ ndcgAt10 }) => mean(counted(ndcgAt10[n])));
    return { popular, ours };
  });
}

// On training rows only: the weight of popularity was chosen on them, and the others must not choose.
describeWith(sharedData, 'the films of people with few ratings, on training rows of MovieLens latest-small', () => {
  it.each(['time', 'random'] as const)(
    'are about as good as popular ones from the first rating on, and get better with more, on the %s split',
    async (kind) => {
      const byKnown = await qualityOf(kind);
      for (const { popular, ours } of some(byKnown)) expect(ours).toBeGreaterThan(0.97 * popular);
      expect(byKnown[KNOWN_RATINGS.indexOf(5)].ours).toBeGreaterThan(1.03 * byKnown[0].ours);
    },
    120_000,
  );

  it('are other films after one rating for each of the fifty most liked films, and as they were from 15 ratings on', async () => {
    const table = RatingTable.fromRows(latestSmall());
    const model = await fitTasteModel(table, defaultParameters);
    const films = Array.from(bestFilms(model.likedCount, 50));
    // No list has a film of the fifty: it is not what was rated that makes lists different.
    const excluded = Uint8Array.from({ length: model.filmCount }, (_, f) => (films.includes(f) ? 1 : 0));
    const lists = films.map((film) =>
      bestFilms(scoreFilms(model, { film: [film], rating: [5], time: null, top: 5 }), 10, { excluded }).join(),
    );
    expect(new Set(lists).size).toBe(50);
    const unpopular = { ...model, likedCount: new Uint32Array(model.filmCount) };
    for (let u = 0; u < table.userCount; u += 20) {
      const history = table.history(u);
      const latest = someRatings(history, [...Array(history.film.length).keys()].slice(-15));
      expect(scoreFilms(model, latest)).toEqual(scoreFilms(unpopular, latest));
    }
  });
});
