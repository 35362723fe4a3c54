import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { type Moments, recencyWeights } from '../../../src/engine/ratings/history';
import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { largestDifference, small, smallRows } from '../reference/small';

describe('recency', () => {
  it('gives the newest rating 1, one half-life older 0.65, and never less than 0.3', () => {
    const weights = recencyWeights(inOrder(21), 10);
    expect(weights[20]).toBe(1);
    expect(weights[10]).toBeCloseTo(0.65, 12);
    expect(weights[0]).toBeCloseTo(0.475, 12);
    expect(recencyWeights(inOrder(5000), 10)[0]).toBeCloseTo(0.3, 12);
  });

  it('weighs all ratings alike without a half-life', () => {
    expect([...recencyWeights(inOrder(3), null)]).toEqual([1, 1, 1]);
    expect([...recencyWeights(inOrder(0), 10)]).toEqual([]);
  });

  it('is the same for ratings of one moment: the mean of what they would have one after the other', () => {
    const apart = recencyWeights(inOrder(5), 2);
    const [a, b, c, d, e] = recencyWeights({ film: [0, 1, 2, 3, 4], time: [1, 4, 4, 4, 9] }, 2);
    expect([a, e]).toEqual([apart[0], apart[4]]);
    expect(b).toBeCloseTo((apart[1] + apart[2] + apart[3]) / 3, 12);
    expect([c, d]).toEqual([b, b]);
    const [first, ...others] = recencyWeights({ film: [0, 1, 2, 3, 4], time: null }, 2);
    expect(first).toBeCloseTo(apart.reduce((sum, weight) => sum + weight) / 5, 12);
    expect(new Set([first, ...others]).size).toBe(1);
  });

  it('is that of the reference', () => {
    const { train } = splitAtRows(smallRows, small.latestFifth);
    const ours = Array.from({ length: train.userCount }, (_, u) =>
      Array.from(recencyWeights(train.history(u), small.halfLife)),
    ).flat();
    expect(largestDifference(ours, inTableOrder(train))).toBeLessThan(1e-8);
  });
});

/** As many ratings, one after the other. */
function inOrder(count: number): Moments {
  const film = [...Array(count).keys()];
  return { film, time: film };
}

/** The reference's weights come in the order of the input rows. */
function inTableOrder(train: RatingTable): number[] {
  const rows = [...smallRows.user.keys()].filter((n) => !small.latestFifth.includes(n));
  const weight = new Map(rows.map((row, n) => [`${small.user[row]} ${small.film[row]}`, small.recencyOfTrainRows[n]]));
  return Array.from({ length: train.userCount }, (_, u) =>
    Array.from(train.history(u).film, (film) => weight.get(`${u} ${film}`)!),
  ).flat();
}
