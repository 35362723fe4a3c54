import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { Matrix, type Matrix32 } from '../../../src/engine/linear-algebra/matrix';
import { gram, multiply, transpose } from '../../../src/engine/linear-algebra/matrix-products';
import { memberships, membershipsInto } from '../../../src/engine/model/memberships';
import { Random } from '../../../src/engine/random';
import { type ReadOut, readOut, readOutOf } from '../../../src/engine/training/read-out';
import { OPINION } from '../../../src/engine/training/sum-units';
import { SparseMatrix } from '../../../src/engine/linear-algebra/sparse';
import { largestDifference, matrixOf, small, smallRows } from '../reference/small';
import { type Row, tableOf } from '../tables';

const x = SparseMatrix.preferences(splitAtRows(smallRows, small.latestFifth).train, 'linear');

function referenceMemberships(): Matrix {
  const userScores = x.times(transpose(matrixOf(small.loadings)));
  return memberships(userScores, matrixOf(small.tasteCentroids).toFloat32(), small.tau);
}

/** P Q: k x films. */
function whole({ readoutDirections, told }: ReadOut): Matrix {
  return multiply(readoutDirections.toFloat64(), transpose(told.toFloat64()));
}

/** k x 1 */
function column({ rows, cols, data }: Matrix32, n: number): Matrix {
  return new Matrix(
    rows,
    1,
    Float64Array.from({ length: rows }, (_, r) => data[r * cols + n]),
  );
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
    const w = whole(readOut(matrixOf(small.memberships), x, small.ridgeW, 0));
    expect([w.rows, w.cols]).toEqual([small.tasteCentroids.length, small.filmCount]);
    expect(largestDifference(w.data, small.readout.flat())).toBeLessThan(1e-5);
  });

  it('keeps the directions that bring all but a thousandth of what tells people apart, and is the same from sums', () => {
    const phi = matrixOf(small.memberships);
    const all = readOut(phi, x, small.ridgeW, 0);
    const kept = readOut(phi, x, small.ridgeW);
    expect(kept.told.cols).toBeLessThan(all.told.cols);
    const { rows, cols } = kept.readoutDirections;
    expect([rows, cols]).toEqual([phi.cols, kept.told.cols]);
    // Those that are kept come first, and are the same.
    const says = transpose(all.told.toFloat64());
    expect(transpose(kept.told.toFloat64()).data).toEqual(says.data.slice(0, kept.told.data.length));
    const energy = Array.from({ length: says.rows }, (_, n) => {
      const along = multiply(phi, column(all.readoutDirections, n)).data.reduce((sum, value) => sum + value * value, 0);
      return along * says.row(n).reduce((sum, value) => sum + value * value, 0);
    });
    const share = (from: number): number =>
      energy.slice(from).reduce((sum, value) => sum + value, 0) /
      energy.slice(1).reduce((sum, value) => sum + value, 0);
    expect(share(cols)).toBeLessThanOrEqual(0.001);
    expect(share(cols - 1)).toBeGreaterThan(0.001);

    const unit = 1000;
    const sums = {
      memberships: new Matrix(
        phi.cols,
        phi.cols,
        gram(phi).data.map((value) => value * unit * unit),
      ),
      opinions: new Matrix(
        x.cols,
        phi.cols,
        x.transposeTimes(phi).data.map((value) => value * unit * OPINION),
      ),
      unit,
    };
    const summed = readOutOf(sums, small.ridgeW);
    expect(largestDifference(whole(summed).data, whole(kept).data)).toBeLessThan(1e-6);
  });

  it('is the same with people of whom nothing is known', () => {
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
    const [a, b] = [readOut(phi, few, 0.1), readOut(more, many, 0.1)];
    expect(largestDifference(whole(a).data, whole(b).data)).toBeLessThan(1e-6);
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
    const w = whole(readOut(phi, ratings, 1e-9, 0));
    const predicted = multiply(phi, new Matrix(2, 3, Float64Array.from(w.data)));
    expect(largestDifference(predicted.data, [1, 0.2, 0, 0, 0, 0.8])).toBeLessThan(1e-6);
  });
});
