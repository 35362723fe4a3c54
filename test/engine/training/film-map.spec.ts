import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { filmMap } from '../../../src/engine/training/film-map';
import { largestDifference } from '../reference/small';

describe('the map', () => {
  it('has the axes of largest variance, centred on the films', () => {
    // Variance 10, 2.5 and 0 along the three coordinates.
    const films = Matrix.fromRows(
      [
        [6, 1, 4],
        [0, 1, 4],
        [3, 2.5, 4],
        [3, -0.5, 4],
      ],
      3,
    );
    const map = filmMap(films, Matrix.fromRows([[6, 2.5, 4]], 3).toFloat32());
    expect(largestDifference(map.filmPositions.data, [3, 0, -3, 0, 0, 1.5, 0, -1.5])).toBeLessThan(1e-6);
    expect(largestDifference(map.groupPositions.data, [3, 1.5])).toBeLessThan(1e-6);
    expect(largestDifference(map.axisVariance, [0.8, 0.2])).toBeLessThan(1e-9);
  });

  it('is flat or a point when the films do not spread in two directions', () => {
    const line = filmMap(Matrix.fromRows([[1], [3]], 1), Matrix.fromRows([[2]], 1).toFloat32());
    expect(largestDifference(line.filmPositions.data, [-1, 0, 1, 0])).toBeLessThan(1e-6);
    expect([...line.axisVariance]).toEqual([1, 0]);
    const point = filmMap(
      Matrix.fromRows(
        [
          [1, 1],
          [1, 1],
        ],
        2,
      ),
      Matrix.fromRows([[1, 1]], 2).toFloat32(),
    );
    expect([...point.filmPositions.data, ...point.axisVariance]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(filmMap(Matrix.zeros(2, 0), Matrix.zeros(1, 0).toFloat32()).filmPositions.rows).toBe(2);
  });
});
