import { historyWeights, nextScores } from '../../../src/engine/model/next-films';

describe('what comes next after a history', () => {
  const HISTORY = 53;
  /** Each film of the history leads to one other film of its own, all alike. */
  const next = {
    rowStart: Uint32Array.from({ length: 2 * HISTORY + 1 }, (_, film) => Math.min(film, HISTORY)),
    film: Uint32Array.from({ length: HISTORY }, (_, film) => HISTORY + film),
    affinity: new Float32Array(HISTORY).fill(0.5),
  };
  const history = Uint32Array.from({ length: HISTORY }, (_, film) => film);
  const moments = { film: history, time: history };

  it('is said by the 50 latest films and by no older one', () => {
    const scores = nextScores(next, history, historyWeights(moments, 1));
    const said = Array.from(history, (film) => scores[HISTORY + film]);
    expect(said).toEqual([0, 0, 0, ...new Array<number>(50).fill(0.5)]);
    expect(Array.from(historyWeights(moments, 1))).toEqual([0, 0, 0, ...new Array<number>(50).fill(1)]);
  });

  it('is said less by each older film', () => {
    const scores = nextScores(next, history, historyWeights(moments, 0.8));
    expect(scores[HISTORY + 52]).toBeCloseTo(0.5, 6);
    expect(scores[HISTORY + 51]).toBeCloseTo(0.4, 6);
    expect(scores[HISTORY + 50]).toBeCloseTo(0.32, 6);
  });

  it('is said alike by the films of one moment, as much as they say together in any order', () => {
    const film = [0, 1, 2, 3];
    expect([...historyWeights({ film, time: [1, 2, 2, 3] }, 0.5)]).toEqual([0.125, 0.375, 0.375, 1]);
    expect([...historyWeights({ film, time: null }, 0.5)]).toEqual(new Array(4).fill(0.46875));
  });
});
