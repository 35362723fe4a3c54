import fc from 'fast-check';
import { blockGram, solveBlocks } from '../../../src/engine/training/block-solve';
import { type BlockTask, blockTasks, filmWeightsOf } from '../../../src/engine/training/block-tasks';
import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { filmBlocks } from '../../../src/engine/training/film-blocks';
import { filmColumns } from '../../../src/engine/linear-algebra/film-columns';
import { FilmWeights } from '../../../src/engine/model/film-weights';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { unitRows } from '../../../src/engine/linear-algebra/matrix-products';
import { nextAffinity } from '../../../src/engine/model/next-films';
import { filmBias } from '../../../src/engine/training/film-bias';
import { alone } from '../../../src/engine/team';
import { learnNextFilms } from '../../../src/engine/training/learn-next-films';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { Random } from '../../../src/engine/random';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { scoreParts } from '../../../src/engine/scoring/score-parts';
import { SparseMatrix } from '../../../src/engine/linear-algebra/sparse';
import { referenceModel } from '../models';
import { largestDifference, small, smallRows } from '../reference/small';
import { anyRows, tableOf } from '../tables';
import { some } from '../../support/some';

const users = splitAtRows(smallRows, small.latestFifth).train;
const x = SparseMatrix.preferences(users, 'linear');
const films = [...Array(small.filmCount).keys()];
const blocks = [0, 1].map((parity) => Uint32Array.from(films.filter((f) => f % 2 === parity)));

async function smallSolves(): Promise<{ tasks: BlockTask[]; solved: Float32Array[] }> {
  const tasks = await blockTasks(x, blocks, small.halo);
  return { tasks, solved: await solveBlocks(alone, filmColumns(x), tasks, small.ridgeB) };
}

async function smallWeights(): Promise<FilmWeights> {
  const { tasks, solved } = await smallSolves();
  return new FilmWeights(
    small.filmCount,
    tasks.map(({ films, own }, b) => ({ films, weights: new Matrix(films.length, own, solved[b]) })),
  );
}

describe('film-to-film weights', () => {
  it('are those of the reference', async () => {
    const weights = await smallWeights();
    for (const from of some(films)) {
      const row = films.map((to) => weights.weight(from, to));
      expect(largestDifference(row, small.filmWeights[from])).toBeLessThan(1e-5);
      expect(weights.weight(from, from)).toBe(0);
    }
  });

  it('and next films and the whole score are those of the reference', async () => {
    // The reference asks what was rated, not how.
    const unrated = { preference: 'binary', dislike: null } as const;
    const next = await learnNextFilms(users, { ...defaultParameters, ...unrated, nextKept: 200, nextShrinkage: 20 });
    for (const from of some(films)) {
      const row = films.map((to) => nextAffinity(next, from, to));
      expect(largestDifference(row, small.nextFilms[from])).toBeLessThan(1e-5);
    }
    const model = referenceModel(small.halfLife);
    const weights = { tastes: 0.3, blocks: 0.4, next: 0.3 };
    const whole = {
      ...model,
      parameters: { ...model.parameters, weights, historyDecay: 0.7 },
      filmWeights: await smallWeights(),
      nextFilms: next,
      filmBias: filmBias(users),
    };
    expect(largestDifference(whole.filmBias, small.filmBias)).toBeLessThan(1e-6);
    for (let u = 0; u < small.userCount; u++) {
      const { blocks: byBlocks, next: byNext } = scoreParts(whole, users.history(u));
      const scaled = ({ score, scale }: typeof byBlocks): Float32Array => score.map((s) => s * scale);
      expect(largestDifference(scaled(byBlocks), small.blockScores[u])).toBeLessThan(2e-4);
      expect(largestDifference(scaled(byNext), small.nextScores[u])).toBeLessThan(2e-4);
      expect(largestDifference(scoreFilms(whole, users.history(u)), small.allScores[u])).toBeLessThan(5e-4);
    }
  });

  it('of all blocks but the head are kept in 8 bits, off by a 254th of the largest of a row', async () => {
    const exact = await smallWeights();
    const { tasks, solved } = await smallSolves();
    const of = (head: number): FilmWeights => filmWeightsOf(small.filmCount, tasks, solved, { head });
    const headed = of(blocks[0].length);
    expect(headed.data.exact).toHaveLength(solved[0].length);
    expect(of(0).data.exact).toHaveLength(0);
    let differ = 0;
    for (const from of some(films)) {
      const [known, kept] = [exact, headed].map((weights) => films.map((to) => weights.weight(from, to)));
      blocks.forEach((own, b) => {
        const largest = Math.max(...Array.from(own, (to) => Math.abs(known[to])));
        for (const to of own) {
          const off = Math.abs(known[to] - kept[to]);
          expect(off).toBeLessThanOrEqual(b === 0 ? 0 : (largest / 254) * 1.001);
          differ += off > 0 ? 1 : 0;
        }
      });
      expect(headed.deviations[from] / exact.deviations[from]).toBeCloseTo(1, 2);
    }
    expect(differ).toBeGreaterThan(films.length);
  });

  it.each(['exact', 'in 8 bits'])('score a user as a product with the whole matrix does: %s', async (kind) => {
    const { tasks, solved } = await smallSolves();
    const weights =
      kind === 'exact' ? await smallWeights() : filmWeightsOf(small.filmCount, tasks, solved, { head: 0 });
    const { film, rating } = users.history(7);
    const scores = weights.scores(film, rating);
    for (const to of some(films)) {
      const sum = Array.from(film).reduce((total, from, n) => total + rating[n] * weights.weight(from, to), 0);
      expect(scores[to]).toBeCloseTo(sum, 4);
    }
  });
});

describe('the co-ratings of a block', () => {
  it('are the inner products of the columns', () => {
    fc.assert(
      fc.property(anyRows, fc.uniqueArray(fc.nat(9)), (rows, some) => {
        const of = SparseMatrix.preferences(tableOf(rows, { userCount: 12, filmCount: 10 }), 'linear');
        const identity = Matrix.fromRows(
          [...Array(10).keys()].map((f) => films.slice(0, 10).map((g) => +(f === g))),
          10,
        );
        const all = of.gramTimes(identity);
        const gram = blockGram(filmColumns(of), Uint32Array.from(some));
        some.forEach((f, r) =>
          some.slice(0, r + 1).forEach((g, c) => {
            expect(gram.data[r * some.length + c]).toBeCloseTo(all.data[f * 10 + g], 6);
          }),
        );
      }),
    );
  });
});

describe('film blocks', () => {
  const vectors = (count: number, distinct: number): Matrix => {
    const random = new Random(5);
    const kinds = Array.from({ length: distinct }, () => [random.normal(), random.normal(), random.normal()]);
    return unitRows(
      Matrix.fromRows(
        Array.from({ length: count }, (_, n) => kinds[n % distinct]),
        3,
      ),
    );
  };

  it.each([
    [200, 200, 30],
    [200, 1, 30],
    [200, 3, 7],
    [10, 10, 1],
    [1, 1, 5],
  ])('hold every one of %d films (%d different) once, and %d at most', (count, distinct, block) => {
    const all = Uint32Array.from({ length: count }, (_, n) => n);
    const found = filmBlocks(all, vectors(count, distinct), block, new Random(1));
    expect(found.flatMap((films) => [...films]).sort((a, b) => a - b)).toEqual([...all]);
    expect(Math.max(...found.map((films) => films.length))).toBeLessThanOrEqual(block);
    expect(Math.min(...found.map((films) => films.length))).toBeGreaterThan(0);
  });

  it('of no films are none', () => {
    expect(filmBlocks(new Uint32Array(0), Matrix.zeros(0, 2), 5, new Random(1))).toEqual([]);
  });
});
