import type { TasteModel } from '../../src/engine/model/model';
import { assertSound } from '../../src/engine/model/model-soundness';
import { defaultParameters } from '../../src/engine/model/parameters';
import { RatingTable, someRatings } from '../../src/engine/ratings/rating-table';
import { bestFilms } from '../../src/engine/scoring/best-films';
import { scoreFilms } from '../../src/engine/scoring/score';
import { fitTasteModel } from '../../src/engine/training/fit-taste-model';
import { typicalities } from '../../src/engine/training/typicality';
import { groupNames } from '../../src/recommendation/training/group-names';
import { hashOf } from '../engine/models';
import { describeWith, sharedData } from '../support/requirements';
import { untrueIn } from '../support/true-names';
import { latestSmall, latestSmallFilms } from './latest-small';

describeWith(sharedData, 'a model of MovieLens latest-small', () => {
  let table: RatingTable;
  let model: TasteModel;
  beforeAll(async () => {
    table = RatingTable.fromRows(latestSmall());
    model = await fitTasteModel(table, defaultParameters);
  });

  it('is sound, and its shown groups are between 5 and 24', () => {
    assertSound(model);
    // The same on every version of Node; see test/recommendation/training/thread-team.spec.ts.
    expect(hashOf(model)).toBe('3a38fade3cff9dd13c32d83083cc81f8b9ec77eee0559fa5a27a9f72e0efd438');
    expect([model.userCount, model.filmCount]).toEqual([610, 9724]);
    expect(model.parameters).toMatchObject({ dimensions: 32, tasteCount: 152 });
    expect(model.groupSizes.length).toBeGreaterThanOrEqual(5);
    expect(model.groupSizes.length).toBeLessThanOrEqual(24);
    expect(Math.min(...model.groupSizes)).toBeGreaterThan(50);
  });

  it('has names for its film groups that are true of half of the twenty most typical films, in both languages', () => {
    const { filmGroup, groupSizes } = model;
    const typicality = typicalities(model);
    const films = latestSmallFilms();
    expect(films).toHaveLength(filmGroup.length);
    const names = groupNames(films, filmGroup, typicality, groupSizes.length);
    expect(names.length).toBeGreaterThan(4);
    names.forEach((name, g) => {
      const typical = [...filmGroup.keys()]
        .filter((f) => filmGroup[f] === g)
        .sort((a, b) => typicality[b] - typicality[a] || a - b)
        .slice(0, 20)
        .map((f) => films[f]);
      for (const language of ['pt', 'en'] as const)
        expect([name, untrueIn(name[language], language, typical, films)]).toEqual([name, []]);
    });
    for (const language of ['pt', 'en'] as const)
      expect(new Set(names.map((name) => name[language])).size).toBe(names.length);
    expect(names.map(({ pt }) => pt).join()).not.toMatch(/Comedy|Action|Thriller|\d0s|like /);
  });

  it('gives other films after one rating for each of the fifty most liked films, and those it gave without popularity from 15 ratings on', () => {
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
