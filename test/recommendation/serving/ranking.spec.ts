import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import type { FilmScores } from '../../../src/recommendation/serving/film-scores';
import { rank, type Choice, type Ranking } from '../../../src/recommendation/serving/ranking';

const ids = [10, 11, 12, 13, 14, 15];

/** Scores of six films, 12 and 14 the best, for somebody with these ratings. */
function scoresFor(rated: Record<number, number>, given: Partial<FilmScores> & { gone?: number[] } = {}): FilmScores {
  const { gone = [], ...rest } = given;
  const index = new FilmIndex(null, ids, []);
  const filmIds = Object.keys(rated).map(Number);
  const profile = {
    version: 1,
    filmIds,
    ratings: Object.values(rated),
    times: filmIds.map(() => null),
    told: [],
    gone,
  };
  const order = Float32Array.of(1, 2, 6, 3, 6, 4);
  return {
    index,
    profile,
    rated: index.placesOf(filmIds),
    byTaste: true,
    order,
    shown: order,
    plain: rest.order ?? order,
    circumstances: {},
    ...rest,
  };
}

const any: Choice = { allowed: null, unwanted: [], includeRated: false, variety: 0, forPublic: false };
const listed = (ranking: Ranking, skip = 0, count = 9) => Array.from(ranking.page(skip, count), (place) => ids[place]);

describe('a list', () => {
  it('has the best first, of equal ones the lower place, in pages', () => {
    const ranking = rank(scoresFor({}), any);
    expect(listed(ranking)).toEqual([12, 14, 15, 13, 11, 10]);
    expect([listed(ranking, 0, 2), listed(ranking, 2, 3), listed(ranking, 5, 3)]).toEqual([
      [12, 14],
      [15, 13, 11],
      [10],
    ]);
    expect([ranking.origin, ranking.shown[2]]).toEqual(['modelo', 6]);
  });

  it('says that its films are popular ones where no taste is known, and tells how popular', () => {
    const likes = Float32Array.of(7, 7, 7, 7, 7, 7);
    const ranking = rank(scoresFor({}, { byTaste: false, shown: likes }), { ...any, variety: 1 });
    expect([ranking.origin, ranking.shown, listed(ranking, 1, 2)]).toEqual(['populares', likes, [14, 15]]);
  });

  it('leaves out what is rated, taken out by an event, not wanted, or not let through, each alone and together', () => {
    expect(listed(rank(scoresFor({ 12: 5 }), any))).toEqual([14, 15, 13, 11, 10]);
    expect(listed(rank(scoresFor({}, { gone: [14, 99] }), any))).toEqual([12, 15, 13, 11, 10]);
    expect(listed(rank(scoresFor({}), { ...any, unwanted: [10, 15, 99] }))).toEqual([12, 14, 13, 11]);
    expect(listed(rank(scoresFor({}), { ...any, allowed: [10, 14, 99] }))).toEqual([14, 10]);
    const choice = { ...any, allowed: [10, 11, 12, 14], unwanted: [11] };
    const ranking = rank(scoresFor({ 12: 5, 98: 1 }, { gone: [14] }), choice);
    expect(listed(ranking)).toEqual([10]);
    expect([...ranking.excluded]).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('lets rated films compete where that is asked for, but none that an event took out', () => {
    expect(listed(rank(scoresFor({ 12: 1, 10: 5 }, { gone: [15] }), { ...any, includeRated: true }))).toEqual([
      12, 14, 13, 11, 10,
    ]);
  });

  it('is what to see again, best rated first, where nothing else is left', () => {
    const rated = { 10: 5, 13: 2, 14: 5, 98: 4 };
    const ranking = rank(scoresFor(rated), { ...any, unwanted: [11, 12, 15] });
    expect(ranking.origin).toBe('rever');
    expect([listed(ranking), listed(ranking, 1, 1)]).toEqual([[10, 14, 13], [14]]);
    expect([...ranking.shown]).toEqual([5, 0, 0, 2, 5, 0]);
    expect([...ranking.excluded]).toEqual([0, 1, 1, 0, 0, 1]);
    // Nor is it what the filter does not let through, or an event took out.
    expect(listed(rank(scoresFor(rated, { gone: [14] }), { ...any, allowed: [13, 14] }))).toEqual([13]);
  });

  it('is empty where nothing is let through', () => {
    const ranking = rank(scoresFor({ 12: 5 }), { ...any, allowed: [] });
    expect([ranking.origin, listed(ranking)]).toEqual(['modelo', []]);
  });

  it('for anybody to see is the better half of what is not rated, whatever the filter, and never what is', () => {
    const open = { ...any, forPublic: true };
    expect(listed(rank(scoresFor({}), open))).toEqual([12, 14, 15]);
    // Five are not rated: the half is three of them.
    expect(listed(rank(scoresFor({ 12: 5 }), open))).toEqual([14, 15, 13]);
    expect(listed(rank(scoresFor({ 12: 5 }, { gone: [14] }), open))).toEqual([15, 13]);
    expect(listed(rank(scoresFor({ 12: 5 }), { ...open, allowed: [10, 15] }))).toEqual([15]);
    expect(listed(rank(scoresFor({ 12: 5 }), { ...open, unwanted: [15] }))).toEqual([14, 13]);
    const all = rank(scoresFor({ 10: 1, 11: 2, 12: 3, 13: 4, 14: 5, 15: 5 }), open);
    expect([all.origin, listed(all)]).toEqual(['modelo', []]);
  });
});
