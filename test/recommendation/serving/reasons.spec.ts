import { explainFilms, ranksWithout } from '../../../src/engine/scoring/explain';
import { filmsOf } from '../../support/films-service';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { FilmRows } from '../../../src/recommendation/serving/film-rows';
import { reasonsOf } from '../../../src/recommendation/serving/reasons';
import { referenceModel, twoCirclesModel } from '../../engine/models';
import { plainScores } from '../../support/film-scores';
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
    const { scores } = plainScores(model, index, profile);
    const { order } = scores;
    const places = [...ids.keys()];
    const reasons = await reasonsOf(
      {
        scores,
        films: new FilmRows(filmsOf(database)),
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

  it('are the ratings that say most for a film and against it, all people, and the taste: together the score', async () => {
    const database = await open();
    const taste = await twoCirclesModel();
    const model = servedModel(taste, (column) => column + 1);
    const ids = Array.from(model.filmIds);
    await addFilms(
      database,
      [...ids, 99].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
    const later = {
      id: 99,
      readoutColumn: new Float32Array(taste.readout.cols),
      vector: new Float32Array(4),
      group: 0,
    };
    const index = new FilmIndex(model, [...ids, 99], [later]);
    const filmIds = [1, 2, 3, 4, 5, 7, 8, 9, 10];
    const ratings = [5, 4, 4.5, 4, 3.5, 1, 0.5, 1, 1.5];
    const profile = { version: 1, filmIds, ratings, times: filmIds.map((n) => n), told: [], gone: [] };
    const { scores, history, parts } = plainScores(model, index, profile);
    const excluded = new Uint8Array(13);
    let pieces = 0;
    const reasons = await reasonsOf(
      {
        scores,
        films: new FilmRows(filmsOf(database)),
        excluded,
        language: 'en',
        pace: (piece) => {
          pieces++;
          return Promise.resolve(piece());
        },
      },
      [12, ...ids.keys()],
    );
    expect(pieces).toBeGreaterThan(3);
    expect(reasons[0]).toEqual([
      { tipo: 'gosto', texto: 'For the taste that your ratings show together: 100%', parte: 1 },
    ]);
    const kinds = new Set<string>();
    for (const { film, score, ratings: shares, popularity, bias } of explainFilms(
      taste,
      history,
      [...ids.keys()],
      parts,
    )) {
      const told = reasons[film + 1];
      if (score <= 0) {
        expect(told).toEqual([]);
        continue;
      }
      const share = (part: number) => Math.round((1000 * part) / score) / 1000;
      const strongest = (sign: number) =>
        [...shares.keys()]
          .filter((n) => sign * shares[n] >= 0.02 * score && (ratings[n] > 2.5 ? 1 : -1) === sign)
          .sort((a, b) => Math.abs(shares[b]) - Math.abs(shares[a]))
          .slice(0, 3);
      const expected = [
        ...[...strongest(1), ...strongest(-1)].map((n) => ({
          tipo: shares[n] < 0 ? 'contra' : 'avaliacao',
          filme_id: filmIds[n],
          titulo: `Filme ${filmIds[n]}`,
          avaliacao: ratings[n],
          parte: share(shares[n]),
          posicao_sem_ela: ranksWithout(taste, history, n, [film], excluded, index.newColumns)[0],
        })),
        { tipo: 'popularidade', parte: share(popularity) },
        { tipo: share(bias) < 0 ? 'contra' : 'notas', parte: share(bias) },
      ].filter(({ parte }) => Math.abs(parte) >= 0.02);
      const rest = 1 - expected.reduce((sum, { parte }) => sum + parte, 0);
      if (Math.abs(rest) >= 0.0005)
        expected.push({ tipo: rest < 0 ? 'contra' : 'gosto', parte: Math.round(1000 * rest) / 1000 });
      expected.sort((a, b) => Math.sign(b.parte) - Math.sign(a.parte) || Math.abs(b.parte) - Math.abs(a.parte));
      expect(told).toEqual(expected.map((reason) => ({ ...reason, texto: expect.any(String) })));
      told.forEach(({ tipo }) => kinds.add(tipo));
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['avaliacao', 'contra', 'gosto']));
  });
});
