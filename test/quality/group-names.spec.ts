import { defaultParameters } from '../../src/engine/model/parameters';
import { SparseMatrix } from '../../src/engine/linear-algebra/sparse';
import { Random } from '../../src/engine/random';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { filmGroups } from '../../src/engine/training/film-groups';
import { STREAM, tasteSpace } from '../../src/engine/training/fit-stages';
import { typicalities } from '../../src/engine/training/typicality';
import { groupNames } from '../../src/recommendation/training/group-names';
import { describeWith, sharedData } from '../support/requirements';
import { untrueIn } from '../support/true-names';
import { latestSmall, latestSmallFilms } from './latest-small';

describeWith(sharedData, 'the names of the film groups of MovieLens latest-small', () => {
  it('are true of half of the twenty most typical films, all of them, in both languages', async () => {
    // Of a training only what groups are made of.
    const table = RatingTable.fromRows(latestSmall());
    const { filmVectors } = await tasteSpace(
      table,
      SparseMatrix.preferences(table, defaultParameters.preference),
      defaultParameters,
    );
    const { rated, liked } = table.countByFilm();
    const random = new Random(defaultParameters.seed, STREAM.filmGroups);
    const { filmGroup, centroids } = filmGroups(filmVectors, rated, liked, random);
    const typicality = typicalities({
      filmVectors: filmVectors.toFloat32(),
      filmGroup,
      groupCentroids: centroids,
      ratingCount: rated,
    });
    const films = latestSmallFilms();
    expect(films).toHaveLength(filmGroup.length);
    const names = groupNames(films, filmGroup, typicality, centroids.rows);
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
});
