import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { multiply, transpose } from '../../../src/engine/linear-algebra/matrix-products';
import { memberships, membershipsInto } from '../../../src/engine/model/memberships';
import { Random } from '../../../src/engine/random';
import { readOut } from '../../../src/engine/training/read-out';
import { SparseMatrix } from '../../../src/engine/linear-algebra/sparse';
import { largestDifference, matrixOf, small, smallRows } from '../reference/small';
import { type Row, tableOf } from '../tables';

const x = SparseMatrix.preferences(splitAtRows(smallRows, small.latestFifth).train, 'linear');

function referenceMemberships(): Matrix {
  const userScores = x.times(transpose(matrixOf(small.loadings)));
  return memberships(userScores, matrixOf(small.tasteCentroids).toFloat32(), small.tau);
}

describe('memberships', () => {
  it('are those of the reference, given its components and centroids', () => {
    expect(largestDifference(referenceMemberships().data, small.memberships.flat())).toBeLessThan(1e-5);
  });

  it('sum to the square root of the number of centroids, and weigh the nearest most', () => {
    const into = new Float64Array(3);
    const centroids = Matrix.fromRows(
      [
        [1, 0],
        [0, 1],
        [-1, 0],
      ],
      2,
    ).toFloat32();
    membershipsInto(into, Float64Array.of(7, 0), centroids, Math.log(2));
    // Cosines 1, 0, -1 and tau = log 2: shares 2, 1, 1/2 of 7/2.
    expect(
      largestDifference(
        into,
        [4 / 7, 2 / 7, 1 / 7].map((share) => Math.sqrt(3) * share),
      ),
    ).toBeLessThan(1e-12);
  });

  it('are equal for a user without a direction', () => {
    const into = new Float64Array(4);
    membershipsInto(
      into,
      new Float64Array(2),
      Matrix.fromRows(
        [
          [1, 0],
          [0, 1],
          [-1, 0],
          [0, -1],
        ],
        2,
      ).toFloat32(),
      4,
    );
    expect(largestDifference(into, [0.5, 0.5, 0.5, 0.5])).toBeLessThan(1e-12);
  });
});

describe('the read-out', () => {
  it('is that of the reference, given its memberships', () => {
    const w = readOut(matrixOf(small.memberships), x, small.ridgeW);
    expect([w.rows, w.cols]).toEqual([small.tasteCentroids.length, small.filmCount]);
    expect(largestDifference(w.data, small.readout.flat())).toBeLessThan(1e-5);
  });

  it('is the same whether it is solved for the users or for the films', () => {
    const random = new Random(1);
    const wide: Row[] = [];
    for (let user = 0; user < 6; user++) {
      for (let film = user % 2; film < 9; film += 2) {
        wide.push([user, film, 1 + random.integer(5)]);
      }
    }
    const few = SparseMatrix.preferences(tableOf(wide, { userCount: 6, filmCount: 9 }), 'linear');
    const many = SparseMatrix.preferences(tableOf(wide, { userCount: 12, filmCount: 9 }), 'linear');
    const phi = Matrix.zeros(6, 3);
    phi.data.forEach((_, n) => (phi.data[n] = random.uniform()));
    // Users without ratings and without memberships add nothing to either side of the equation.
    const more = Matrix.zeros(12, 3);
    more.data.set(phi.data);
    expect(largestDifference(readOut(phi, few, 0.1).data, readOut(more, many, 0.1).data)).toBeLessThan(1e-6);
  });

  it('predicts the ratings themselves when memberships tell users apart and the ridge is small', () => {
    const phi = Matrix.fromRows(
      [
        [1, 0],
        [0, 1],
      ],
      2,
    );
    const ratings = SparseMatrix.preferences(
      tableOf([
        [0, 0, 5],
        [0, 1, 1],
        [1, 2, 4],
      ]),
      'linear',
    );
    const w = readOut(new Matrix(2, 2, phi.data.slice()), ratings, 1e-9);
    const predicted = multiply(phi, new Matrix(2, 3, Float64Array.from(w.data)));
    expect(largestDifference(predicted.data, [1, 0.2, 0, 0, 0, 0.8])).toBeLessThan(1e-6);
  });
});
