import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { recencyWeights } from '../../../src/engine/ratings/history';
import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { largestDifference, small, smallRows } from '../reference/small';

describe('recency', () => {
  it('gives the newest rating 1, one half-life older 0.65, and never less than 0.3', () => {
    const weights = recencyWeights(21, 10);
    expect(weights[20]).toBe(1);
    expect(weights[10]).toBeCloseTo(0.65, 12);
    expect(weights[0]).toBeCloseTo(0.475, 12);
    expect(recencyWeights(5000, 10)[0]).toBeCloseTo(0.3, 12);
  });

  it('weighs all ratings alike without a half-life', () => {
    expect([...recencyWeights(3, null)]).toEqual([1, 1, 1]);
    expect([...recencyWeights(0, 10)]).toEqual([]);
  });

  it('is that of the reference', () => {
    const { train } = splitAtRows(smallRows, small.latestFifth);
    const ours = Array.from({ length: train.userCount }, (_, u) =>
      Array.from(recencyWeights(train.history(u).film.length, small.halfLife)),
    ).flat();
    expect(largestDifference(ours, inTableOrder(train))).toBeLessThan(1e-8);
  });
});

/** The reference's weights come in the order of the input rows. */
function inTableOrder(train: RatingTable): number[] {
  const rows = [...smallRows.user.keys()].filter((n) => !small.latestFifth.includes(n));
  const weight = new Map(rows.map((row, n) => [`${small.user[row]} ${small.film[row]}`, small.recencyOfTrainRows[n]]));
  return Array.from({ length: train.userCount }, (_, u) =>
    Array.from(train.history(u).film, (film) => weight.get(`${u} ${film}`)!),
  ).flat();
}
