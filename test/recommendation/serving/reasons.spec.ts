import { scoreOfParts } from '../../../src/engine/scoring/score';
import { scoreParts } from '../../../src/engine/scoring/score-parts';
import { FilmsService } from '../../../src/films/films.service';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { FilmRows } from '../../../src/recommendation/serving/film-rows';
import { historyOf } from '../../../src/recommendation/serving/film-scores';
import { reasonsOf } from '../../../src/recommendation/serving/reasons';
import { referenceModel } from '../../engine/models';
import { servedModel } from '../../support/served-model';
import { eachDatabase } from '../../support/databases';
import { addFilms } from '../../support/add-rows';
import { some } from '../../support/some';

eachDatabase('the reasons of films', (open) => {
  it('are none where the score is not above zero, of which no share means anything', async () => {
    const database = await open();
    const model = servedModel(referenceModel(null), (column) => column + 1);
    const ids = Array.from(model.filmIds);
    await addFilms(
      database,
      ids.map((id) => ({ id, titulo: `Filme ${id}` })),
    );
    const index = new FilmIndex(model, ids, []);
    const profile = { version: 1, filmIds: [1, 2, 3], ratings: [5, 4, 1], times: [1, 2, 3], told: [], gone: [] };
    const rated = index.placesOf(profile.filmIds);
    const parts = scoreParts(model.taste, historyOf({ index, profile, rated }));
    const order = scoreOfParts(model.taste, parts);
    const scores = { index, profile, rated, byTaste: true, order, shown: order, parts };
    const places = [...ids.keys()];
    const reasons = await reasonsOf(
      {
        scores,
        films: new FilmRows(new FilmsService(database)),
        excluded: new Uint8Array(ids.length),
        language: 'pt',
        pace: (piece) => Promise.resolve(piece()),
      },
      places,
    );
    const below = places.filter((place) => order[place] < 0);
    expect(below.length).toBeGreaterThan(0);
    for (const place of some(places)) expect(reasons[place].length > 0).toBe(order[place] > 0);
  });
});
