import { explainFilms } from '../../../src/engine/scoring/explain';
import { filmsOf } from '../../support/films-service';
import type { Language } from '../../../src/http/language';
import type { ServedModel } from '../../../src/recommendation/model/served-model';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { FilmRows } from '../../../src/recommendation/serving/film-rows';
import { publicReasonsOf } from '../../../src/recommendation/serving/public-reasons';
import { twoCirclesModel } from '../../engine/models';
import { withSqlite } from '../../support/databases';
import { plainScores } from '../../support/film-scores';
import { servedModel } from '../../support/served-model';
import { some } from '../../support/some';

/** Films 1 to 12, the first six liked by one circle of people and the others by another; three groups of four. */
async function modelOfTwoCircles(): Promise<ServedModel> {
  const taste = await twoCirclesModel();
  const filmGroup = Uint16Array.from({ length: 12 }, (_, column) => Math.floor(column / 4));
  return servedModel({ ...taste, filmGroup, groupSizes: Uint32Array.of(4, 4, 4) }, (column) => column + 1);
}

const newcomer = { id: 99, readoutColumn: new Float32Array(4), vector: new Float32Array(4), group: 0 };

withSqlite('the reasons that anybody may read', (open) => {
  const reasonsOf = async (model: ServedModel, ratings: Record<number, number>, language: Language = 'pt') => {
    const films = new FilmRows(filmsOf(await open()));
    const index = new FilmIndex(model, [...model.filmIds, 99], [{ ...newcomer, ...columnOf(model) }]);
    const filmIds = Object.keys(ratings).map(Number);
    const profile = {
      version: 1,
      filmIds,
      ratings: Object.values(ratings),
      times: filmIds.map((n) => n),
      told: [],
      gone: [],
    };
    const { scores, history, parts } = plainScores(model, index, profile);
    const excluded = new Uint8Array(13);
    const pace = <Result>(piece: () => Result) => Promise.resolve(piece());
    const places = [12, ...Array(12).keys()];
    const reasons = await publicReasonsOf({ scores, films, excluded, language, pace }, places);
    return { reasons, exact: explainFilms(model.taste, history, [...Array(12).keys()], parts) };
  };
  const columnOf = ({ taste }: ServedModel) => ({ readoutColumn: new Float32Array(taste.readout.cols) });

  it('are the groups of three rated films and more, the taste and all people, in steps of 5 %', async () => {
    const model = await modelOfTwoCircles();
    // Of group 1 four films, of group 2 two and of group 3 three.
    const ratings = { 1: 5, 2: 5, 3: 4, 4: 5, 5: 5, 6: 4, 9: 1, 10: 4, 11: 1 };
    const { reasons, exact } = await reasonsOf(model, ratings);
    expect(reasons[0]).toEqual([
      { tipo: 'gosto', texto: 'Pelo gosto que suas escolhas mostram juntas: 100%', parte: 1 },
    ]);
    const named = new Set<number | undefined>();
    for (const { film, score, ratings: shares, tastes, popularity, bias } of some(exact)) {
      const told = reasons[film + 1];
      if (score <= 0) {
        expect(told).toEqual([]);
        continue;
      }
      const sum = (from: number, to: number) => shares.slice(from, to).reduce((total, share) => total + share, 0);
      const step = (part: number) => Math.round((20 * part) / score) / 20;
      const groups = [
        { id: 1, part: sum(0, 4) },
        { id: 3, part: sum(6, 9) },
      ].filter(({ part }) => step(part) > 0);
      const rest = groups.reduce((left, { part }) => left - part, tastes + sum(0, 9));
      const expected = [
        ...groups.map(({ id, part }) => ['grupo', id, step(part)]),
        [step(rest) < 0 ? 'contra' : 'gosto', undefined, step(rest)],
        ['popularidade', undefined, step(popularity)],
        [step(bias) < 0 ? 'contra' : 'notas', undefined, step(bias)],
      ].filter(([, , share]) => share !== 0);
      expect(new Set(told.map(({ tipo, grupo_id, parte }) => JSON.stringify([tipo, grupo_id, parte])))).toEqual(
        new Set(expected.map((one) => JSON.stringify(one))),
      );
      told.forEach(({ grupo_id }) => named.add(grupo_id));
      const order = told.map(({ parte }) => (parte > 0 ? 1e6 + parte : -parte));
      expect(order).toEqual([...order].sort((a, b) => b - a));
    }
    expect(named).toContain(1);
    expect(named).not.toContain(2);
  });

  it('name a group in either language', async () => {
    const model = await modelOfTwoCircles();
    const ratings = { 1: 5, 2: 5, 3: 4 };
    for (const [language, text] of [
      ['pt', /^Pelo que você escolheu de grupo 1: \d+%$/],
      ['en', /^For what you chose of grupo 1: \d+%$/],
    ] as const) {
      const { reasons } = await reasonsOf(model, ratings, language);
      const groups = reasons.flat().filter(({ tipo }) => tipo === 'grupo');
      for (const { texto, parte } of some(groups)) {
        expect(texto).toMatch(text);
        expect(texto).toContain(`: ${Math.round(100 * parte)}%`);
      }
    }
  });

  it('are at most three groups, those that say most', async () => {
    const taste = await twoCirclesModel();
    // Of ten films of one group each, three times over: whoever rated nearly everything.
    const filmGroup = Uint16Array.from({ length: 12 }, (_, column) => Math.floor(column / 3));
    const model = servedModel({ ...taste, filmGroup, groupSizes: new Uint32Array(4).fill(3) }, (column) => column + 1);
    const all = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [n + 1, n < 6 ? 5 : 4]));
    const { reasons, exact } = await reasonsOf(model, all);
    let most = 0;
    for (const { film, score, ratings } of some(exact.filter((one) => one.score > 0))) {
      const groups = reasons[film + 1].filter(({ tipo }) => tipo === 'grupo').map(({ grupo_id }) => grupo_id);
      const best = [0, 1, 2, 3]
        .map((group) => ({ id: group + 1, part: ratings.slice(3 * group, 3 * group + 3).reduce((a, b) => a + b) }))
        .filter(({ part }) => Math.round((20 * part) / score) > 0)
        .sort((a, b) => b.part - a.part)
        .slice(0, 3);
      expect(groups).toEqual(best.map(({ id }) => id));
      most = Math.max(most, groups.length);
    }
    expect(most).toBeGreaterThan(0);
  });
});
