import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { Random } from '../../../src/engine/random';
import { tasteCentroids } from '../../../src/engine/training/taste-centroids';

/** Directions of users, in degrees. */
function usersAt(degrees: readonly number[], length = 3): Matrix {
  const radians = degrees.map((degree) => (degree * Math.PI) / 180);
  return Matrix.fromRows(
    radians.map((angle) => [length * Math.cos(angle), length * Math.sin(angle)]),
    2,
  );
}

describe('taste centroids', () => {
  it('are directions: of unit length, however far apart and however strong the users of each', () => {
    const { centroids, sizes } = tasteCentroids(usersAt([0, 40, 80, 180, 200, 220, 230, 250]), 2, new Random(1));
    expect([...sizes].sort()).toEqual([3, 5]);
    for (let c = 0; c < 2; c++) {
      const [x, y] = centroids.row(c);
      expect(Math.hypot(x, y)).toBeCloseTo(1, 6);
    }
    // The mean direction of users at 0, 40 and 80 degrees is 40.
    const first = centroids.row(0)[0] > 0 ? centroids.row(0) : centroids.row(1);
    expect((Math.atan2(first[1], first[0]) * 180) / Math.PI).toBeCloseTo(40, 4);
  });

  it('are the same whatever the lengths, and leave users without a direction out', () => {
    const degrees = [0, 10, 20, 170, 180, 190, 185, 5];
    const one = tasteCentroids(usersAt(degrees), 2, new Random(1));
    const longer = usersAt(degrees, 50);
    const other = tasteCentroids(new Matrix(9, 2, Float64Array.of(...longer.data, 0, 0)), 2, new Random(1));
    expect([...other.sizes].sort()).toEqual([4, 4]);
    for (let n = 0; n < 4; n++) expect(other.centroids.data[n]).toBeCloseTo(one.centroids.data[n], 5);
  });

  it('are one for one user, and of the same users one for all', () => {
    expect(tasteCentroids(usersAt([30]), 5, new Random(1)).sizes).toEqual(Uint32Array.of(1));
    expect(tasteCentroids(usersAt(Array<number>(12).fill(30)), 3, new Random(1)).sizes).toEqual(Uint32Array.of(12));
    expect(tasteCentroids(Matrix.zeros(3, 2), 3, new Random(1)).centroids.rows).toBe(0);
  });
});
