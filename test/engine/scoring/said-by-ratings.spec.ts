import { explainFilms } from '../../../src/engine/scoring/explain';
import { saidByLike, saidByRatings } from '../../../src/engine/scoring/said-by-ratings';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { smallRows } from '../reference/small';
import { some } from '../../support/some';

const table = RatingTable.fromRows(smallRows);
const trained = fitTasteModel(table, { ...defaultParameters, block: 12, halo: 6, ridgeB: 3 });

describe('what ratings say for films', () => {
  it('is what the explanations of these films tell of them, added up', async () => {
    const model = await trained;
    const films = [...Array(model.filmCount).keys()];
    for (let u = 0; u < table.userCount; u++) {
      const history = table.history(u);
      const ratings = [...Array(history.film.length).keys()].reverse();
      const said = saidByRatings(model, history, ratings, films);
      const explained = explainFilms(model, history, films);
      for (const [place, n] of some(ratings).entries()) {
        const sum = explained.reduce((total, one) => total + one.ratings[n], 0);
        expect(said[place]).toBeCloseTo(sum, 5);
      }
    }
  });

  it('is for one like what it would be in a history of nothing else', async () => {
    const model = await trained;
    const films = [...Array(model.filmCount).keys()];
    for (const film of films) {
      const explained = explainFilms(model, { film: [film], rating: [5], time: null, top: 5 }, films);
      const said = saidByLike(model, film);
      for (const { film: to, ratings } of explained) expect(said[to]).toBeCloseTo(ratings[0], 5);
    }
  });
});
