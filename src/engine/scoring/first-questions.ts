import { Matrix } from '../linear-algebra/matrix';
import type { TasteModel } from '../model/model';
import { popularFilms } from './popular-films';

/** Films to choose from, the most rated: nobody can answer for the others. */
const POOL = 500;

/** Questions about one film group, while there are others to ask about. */
const PER_GROUP = 2;

/** Separation below which a film tells nothing that the chosen ones have not told. */
const NOTHING = 1e-12;

/**
 * Films to ask a newcomer about, the most telling first: those whose read-outs set the taste centroids apart best. What a
 * film tells is the variance of its column of P Q over the centroids, weighed by their users; they hold zero for who has not
 * rated a film, so that a film which few know tells little. Chosen greedily, at most two of a film group, and what a chosen
 * film tells is taken out of the others (QR with column pivoting, P. Businger and G. Golub, "Linear least squares solutions
 * by Householder transformations", Numer. Math. 7, 1965). When nothing is left to tell, popular films fill the list.
 *
 * excluded: one per film, not 0 leaves it out. At most `count` films. O(films log films + count 500 k).
 */
export function firstQuestions(model: TasteModel, count: number, excluded?: Uint8Array): Uint32Array {
  const pool = mostRated(model, excluded);
  const columns = separations(model, pool);
  const inGroup = new Uint32Array(model.groupSizes.length);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const next = mostTelling(columns, (n) => inGroup[model.filmGroup[pool[n]]] < PER_GROUP);
    if (next < 0) {
      break;
    }
    chosen.push(pool[next]);
    inGroup[model.filmGroup[pool[next]]]++;
    takeOut(columns, next);
  }
  const left = excluded?.slice() ?? new Uint8Array(model.filmCount);
  chosen.forEach((f) => (left[f] = 1));
  return Uint32Array.from([...chosen, ...popularFilms(model, count - chosen.length, left)]);
}

function mostRated({ filmCount, ratingCount }: TasteModel, excluded?: Uint8Array): number[] {
  return [...Array(filmCount).keys()]
    .filter((f) => !excluded?.[f] && ratingCount[f] > 0)
    .sort((a, b) => ratingCount[b] - ratingCount[a] || a - b)
    .slice(0, POOL);
}

/** Films x k: how far the read-out of each centroid lies from the mean, times the root of its share of the users. */
function separations({ readoutDirections, readout, tasteSizes }: TasteModel, films: readonly number[]): Matrix {
  const { rows: k } = readoutDirections;
  const users = tasteSizes.reduce((sum, size) => sum + size, 0);
  const columns = Matrix.zeros(films.length, k);
  films.forEach((f, row) => {
    const column = columns.row(row);
    const told = readout.row(f);
    let mean = 0;
    for (let c = 0; c < k; c++) {
      const direction = readoutDirections.row(c);
      direction.forEach((x, n) => (column[c] += x * told[n]));
      mean += (tasteSizes[c] / users) * column[c];
    }
    for (let c = 0; c < k; c++) {
      column[c] = Math.sqrt(tasteSizes[c] / users) * (column[c] - mean);
    }
  });
  return columns;
}

/** Row of the largest length among those allowed, the first of equal ones; -1 when none tells anything. */
function mostTelling(columns: Matrix, allowed: (n: number) => boolean): number {
  let next = -1;
  let most = NOTHING;
  for (let n = 0; n < columns.rows; n++) {
    const told = product(columns.row(n), columns.row(n));
    if (told > most && allowed(n)) {
      next = n;
      most = told;
    }
  }
  return next;
}

/** Make all rows orthogonal to the n-th, which itself becomes zero. */
function takeOut(columns: Matrix, n: number): void {
  const taken = columns.row(n).slice();
  const square = product(taken, taken);
  for (let r = 0; r < columns.rows; r++) {
    const row = columns.row(r);
    const share = product(row, taken) / square;
    taken.forEach((x, c) => (row[c] -= share * x));
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) {
    sum += a[c] * b[c];
  }
  return sum;
}
