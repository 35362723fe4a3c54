import { blendPredicted, learnTokenWeights } from '../../../src/engine/training/learn-token-weights';
import { predictFilm } from '../../../src/engine/scoring/predict-film';
import { areaUnderCurve } from '../../../src/engine/evaluation/area-under-curve';
import { drawColdFilms, evaluateColdFilms } from '../../../src/engine/evaluation/evaluate-cold-films';
import { counted, mean } from '../../../src/engine/evaluation/evaluate';
import { tasteGroups } from '../../../src/engine/evaluation/taste-groups';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { fromArrays, toArrays } from '../../../src/engine/model/model-arrays';
import { assertSound } from '../../../src/engine/model/model-soundness';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { Random } from '../../../src/engine/random';
import { scoreParts, type ScorePart } from '../../../src/engine/scoring/score-parts';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { largestDifference } from '../reference/small';
import { tableOf, twoCircles } from '../tables';

/** Films 0..5 are of one circle and one genre, 6..11 of the other, and so are 12 and 13, which nobody has rated. */
const traits = [...Array(14).keys()].map((f) => [f < 6 || f === 12 ? 'g:drama' : 'g:comédia', `d:${f}`]);
const table = tableOf(twoCircles(), { filmCount: 14 });
const trained = fitTasteModel(table, { ...defaultParameters, dimensions: 4, tasteCount: 4 }, { traits });

describe('a film that nobody has rated', () => {
  it('goes where films with its words are', async () => {
    const model = await trained;
    assertSound(model);
    expect(model.tokenWeights.tokens).toEqual(['g:comédia', 'g:drama']);
    expect(new Set(model.filmGroup.slice(0, 6))).toContain(model.filmGroup[12]);
    expect(new Set(model.filmGroup.slice(6, 12))).toContain(model.filmGroup[13]);
    const scores = scoreFilms(model, { film: [0, 1, 2], rating: [5, 5, 5], time: null, top: 5 });
    expect(scores[12]).toBeGreaterThan(scores[13]);
  });

  it('need not be in the model', async () => {
    const model = await trained;
    const { readoutColumn, vector, group } = predictFilm(model, ['g:drama', 'g:drama', 'd:of nobody']);
    expect(group).toBe(model.filmGroup[12]);
    expect(largestDifference(vector, model.filmVectors.row(12))).toBeLessThan(1e-6);
    // The model keeps it in 8 bits.
    const step = model.readout.rowScales[12] * Math.max(...model.readout.colScales);
    expect(largestDifference(readoutColumn, model.readout.row(12))).toBeLessThan(0.51 * step);
    expect(predictFilm(fromArrays(toArrays(model)), ['g:drama'])).toEqual(predictFilm(model, ['g:drama']));
  });

  it('has the score that its taste would have in the model, and of the other parts their mean', async () => {
    const model = await trained;
    const history = { film: [0, 1, 7], rating: [5, 4, 2], time: null, top: 5 };
    const score = scoreFilms(model, history, [model.readout.row(12)])[model.filmCount];
    const { blocks, next } = scoreParts(model, history);
    const { weights } = model.parameters;
    const mean = ({ score: scores, scale }: ScorePart): number =>
      (scale * scores.reduce((sum, one) => sum + one, 0)) / scores.length;
    const others = weights.blocks * mean(blocks) + weights.next * mean(next);
    // In the model nobody has rated it: there both say nothing of it.
    expect([blocks.score[12], next.score[12]]).toEqual([0, 0]);
    expect(score).toBeGreaterThan(0);
    expect(score - others).toBeCloseTo(scoreFilms(model, history)[12], 5);
  });

  it('has words of its own, or none: a film without a list of them is a mistake', async () => {
    const some = fitTasteModel(table, defaultParameters, { traits: traits.slice(0, 13) });
    await expect(some).rejects.toThrow('no traits of film at 13');
  });

  it('is nothing without words, and predicted as nothing by a model that was trained without any', async () => {
    const without = await fitTasteModel(table, { ...defaultParameters, dimensions: 4, tasteCount: 4 });
    expect(predictFilm(without, ['g:drama']).readoutColumn.every((x) => x === 0)).toBe(true);
    expect([...without.filmVectors.row(12)]).toEqual([0, 0, 0, 0]);
    const empty = await fitTasteModel(tableOf([], { filmCount: 2 }), defaultParameters, {
      traits: [['g:drama'], ['g:drama']],
    });
    assertSound(empty);
    expect(predictFilm(empty, ['g:drama']).group).toBe(0);
  });
});

describe('the words of films', () => {
  const readout = Matrix.fromRows([[1], [1], [1], [-1]], 1).toFloat32();
  const vectors = Matrix.fromRows([[1, 0], [1, 0], [1, 0], [0, 1]], 2).toFloat32(); // prettier-ignore
  const words = [['a'], ['a'], ['b', 'b'], ['b']];

  it('have the weights of the normal equations', () => {
    const { tokens, weights } = learnTokenWeights(words, readout, vectors, Uint32Array.of(4, 0, 90, 1));
    expect(tokens).toEqual(['a', 'b']);
    // Films weigh 4, 0, 20 and 1; ridge 300: (T'NT + 300 I) w = T'N y for a, b and any film, y = 1, 1, -1.
    const [a, b, any] = weights.data.filter((_, n) => n % 3 === 0);
    expect(304 * a + 4 * any).toBeCloseTo(4, 2);
    expect(321 * b + 21 * any).toBeCloseTo(19, 1);
    expect(4 * a + 21 * b + 325 * any).toBeCloseTo(23, 1);
  });

  it('speak for half of a film with two ratings, and for none of one of which no word is known', () => {
    const blended = new Matrix(4, 1, readout.data.slice());
    const weights = { tokens: ['a', 'c'], weights: Matrix.fromRows([[3, 0, 1], [0, 0, 0], [2, 0, 1]], 3).toFloat32() }; // prettier-ignore
    blendPredicted(words, weights, blended, new Matrix(4, 2, vectors.data.slice()), Uint32Array.of(2, 0, 2, 2));
    expect([...blended.data]).toEqual([3, 5, 1, -1]);
  });
});

describe('the measure of films without ratings', () => {
  it('is the share of pairs in the right order', () => {
    expect(areaUnderCurve([3, 1, 2, 2], [0], [1, 2, 3])).toBe(1);
    expect(areaUnderCurve([3, 1, 2, 2], [1, 2], [0, 3])).toBe(0.125);
  });

  it('hides a tenth of the films with five ratings, and finds the circle of each', async () => {
    const drawn = drawColdFilms(table, new Random(1));
    expect(drawn.reduce((sum, hidden) => sum + hidden)).toBe(1);
    const hidden = new Uint8Array(14);
    hidden[0] = hidden[7] = 1;
    const ours = tasteGroups({ ...defaultParameters, dimensions: 4, tasteCount: 4 }, { traits });
    const [{ auc }] = await evaluateColdFilms(table, [ours], hidden);
    expect(counted(auc).length).toBeGreaterThan(0);
    expect(mean(counted(auc))).toBeGreaterThan(0.9);
  });
});
