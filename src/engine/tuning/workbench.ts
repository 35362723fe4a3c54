import { solveBlocks } from '../training/block-solve';
import { alone, type Team } from '../team';
import { filmColumns, type FilmColumns } from '../linear-algebra/film-columns';
import type { FilmWeights } from '../model/film-weights';
import { filmWeightsOf } from '../training/block-tasks';
import { readOpinions } from '../ratings/history';
import type { Matrix } from '../linear-algebra/matrix';
import { memberships } from '../model/memberships';
import { historyWeights, type NextFilms, noNextFilms } from '../model/next-films';
import { learnNextFilms } from '../training/learn-next-films';
import type { TrainingParameters } from '../model/parameters';
import type { RatingTable } from '../ratings/rating-table';
import { RecentLikes } from '../ratings/recent-likes';
import { MultipliableMatrix } from '../linear-algebra/multipliable-matrix';
import { type ReadOut, readOut } from '../training/read-out';
import { sumOfParts } from '../scoring/score';
import {
  blockPart,
  leaningPart,
  nextPart,
  popularityPart,
  type ScorePart,
  type ScoreParts,
  tasteDirections,
  tastePart,
  trendPart,
} from '../scoring/score-parts';
import { trendScores } from '../scoring/trend-part';
import { filmBias, filmMeans } from '../training/film-bias';
import { SparseMatrix } from '../linear-algebra/sparse';
import { productBy } from '../linear-algebra/team-products';
import type { TasteCentroids } from '../training/taste-centroids';
import { blocksOf, tastesOf, tasteSpace, type TasteSpace } from '../training/fit-stages';
import { meanUserWeight, userFactors } from '../training/user-normalisation';
import type { ValidationUser } from './validation-users';

/** What depends on the preference and the dimensions alone. */
interface Space extends TasteSpace {
  readonly userScores: Matrix;
  readonly tastes: TasteCentroids;
}

/**
 * The parts of the score of each validation user, for candidates of a tuning. What the last candidates had in common is
 * kept: the components and the clusterings for each preference, the weights of one set of blocks, and each part.
 */
export class Workbench {
  private readonly space = remember((parameters: TrainingParameters) => this.makeSpace(parameters));
  private readonly said = remember((parameters: TrainingParameters) => this.makeSaid(parameters));
  private readonly columns = remember((parameters: TrainingParameters) => this.makeColumns(parameters));
  private readonly filmWeights = remember((parameters: TrainingParameters) => this.solve(parameters));
  private readonly readouts = remember((parameters: TrainingParameters) => this.makeReadout(parameters));
  private readonly followers = remember((parameters: TrainingParameters) => this.makeNext(parameters));
  private readonly kept = {
    tastes: remember((parameters: TrainingParameters) => this.makeTasteParts(parameters)),
    blocks: remember((parameters: TrainingParameters) => this.makeBlockParts(parameters)),
    next: remember((parameters: TrainingParameters) => this.makeNextParts(parameters)),
    trend: remember((parameters: TrainingParameters) => this.makeTrends(parameters)),
  };

  /** Ratings, and likes, of each film. */
  readonly counts: ReturnType<RatingTable['countByFilm']>;
  private readonly bias: Float32Array;
  private readonly means: Float32Array;

  constructor(
    private readonly table: RatingTable,
    readonly users: readonly ValidationUser[],
    private readonly team: Team = alone,
  ) {
    this.counts = table.countByFilm();
    this.bias = filmBias(table);
    this.means = filmMeans(table) ?? new Float32Array(table.filmCount);
  }

  /** The parts of the score of the n-th user, as they would be served. */
  async parts(p: TrainingParameters): Promise<(n: number) => ScoreParts> {
    const [tastes, blocks, next] = [await this.tasteParts(p), await this.blockParts(p), await this.nextParts(p)];
    const trends = p.trendWeight > 0 ? await this.kept.trend([p.trendHalfLife], p) : null;
    const bias = { score: this.bias, scale: p.biasWeight };
    const model = { likedCount: this.counts.liked, parameters: p };
    return (n) => ({
      tastes: tastes[n],
      blocks: blocks[n],
      next: next[n],
      bias,
      popularity: popularityPart(model, this.users[n].history.film.length),
      trend: trendPart(model, trends?.[n]),
      leaning: leaningPart(model, 0),
    });
  }

  /** The scores of the n-th user. */
  async scores(p: TrainingParameters): Promise<(n: number) => Float32Array> {
    const parts = await this.parts(p);
    const model = { parameters: p, filmCount: this.table.filmCount };
    return (n) => sumOfParts(model, parts(n));
  }

  /** How histories are read. */
  private reading(p: TrainingParameters): {
    parameters: TrainingParameters;
    filmCount: number;
    filmMeans: Float32Array;
  } {
    return { parameters: p, filmCount: this.table.filmCount, filmMeans: this.means };
  }

  private tasteParts(p: TrainingParameters): Promise<ScorePart[]> {
    return this.kept.tastes([p.dimensions, p.preference, p.tau, p.ridgeW, p.halfLife, p.dislike, p.centring], p);
  }

  private blockParts(p: TrainingParameters): Promise<ScorePart[]> {
    return this.kept.blocks([...solvedBy(p), p.halfLife], p);
  }

  private nextParts(p: TrainingParameters): Promise<ScorePart[]> {
    return this.kept.next(
      [p.window, p.nextKept, p.nextShrinkage, p.historyDecay, p.preference, p.dislike, p.centring],
      p,
    );
  }

  private async makeTasteParts(p: TrainingParameters): Promise<ScorePart[]> {
    const { loadings, tastes } = await this.space([p.dimensions, p.preference], p);
    const { readoutDirections, told } = await this.readouts(
      [p.dimensions, p.preference, p.dislike, p.centring, p.tau, p.ridgeW],
      p,
    );
    const readout = MultipliableMatrix.of(told);
    const model = { ...this.reading(p), loadings, tasteCentroids: tastes.centroids, readoutDirections };
    return this.users.map(({ history }) => {
      const read = readOpinions(model, history);
      return tastePart(readout.times(tasteDirections(model, history.film, read.preferences)), read);
    });
  }

  private async makeBlockParts(p: TrainingParameters): Promise<ScorePart[]> {
    const weights = await this.filmWeights(solvedBy(p), p);
    const model = this.reading(p);
    return this.users.map(({ history }) => blockPart(weights, history, readOpinions(model, history)));
  }

  private async makeNextParts(p: TrainingParameters): Promise<ScorePart[]> {
    const next = await this.followers([p.window, p.nextKept, p.nextShrinkage, p.preference, p.dislike], p);
    const model = this.reading(p);
    return this.users.map(({ history }) =>
      nextPart(next, history, readOpinions(model, history), historyWeights(history, p.historyDecay)),
    );
  }

  /** What was rising when each user came back, or else at the last rating known; nothing without times. */
  private makeTrends({ trendHalfLife }: TrainingParameters): Promise<(Float32Array | undefined)[]> {
    const likes = RecentLikes.of(this.table, trendHalfLife);
    return Promise.resolve(
      this.users.map(({ history: { time }, moment = time?.[time.length - 1] }) =>
        likes && moment !== undefined ? trendScores(likes.before(moment), this.counts.liked) : undefined,
      ),
    );
  }

  private async solve(p: TrainingParameters): Promise<FilmWeights> {
    const { filmVectors } = await this.space([p.dimensions, p.preference], p);
    const opinions = await this.said([p.preference, p.dislike, p.centring], p);
    const columns = await this.columns([p.preference, p.dislike, p.centring, p.userNormalisation], p);
    const ridge = p.ridgeB * meanUserWeight(this.table, p.userNormalisation);
    const tasks = await blocksOf(opinions, this.counts.rated, filmVectors, p, this.team);
    return filmWeightsOf(opinions.cols, tasks, await solveBlocks(this.team, columns, tasks, ridge), p);
  }

  private async makeReadout(p: TrainingParameters): Promise<ReadOut> {
    const { userScores, tastes } = await this.space([p.dimensions, p.preference], p);
    const opinions = await this.said([p.preference, p.dislike, p.centring], p);
    return readOut(memberships(userScores, tastes.centroids, p.tau), opinions, p.ridgeW);
  }

  private async makeSpace(p: TrainingParameters): Promise<Space> {
    const x = SparseMatrix.preferences(this.table, p.preference);
    const space = await tasteSpace(this.table, x, p, this.team);
    const userScores = await productBy(this.team, 'times', x, space.loadings.toFloat64());
    return { ...space, userScores, tastes: tastesOf({ ...p, userScores }) };
  }

  private makeSaid(p: TrainingParameters): Promise<SparseMatrix> {
    return Promise.resolve(SparseMatrix.opinions(this.table, this.means, p));
  }

  private async makeColumns(p: TrainingParameters): Promise<FilmColumns> {
    const opinions = await this.said([p.preference, p.dislike, p.centring], p);
    const factors = userFactors(this.table, p.userNormalisation);
    return filmColumns(opinions.withRows(factors, (x, factor) => factor * x));
  }

  private makeNext(p: TrainingParameters): Promise<NextFilms> {
    return this.table.time
      ? learnNextFilms(this.table, p, undefined, this.team)
      : Promise.resolve(noNextFilms(this.table.filmCount));
  }
}

/** What the weights of the blocks hang on. */
function solvedBy(p: TrainingParameters): readonly unknown[] {
  return [p.dimensions, p.preference, p.dislike, p.centring, p.ridgeB, p.userNormalisation, p.head, p.block, p.halo];
}

/** Keep the last result of `make`, for as long as it is asked with the same key. */
function remember<Argument, Result>(
  make: (argument: Argument) => Promise<Result>,
): (key: readonly unknown[], argument: Argument) => Promise<Result> {
  let last: { key: string; result: Promise<Result> } | null = null;
  return (parts, argument) => {
    const key = JSON.stringify(parts);
    if (last?.key !== key) {
      last = { key, result: make(argument) };
    }
    return last.result;
  };
}
