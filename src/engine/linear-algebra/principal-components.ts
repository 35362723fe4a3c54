import { Matrix } from './matrix';
import { gram, multiply } from './matrix-products';
import { orthonormalise } from './orthonormal';
import type { Random } from '../random';
import type { SparseMatrix } from './sparse';
import { makeLargestPositive, symmetricEigen } from './symmetric-eigen';
import { productBy } from './team-products';
import { alone, type Team } from '../team';

/** Columns beyond the ones asked for, dropped at the end: they take up the error of the last components. */
const OVERSAMPLING = 10;

/** Multiplications by X'X. The spectrum of ratings falls slowly; as many as scikit-learn's TruncatedSVD. */
const ITERATIONS = 5;

/** A component this much smaller than the first is rounding. */
const NOTHING_LEFT = 1e-7;

export interface PrincipalComponents {
  /** V, as films x d: the film's weight in each component. Orthonormal columns. */
  readonly loadings: Matrix;
  /** d, largest first, all above zero. */
  readonly singularValues: Float64Array;
}

/**
 * The first d right singular vectors of X (users x films), not centred, so that X stays sparse: randomised subspace
 * iteration (N. Halko, P. G. Martinsson, J. A. Tropp, "Finding structure with randomness", SIAM Review 53, 2011,
 * algorithms 4.4 and 5.1). Fewer than d if X has a smaller rank, none if it is zero.
 *
 * The random start belongs to the films and the iteration runs on the smaller side, so that the order of the users does
 * not matter. O((ratings + min(users, films) d) d) for each of the iterations.
 */
export async function principalComponents(
  x: SparseMatrix,
  d: number,
  random: Random,
  team: Team = alone,
): Promise<PrincipalComponents> {
  const width = Math.min(d + OVERSAMPLING, x.rows, x.cols);
  const start = Matrix.zeros(x.cols, width);
  for (let n = 0; n < start.data.length; n++) {
    start.data[n] = random.normal();
  }
  const found = await (x.rows <= x.cols ? fromUserSide(x, start, team) : fromFilmSide(x, start, team));
  const { loadings, singularValues } = keepFirst(found, d);
  makeLargestPositive(loadings);
  return { loadings, singularValues };
}

/** Q spans the users' side: V = X'Q E / sigma, where E and sigma^2 are the eigenvectors and -values of (X'Q)'(X'Q). */
async function fromUserSide(x: SparseMatrix, start: Matrix, team: Team): Promise<PrincipalComponents> {
  let basis = orthonormalise(await productBy(team, 'times', x, start));
  for (let n = 0; n < ITERATIONS; n++) {
    basis = orthonormalise(await productBy(team, 'times', x, await productBy(team, 'transposeTimes', x, basis)));
  }
  const image = await productBy(team, 'transposeTimes', x, basis);
  const { values, vectors } = symmetricEigen(gram(image));
  const singularValues = values.map(Math.sqrt);
  const loadings = multiply(image, vectors);
  for (let n = 0; n < loadings.data.length; n++) {
    const sigma = singularValues[n % loadings.cols];
    loadings.data[n] = sigma > 0 ? loadings.data[n] / sigma : 0;
  }
  return { loadings, singularValues };
}

/** Q spans the films' side: V = Q E, where E and sigma^2 are the eigenvectors and -values of (XQ)'(XQ). */
async function fromFilmSide(x: SparseMatrix, start: Matrix, team: Team): Promise<PrincipalComponents> {
  let basis = orthonormalise(start);
  for (let n = 0; n < ITERATIONS; n++) {
    basis = orthonormalise(await productBy(team, 'gramTimes', x, basis));
  }
  const { values, vectors } = symmetricEigen(gram(await productBy(team, 'times', x, basis)));
  return { loadings: multiply(basis, vectors), singularValues: values.map(Math.sqrt) };
}

function keepFirst({ loadings, singularValues }: PrincipalComponents, d: number): PrincipalComponents {
  const largest = singularValues.length > 0 ? singularValues[0] : 0;
  const kept = singularValues.slice(0, d).filter((sigma) => sigma > NOTHING_LEFT * largest);
  const first = Matrix.zeros(loadings.rows, kept.length);
  for (let r = 0; r < first.rows; r++) {
    first.data.set(loadings.row(r).subarray(0, kept.length), r * kept.length);
  }
  return { loadings: first, singularValues: kept };
}
