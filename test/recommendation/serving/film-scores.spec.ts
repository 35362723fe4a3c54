import { toldPreference } from '../../../src/engine/ratings/preference';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { historyOf } from '../../../src/recommendation/serving/film-scores';
import { referenceModel } from '../../engine/models';
import { servedModel } from '../../support/served-model';

const newcomer = { id: 99, readoutColumn: new Float32Array(1), vector: new Float32Array(1), group: 0 };

describe('the history of a person', () => {
  const model = servedModel(referenceModel(null), (column) => column + 1);
  const index = new FilmIndex(model, [...model.filmIds, 99], [newcomer]);
  const event = (filmId: number, at: number) => ({ filmId, at, kind: 'assistiu', value: null, preference: 0.8 });

  it('is what was rated of films that the model knows, at their columns; without a moment it is the oldest', () => {
    const profile = {
      version: 1,
      filmIds: [3, 99, 500, 1],
      ratings: [4, 5, 3, 2],
      times: [null, 10, 20, 30],
      told: [],
      gone: [],
    };
    const history = historyOf({ index, profile, rated: index.placesOf(profile.filmIds) });
    expect(history).toEqual({ film: [2, 0], rating: [4, 2], time: [-Infinity, 30], told: [null, null], top: 5 });
  });

  it('holds what events tell, in the order of time, ratings of the same moment first', () => {
    const told = [event(7, 25), event(99, 5), event(500, 5), event(8, 30), event(9, 1)];
    const profile = { version: 1, filmIds: [3, 4, 1], ratings: [4, 5, 2], times: [null, null, 30], told, gone: [] };
    const history = historyOf({ index, profile, rated: index.placesOf(profile.filmIds) });
    const said = toldPreference(0.8);
    expect(history).toEqual({
      film: [2, 3, 8, 6, 0, 7],
      rating: [4, 5, said, said, 2, said],
      time: [-Infinity, -Infinity, 1, 25, 30, 30],
      told: [null, null, told[4], told[0], null, told[3]],
      top: 5,
    });
  });
});
