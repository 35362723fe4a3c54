/** How many labels have each value 0 .. count - 1. */
export function countLabels(labels: Iterable<number>, count: number): Uint32Array {
  const sizes = new Uint32Array(count);
  for (const label of labels) {
    sizes[label]++;
  }
  return sizes;
}

/** Where the entries of each label begin when they stand in order of the labels: count + 1, the last being their number. */
export function labelStarts(labels: Iterable<number>, count: number): Uint32Array {
  const start = new Uint32Array(count + 1);
  for (const label of labels) {
    start[label + 1]++;
  }
  for (let label = 0; label < count; label++) {
    start[label + 1] += start[label];
  }
  return start;
}

/**
 * Turn a matrix in compressed rows round, by a counting sort: `place` is told of each entry, row by row, the place it has
 * in the compressed rows of the transpose. rowStart: rows + 1; column: of each entry. Result: where the rows of the
 * transpose begin, cols + 1. O(entries + cols).
 */
export function transposeRows(
  rowStart: Uint32Array,
  column: Uint32Array,
  cols: number,
  place: (to: number, row: number, entry: number) => void,
): Uint32Array {
  const start = labelStarts(column, cols);
  const next = start.slice();
  for (let row = 0; row + 1 < rowStart.length; row++) {
    for (let entry = rowStart[row]; entry < rowStart[row + 1]; entry++) {
      place(next[column[entry]]++, row, entry);
    }
  }
  return start;
}
