import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { similarities } from '../../../src/engine/linear-algebra/similarities';

describe('the similarity of a film to others', () => {
  it('is the cosine of their vectors, and none where nothing is known', () => {
    const rows = [
      [3, 4],
      [4, -3],
      [-6, -8],
      [1, 0],
      [0, 0],
    ];
    const vectors = Matrix.fromRows(rows, 2).toFloat32();
    const cosine = similarities(vectors, 5, [6, 8]);
    expect([...cosine].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([1, 0, -1, 0.6, NaN]);
    expect([...similarities(vectors, 5, [0, 0])]).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });
});
