import type { BlockTask } from './block-tasks';
import { blocksOf, tastesOf, tasteSpace } from './fit-stages';
import { filmMeans } from './film-bias';
import { learnNextFilms } from './learn-next-films';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { SparseMatrix } from '../linear-algebra/sparse';
import { type TrainingParameters, withoutNext } from '../model/parameters';
import type { RatingTable } from '../ratings/rating-table';
import { sharedNumbers } from '../shared-numbers';
import { type SumUnits, sumUnits } from './sum-units';
import { productBy } from '../linear-algebra/team-products';
import { alone, type Team } from '../team';
import { meanUserWeight } from './user-normalisation';

/** Followers of a film that are counted over all users, for each that is kept: the order among them may yet change. */
const CANDIDATES = 4;

/**
 * What of a model is settled before its sums are made: a sample of the users is enough to find it. The sums over all users
 * are made of this and of their ratings, wherever that is done.
 */
export interface ModelStructure {
  /** Those that took effect. */
  readonly parameters: TrainingParameters;
  readonly filmCount: number;
  /** Top of the scale of the ratings. */
  readonly top: number;
  /** Whether times tell an order. */
  readonly timed: boolean;
  readonly units: SumUnits;
  /** Ridge of the film blocks, in the units of their sums. */
  readonly blockRidge: number;
  /** films x d */
  readonly loadings: Matrix32;
  readonly singularValues: Float64Array;
  /** films: what ratings are compared with, see `filmMeans`; 0 where there are no stars. */
  readonly filmMeans: Float32Array;
  /** films x d, rows unit or zero */
  readonly filmVectors: Matrix;
  /** k x d, unit rows */
  readonly tasteCentroids: Matrix32;
  readonly tasks: readonly BlockTask[];
}

/** Films that may be kept as those that follow each film, ascending: those of film f are `rowStart[f]` .. `rowStart[f + 1] - 1`. */
export interface NextCandidates {
  readonly rowStart: Uint32Array;
  readonly film: Uint32Array;
}

type Begin = (stage: 'components' | 'taste centroids' | 'film blocks') => Promise<void>;

/** All of a structure but its taste centroids, and what depends on them. */
export interface Outline extends Omit<ModelStructure, 'tasteCentroids' | 'units'> {
  /** Being looked for: no two members of a team can do that together, and much else can be done meanwhile. */
  readonly tasteCentroids: Promise<Matrix32>;
  readonly units: Omit<SumUnits, 'membership'>;
  readonly userCount: number;
}

/** The structure of a table, which may be of a sample of `userCount` users. */
export async function structureOf(
  table: RatingTable,
  parameters: TrainingParameters,
  userCount: number,
  begin?: Begin,
  team?: Team,
): Promise<ModelStructure> {
  return withTastes(await outlineOf(table, parameters, userCount, begin, team));
}

/** An outline and its taste centroids. */
export async function withTastes({ userCount, ...outline }: Outline): Promise<ModelStructure> {
  const tasteCentroids = await outline.tasteCentroids;
  const k = tasteCentroids.rows;
  const parameters = { ...outline.parameters, tasteCount: k };
  return { ...outline, parameters, units: sumUnits(userCount, k, parameters), tasteCentroids };
}

/** See `structureOf`. */
export async function outlineOf(
  table: RatingTable,
  parameters: TrainingParameters,
  userCount: number,
  begin: Begin = () => Promise.resolve(),
  team: Team = alone,
): Promise<Outline> {
  const { rated, liked } = table.countByFilm();
  // Where nothing was ever liked, as among views that are all one, a low rating is no dislike.
  const dislike = liked.some((likes) => likes > 0) ? parameters.dislike : null;
  const stars = filmMeans(table);
  const means = stars ?? new Float32Array(table.filmCount);
  const { preference } = parameters;
  const reading = { preference, dislike, centring: stars ? parameters.centring : 0 };

  await begin('components');
  const x = SparseMatrix.preferences(table, preference);
  const { loadings, singularValues, filmVectors } = await tasteSpace(table, x, parameters, team);

  await begin('taste centroids');
  const { tasteCount, seed } = parameters;
  const userScores = await productBy(team, 'times', x, loadings.toFloat64());
  const tastes = team.aside(tastesOf, { userScores, tasteCount, seed });
  const tasteCentroids = tastes.then(({ centroids: { rows, cols, data } }) => new Matrix(rows, cols, data));
  // Whoever needs them is told of a failure; until then it must not look like one that nobody handles.
  tasteCentroids.catch(() => undefined);

  await begin('film blocks');
  const opinions = SparseMatrix.opinions(table, means, reading);
  const tasks = await blocksOf(opinions, rated, filmVectors, parameters, team);
  const timed = table.time !== null;
  const units = sumUnits(userCount, 0, { ...parameters, ...reading });
  return {
    parameters: {
      ...parameters,
      dimensions: loadings.cols,
      halfLife: timed ? parameters.halfLife : null,
      // Nothing rises where times tell no order.
      trendWeight: timed ? parameters.trendWeight : 0,
      weights: timed ? parameters.weights : withoutNext(parameters.weights),
      ...reading,
    },
    filmCount: table.filmCount,
    top: table.top,
    timed,
    units,
    blockRidge: parameters.ridgeB * meanUserWeight(table, parameters.userNormalisation) * units.block * units.block,
    loadings,
    singularValues,
    filmMeans: means,
    filmVectors,
    tasteCentroids,
    tasks,
    userCount,
  };
}

/**
 * Of each film the followers that are counted, four times as many as are kept. Of a sample that is everybody, those that are
 * kept are among them.
 */
export async function nextCandidates(
  table: RatingTable,
  { parameters, units, timed }: ModelStructure,
  team: Team = alone,
): Promise<NextCandidates> {
  if (!timed) return { rowStart: new Uint32Array(1), film: new Uint32Array(0) };
  const most = { ...parameters, nextKept: CANDIDATES * parameters.nextKept };
  const { rowStart, film } = await learnNextFilms(table, most, units.weight, team);
  const shared = sharedNumbers.uint32(film.length);
  shared.set(film);
  return { rowStart, film: shared };
}
