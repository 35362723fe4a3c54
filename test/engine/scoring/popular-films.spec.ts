import { type FilmPopularity, popularFilms } from '../../../src/engine/scoring/popular-films';
import { twoCirclesModel } from '../models';

const films: FilmPopularity = {
  filmCount: 8,
  filmGroup: Uint16Array.of(0, 1, 1, 0, 2, 1, 2, 0),
  groupSizes: Uint32Array.of(3, 3, 2),
  likedCount: Uint32Array.of(12, 9, 8, 6, 3, 3, 0, 0),
  ratingCount: Uint32Array.of(12, 9, 8, 6, 3, 3, 1, 2),
};

describe('popular films', () => {
  it('come from each group in each round, the most liked first; films that nobody liked come last', () => {
    expect([...popularFilms(films, 8)]).toEqual([0, 1, 4, 2, 3, 5, 7, 6]);
  });

  it('leave out the excluded ones and stop at the count', () => {
    expect([...popularFilms(films, 3, Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0))]).toEqual([2, 3, 4]);
    expect([...popularFilms(films, 0)]).toEqual([]);
    expect([...popularFilms(films, 100)]).toHaveLength(8);
  });

  it('prefer, of equally liked films, the one with more ratings, then the lower index', () => {
    const equal = {
      ...films,
      filmGroup: new Uint16Array(8),
      groupSizes: Uint32Array.of(8),
      likedCount: new Uint32Array(8).fill(2),
    };
    expect([...popularFilms(equal, 8)]).toEqual([0, 1, 2, 3, 4, 5, 7, 6]);
  });

  it('name every film once, for a trained model', async () => {
    expect([...popularFilms(await twoCirclesModel(), 12)].sort((a, b) => a - b)).toEqual([...Array(12).keys()]);
  });
});
