import type { BlockTask } from './block-tasks';
import { Matrix, type Matrix32 } from './matrix';

/** The weights of one block: what a rating of each of its films, or of its halo, says of each of its films. */
export interface FilmBlock {
  /** The films of the block, ascending, then its halo: n. */
  readonly films: Uint32Array;
  /** n x own, zero where a film meets itself. */
  readonly weights: Matrix32;
}

/**
 * B: film-to-film weights, I x I with zero diagonal, kept as dense blocks. A film is in one block at most, with those that
 * point at it, and in the halo of any number of others.
 */
export class FilmWeights {
  /** Where film f occurs as a row: the entries `rowStart[f]` .. `rowStart[f + 1] - 1` of the next two. I + 1. */
  private readonly rowStart: Uint32Array;
  private readonly rowBlock: Uint32Array;
  private readonly rowIndex: Uint32Array;
  /** Block of each film, -1 for none, and its column there. */
  private readonly blockOf: Int32Array;
  private readonly columnOf: Uint32Array;

  constructor(
    readonly filmCount: number,
    readonly blocks: readonly FilmBlock[],
  ) {
    this.rowStart = new Uint32Array(filmCount + 1);
    this.blockOf = new Int32Array(filmCount).fill(-1);
    this.columnOf = new Uint32Array(filmCount);
    for (const { films } of blocks) {
      films.forEach((f) => this.rowStart[f + 1]++);
    }
    for (let f = 0; f < filmCount; f++) {
      this.rowStart[f + 1] += this.rowStart[f];
    }
    this.rowBlock = new Uint32Array(this.rowStart[filmCount]);
    this.rowIndex = new Uint32Array(this.rowStart[filmCount]);
    const next = this.rowStart.slice();
    blocks.forEach(({ films, weights }, b) =>
      films.forEach((f, r) => {
        this.rowBlock[next[f]] = b;
        this.rowIndex[next[f]++] = r;
        if (r < weights.cols) {
          this.blockOf[f] = b;
          this.columnOf[f] = r;
        }
      }),
    );
  }

  /** The blocks of these tasks, and the weights that were solved for them. */
  static of(filmCount: number, tasks: readonly BlockTask[], solved: readonly Float32Array[]): FilmWeights {
    return new FilmWeights(
      filmCount,
      tasks.map(({ films, own }, b) => ({ films, weights: new Matrix(films.length, own, solved[b]) })),
    );
  }

  /** B[from, to]. O(blocks). */
  weight(from: number, to: number): number {
    const block = this.blockOf[to];
    for (let n = this.rowStart[from]; n < this.rowStart[from + 1]; n++) {
      if (this.rowBlock[n] === block) {
        const { weights } = this.blocks[block];
        return weights.data[this.rowIndex[n] * weights.cols + this.columnOf[to]];
      }
    }
    return 0;
  }

  /** x B for x with few entries. film, value: as many as entries; result I. O(entries (films in blocks they occur in)). */
  scores(film: ArrayLike<number>, value: ArrayLike<number>): Float32Array {
    const scores = new Float32Array(this.filmCount);
    const rows: number[][] = this.blocks.map(() => []);
    const values: number[][] = this.blocks.map(() => []);
    for (let e = 0; e < film.length; e++) {
      for (let n = this.rowStart[film[e]]; n < this.rowStart[film[e] + 1]; n++) {
        rows[this.rowBlock[n]].push(this.rowIndex[n]);
        values[this.rowBlock[n]].push(value[e]);
      }
    }
    this.blocks.forEach(({ films, weights }, b) => {
      const sums = sumOfRows(weights, rows[b], values[b]);
      for (let c = 0; c < sums.length; c++) {
        scores[films[c]] = sums[c];
      }
    });
    return scores;
  }
}

/** Sum of value times row. Four rows at a time, so that each sum is loaded and stored once for all four. */
function sumOfRows({ cols, data }: Matrix32, rows: readonly number[], values: readonly number[]): Float32Array {
  const sums = new Float32Array(cols);
  let n = 0;
  for (; n + 4 <= rows.length; n += 4) {
    const v0 = values[n];
    const v1 = values[n + 1];
    const v2 = values[n + 2];
    const v3 = values[n + 3];
    const r0 = rows[n] * cols;
    const r1 = rows[n + 1] * cols;
    const r2 = rows[n + 2] * cols;
    const r3 = rows[n + 3] * cols;
    for (let c = 0; c < cols; c++) {
      sums[c] += v0 * data[r0 + c] + v1 * data[r1 + c] + v2 * data[r2 + c] + v3 * data[r3 + c];
    }
  }
  for (; n < rows.length; n++) {
    const r0 = rows[n] * cols;
    for (let c = 0; c < cols; c++) {
      sums[c] += values[n] * data[r0 + c];
    }
  }
  return sums;
}
