import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { gram, multiply, transpose } from '../../../src/engine/linear-algebra/matrix-products';
import { orthonormalise } from '../../../src/engine/linear-algebra/orthonormal';
import { principalComponents } from '../../../src/engine/linear-algebra/principal-components';
import { Random } from '../../../src/engine/random';
import { SparseMatrix } from '../../../src/engine/linear-algebra/sparse';
import { symmetricEigen } from '../../../src/engine/linear-algebra/symmetric-eigen';
import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { largestDifference, matrixOf, small, smallRows } from '../reference/small';
import { type Row, tableOf } from '../tables';

function smallPreferences(): SparseMatrix {
  return SparseMatrix.preferences(splitAtRows(smallRows, small.latestFifth).train, 'linear');
}

function transposed(x: SparseMatrix): SparseMatrix {
  const rows: Row[] = [];
  for (let r = 0; r < x.rows; r++) {
    for (let n = x.rowStart[r]; n < x.rowStart[r + 1]; n++) {
      rows.push([x.column[n], r, x.value[n]]);
    }
  }
  return SparseMatrix.preferences(tableOf(rows, { userCount: x.cols, filmCount: x.rows, top: 1 }), 'linear');
}

function identity(n: number): Matrix {
  const matrix = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    matrix.data[i * n + i] = 1;
  }
  return matrix;
}

/** The orthogonal projection on the span of the columns. */
function projection(columns: Matrix): Float64Array {
  return multiply(columns, transpose(columns)).data;
}

describe('the principal components', () => {
  let loadings: Matrix;
  let singularValues: Float64Array;

  beforeAll(async () => {
    const found = await principalComponents(smallPreferences(), small.dimensions, new Random(1));
    ({ loadings, singularValues } = found);
  });

  it('have the singular values of the exact decomposition', () => {
    expect(largestDifference(singularValues, small.exactSingularValues)).toBeLessThan(2e-3);
  });

  it('span the space of the exact decomposition and of the reference', () => {
    const ours = projection(loadings);
    expect(largestDifference(ours, projection(transpose(matrixOf(small.exactLoadings))))).toBeLessThan(0.03);
    expect(largestDifference(ours, projection(transpose(matrixOf(small.loadings))))).toBeLessThan(0.03);
  });

  it('are orthonormal, each with its largest loading positive', () => {
    expect(largestDifference(gram(loadings).data, identity(small.dimensions).data)).toBeLessThan(1e-10);
    for (let c = 0; c < loadings.cols; c++) {
      const column = transpose(loadings).row(c);
      expect(Math.max(...column)).toBe(Math.max(...column.map(Math.abs)));
    }
  });

  it('are the same whether users or films are the smaller side', async () => {
    const x = transposed(smallPreferences());
    const other = await principalComponents(x, small.dimensions, new Random(1));
    expect(other.loadings.rows).toBe(small.userCount);
    expect(largestDifference(other.singularValues, small.exactSingularValues)).toBeLessThan(2e-3);
    expect(largestDifference(gram(other.loadings).data, identity(small.dimensions).data)).toBeLessThan(1e-10);
  });

  it('are exact for a matrix of that rank, and stop there', async () => {
    const rows: Row[] = [
      [0, 0, 3],
      [0, 1, 4],
      [1, 0, 3],
      [1, 1, 4],
      [2, 2, 5],
    ];
    const x = SparseMatrix.preferences(tableOf(rows), 'linear');
    const found = await principalComponents(x, 3, new Random(1));
    expect(found.singularValues).toHaveLength(2);
    expect(found.singularValues[0]).toBeCloseTo(Math.SQRT2, 6);
    expect(found.singularValues[1]).toBeCloseTo(1, 6);
    expect(largestDifference(found.loadings.data, [0.6, 0, 0.8, 0, 0, 1])).toBeLessThan(1e-6);
  });

  it('do not exist where there are no ratings', async () => {
    const x = SparseMatrix.preferences(tableOf([], { userCount: 3, filmCount: 4 }), 'linear');
    const found = await principalComponents(x, 2, new Random(1));
    expect(found.singularValues).toHaveLength(0);
    expect([found.loadings.rows, found.loadings.cols]).toEqual([4, 0]);
  });
});

describe('orthonormal columns', () => {
  it('come out of any matrix; a dependent column becomes zero', () => {
    const a = Matrix.fromRows(
      [
        [1, 2, 1, 0],
        [1, 2, 0, 0],
        [1, 2, 0, 0],
      ],
      4,
    );
    const product = gram(orthonormalise(a));
    expect(largestDifference(product.data, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0])).toBeLessThan(1e-12);
  });

  it('stay orthonormal when the columns are nearly parallel', () => {
    const random = new Random(3);
    const a = Matrix.zeros(50, 10);
    for (let n = 0; n < a.data.length; n++) {
      a.data[n] = 1 + 1e-7 * random.normal();
    }
    expect(largestDifference(gram(orthonormalise(a)).data, identity(10).data)).toBeLessThan(1e-12);
  });
});

describe('eigenvectors of a symmetric matrix', () => {
  it('come largest first, with a fixed sign', () => {
    const { values, vectors } = symmetricEigen(
      Matrix.fromRows(
        [
          [2, -1],
          [-1, 2],
        ],
        2,
      ),
    );
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors.data[0] + vectors.data[2])).toBeLessThan(1e-12);
    expect(Math.max(vectors.data[0], vectors.data[2])).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('exist for one element, for none, and for zeros', () => {
    expect([...symmetricEigen(Matrix.fromRows([[4]], 1)).values]).toEqual([4]);
    expect(symmetricEigen(Matrix.zeros(0, 0)).values).toHaveLength(0);
    expect([...symmetricEigen(Matrix.zeros(3, 3)).values]).toEqual([0, 0, 0]);
  });
});
