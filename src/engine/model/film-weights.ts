import { labelStarts } from '../linear-algebra/counting-sort';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import type { RoundedMatrix } from '../linear-algebra/rounded-matrix';
import { SummableRows } from '../linear-algebra/row-sums';

/** The weights of one block: what a rating of each of its films, or of its halo, says of each of its films. */
export interface FilmBlock {
  /** The films of the block, ascending, then its halo: n. */
  readonly films: Uint32Array;
  /** n x own, zero where a film meets itself. */
  readonly weights: Matrix32 | RoundedMatrix;
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
  /** Which row of the block it is. */
  private readonly rowInBlock: Uint32Array;
  /** By what its numbers are multiplied. */
  private readonly rowScale: Float32Array;
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
    const ofKind = (bits: 8 | 32): number =>
      blocks.reduce((sum, { weights }) => sum + (isRounded(weights) === (bits === 8) ? weights.data.length : 0), 0);
    this.rows = new SummableRows(ofKind(32), places + 1, ofKind(8));
    this.rowStart = labelStarts(
      blocks.flatMap(({ films }) => [...films]),
      filmCount,
    );
    this.blockOf = new Int32Array(filmCount).fill(-1);
    this.placeOf = new Uint32Array(filmCount).fill(places);
    this.rowBlock = new Uint32Array(this.rowStart[filmCount]);
    this.rowInBlock = new Uint32Array(this.rowStart[filmCount]);
    this.rowScale = new Float32Array(this.rowStart[filmCount]);
    const next = this.rowStart.slice();
    const firstPlace: number[] = [];
    const sums = new Float64Array(filmCount);
    const squares = new Float64Array(filmCount);
    let place = 0;
    const kept = this.keep(blocks);
    for (const [b, { films, weights }] of kept.entries()) {
      const { cols, data } = weights;
      films.forEach((f, r) => {
        const scale = isRounded(weights) ? weights.scales[r] : 1;
        this.rowBlock[next[f]] = b;
        this.rowInBlock[next[f]] = r;
        this.rowScale[next[f]++] = scale;
        if (r < cols) {
          this.blockOf[f] = b;
          this.placeOf[f] = place + r;
        }
        // Two numbers are added to faster than two places of arrays.
        let sum = 0;
        let square = 0;
        for (let at = r * cols; at < (r + 1) * cols; at++) {
          sum += data[at];
          square += data[at] * data[at];
        }
        sums[f] += scale * sum;
        squares[f] += scale * scale * square;
      });
      firstPlace.push(place);
      place += cols;
    }
    this.blocks = kept;
    this.firstPlace = firstPlace;
    this.deviations = squares.map((square, f) => {
      const mean = sums[f] / filmCount;
      return Math.sqrt(Math.max(0, square / filmCount - mean * mean));
    });
  }

  /** The blocks with their weights moved to where they are summed. */
  private keep(blocks: readonly FilmBlock[]): FilmBlock[] {
    let at32 = 0;
    let at8 = 0;
    return blocks.map(({ films, weights }) => {
      const { rows, cols, data } = weights;
      if (isRounded(weights)) {
        const bytes = this.rows.bytes.subarray(at8, (at8 += data.length));
        bytes.set(data);
        return { films, weights: { ...weights, data: bytes } };
      }
      const numbers = this.rows.data.subarray(at32, (at32 += data.length));
      numbers.set(data);
      return { films, weights: new Matrix(rows, cols, numbers) };
    });
  }

  /** The weights of all blocks in single precision, and of all that are rounded, one block after the other. */
  get data(): { readonly exact: Float32Array; readonly rounded: Int8Array } {
    return { exact: this.rows.data, rounded: this.rows.bytes };
  }

  /** B[from, to]. O(blocks). */
  weight(from: number, to: number): number {
    const block = this.blockOf[to];
    for (let n = this.rowStart[from]; n < this.rowStart[from + 1]; n++) {
      if (this.rowBlock[n] === block) {
        const { data, cols } = this.blocks[block].weights;
        return this.rowScale[n] * data[this.rowInBlock[n] * cols + this.placeOf[to] - this.firstPlace[block]];
      }
    }
    return 0;
  }

  /** x B for x with few entries, in `scores`: I. film, value: as many as entries. O(entries (films in blocks they occur in)). */
  scores(
    film: ArrayLike<number>,
    value: ArrayLike<number>,
    scores: Float32Array = new Float32Array(this.filmCount),
  ): Float32Array {
    const rows: number[][] = this.blocks.map(() => []);
    const values: number[][] = this.blocks.map(() => []);
    for (let e = 0; e < film.length; e++) {
      for (let n = this.rowStart[film[e]]; n < this.rowStart[film[e] + 1]; n++) {
        const b = this.rowBlock[n];
        rows[b].push(this.rowInBlock[n]);
        values[b].push(this.rowScale[n] * value[e]);
      }
    }
    this.blocks.forEach(({ weights: { data, cols } }, b) =>
      this.rows.sum(data, rows[b], values[b], cols, this.firstPlace[b]),
    );
    const { sums } = this.rows;
    for (let f = 0; f < scores.length; f++) {
      scores[f] = sums[this.placeOf[f]];
    }
    return scores;
  }
}

/** Whether these are of 8 bits each. */
export function isRounded(weights: FilmBlock['weights']): weights is RoundedMatrix {
  return 'scales' in weights;
}
