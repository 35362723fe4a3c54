import { labelStarts } from '../linear-algebra/counting-sort';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { SummableRows } from '../linear-algebra/row-sums';

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
  readonly blocks: readonly FilmBlock[];
  private readonly rows: SummableRows;
  /** Where film f occurs as a row: the entries `rowStart[f]` .. `rowStart[f + 1] - 1` of the next two. I + 1. */
  private readonly rowStart: Uint32Array;
  private readonly rowBlock: Uint32Array;
  /** Where in `data` the row begins. */
  private readonly rowAt: Uint32Array;
  /** Block of each film, -1 for none. */
  private readonly blockOf: Int32Array;
  /** Place of each film when the films of all blocks stand in a row; behind them all for one in no block. */
  private readonly placeOf: Uint32Array;
  /** Place of the first film of each block. */
  private readonly firstPlace: readonly number[];
  /** Standard deviation of each row of B over the films: I. */
  readonly deviations: Float64Array;

  /** Keeps a copy of the weights, in one piece. Throws RangeError when they do not fit in 4 GiB. */
  constructor(
    readonly filmCount: number,
    blocks: readonly FilmBlock[],
  ) {
    const places = blocks.reduce((sum, { weights }) => sum + weights.cols, 0);
    this.rows = new SummableRows(
      blocks.reduce((sum, { weights }) => sum + weights.data.length, 0),
      places + 1,
    );
    this.rowStart = labelStarts(
      blocks.flatMap(({ films }) => [...films]),
      filmCount,
    );
    this.blockOf = new Int32Array(filmCount).fill(-1);
    this.placeOf = new Uint32Array(filmCount).fill(places);
    this.rowBlock = new Uint32Array(this.rowStart[filmCount]);
    this.rowAt = new Uint32Array(this.rowStart[filmCount]);
    const next = this.rowStart.slice();
    const firstPlace: number[] = [];
    const sums = new Float64Array(filmCount);
    const squares = new Float64Array(filmCount);
    let place = 0;
    let blockAt = 0;
    this.blocks = blocks.map(({ films, weights: { rows, cols, data } }, b) => {
      const kept = this.data.subarray(blockAt, blockAt + data.length);
      kept.set(data);
      films.forEach((f, r) => {
        this.rowBlock[next[f]] = b;
        this.rowAt[next[f]++] = blockAt + r * cols;
        if (r < cols) {
          this.blockOf[f] = b;
          this.placeOf[f] = place + r;
        }
        // Two numbers are added to faster than two places of arrays; in the same order, to the same sums.
        let sum = sums[f];
        let square = squares[f];
        for (let at = r * cols; at < (r + 1) * cols; at++) {
          sum += data[at];
          square += data[at] * data[at];
        }
        sums[f] = sum;
        squares[f] = square;
      });
      firstPlace.push(place);
      place += cols;
      blockAt += data.length;
      return { films, weights: new Matrix(rows, cols, kept) };
    });
    this.firstPlace = firstPlace;
    this.deviations = squares.map((square, f) => {
      const mean = sums[f] / filmCount;
      return Math.sqrt(Math.max(0, square / filmCount - mean * mean));
    });
  }

  /** The weights of all blocks, one block after the other. */
  get data(): Float32Array {
    return this.rows.data;
  }

  /** B[from, to]. O(blocks). */
  weight(from: number, to: number): number {
    const block = this.blockOf[to];
    for (let n = this.rowStart[from]; n < this.rowStart[from + 1]; n++) {
      if (this.rowBlock[n] === block) {
        return this.data[this.rowAt[n] + this.placeOf[to] - this.firstPlace[block]];
      }
    }
    return 0;
  }

  /** x B for x with few entries. film, value: as many as entries; result I. O(entries (films in blocks they occur in)). */
  scores(film: ArrayLike<number>, value: ArrayLike<number>): Float32Array {
    const scores = new Float32Array(this.filmCount);
    const starts: number[][] = this.blocks.map(() => []);
    const values: number[][] = this.blocks.map(() => []);
    for (let e = 0; e < film.length; e++) {
      for (let n = this.rowStart[film[e]]; n < this.rowStart[film[e] + 1]; n++) {
        starts[this.rowBlock[n]].push(this.rowAt[n]);
        values[this.rowBlock[n]].push(value[e]);
      }
    }
    this.blocks.forEach(({ weights }, b) => this.rows.sum(starts[b], values[b], weights.cols, this.firstPlace[b]));
    const { sums } = this.rows;
    for (let f = 0; f < scores.length; f++) {
      scores[f] = sums[this.placeOf[f]];
    }
    return scores;
  }
}
