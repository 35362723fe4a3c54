import { blockGram } from './block-solve';
import { InvalidRatings } from '../errors';
import { starSums } from './film-bias';
import { forEachFollowed } from './learn-next-films';
import { filmColumns } from '../linear-algebra/film-columns';
import { Matrix } from '../linear-algebra/matrix';
import { gram } from '../linear-algebra/matrix-products';
import { SparseMatrix } from '../linear-algebra/sparse';
import { nearestCentroids } from '../clustering/nearest-centroids';
import { membershipsInto } from '../model/memberships';
import type { ModelStructure, NextCandidates } from './model-structure';
import type { RatingTable } from '../ratings/rating-table';
import { OPINION } from './sum-units';
import { userFactors } from './user-normalisation';

/** How many users have what for memberships in memory: the others wait. */
const USERS_AT_ONCE = 4096;

/**
 * All that a model asks of its users: sums over them, of whole numbers, see `sumUnits`. So they are the same however the users
 * are cut into parts and in whatever order these are added. I films, k taste centroids. The length of each depends on
 * the structure alone.
 */
export interface ModelSums {
  /** 1: how many users. */
  readonly users: Float64Array;
  /** k: users nearest to each taste centroid. */
  readonly tasteSizes: Float64Array;
  /** k x k: F'F. */
  readonly memberships: Float64Array;
  /** I x k: Y'F. */
  readonly opinions: Float64Array;
  /** I: ratings. */
  readonly rated: Float64Array;
  /** I: likes. */
  readonly liked: Float64Array;
  /** I: ratings that are stars, and their sum. */
  readonly starCount: Float64Array;
  readonly starTotal: Float64Array;
  /** The lower halves of Y'Y of the films of each block, row by row, one block after the other. */
  readonly blocks: Float64Array;
  /** I: weights with which a film was followed. */
  readonly followed: Float64Array;
  /** As many as candidates: what those that followed say. */
  readonly followers: Float64Array;
}

export type TasteSums = Pick<ModelSums, 'users' | 'tasteSizes' | 'memberships' | 'opinions'>;

export type FilmSums = Pick<ModelSums, 'rated' | 'liked' | 'starCount' | 'starTotal'>;

/** Of no user. */
export function noSums(structure: ModelStructure, candidates: NextCandidates): ModelSums {
  const { filmCount, tasks } = structure;
  return {
    ...noTasteSums(structure),
    ...noFilmSums(structure),
    blocks: new Float64Array(tasks.reduce((sum, { films: { length: n } }) => sum + (n * (n + 1)) / 2, 0)),
    followed: new Float64Array(filmCount),
    followers: new Float64Array(candidates.film.length),
  };
}

export function noTasteSums({ filmCount, tasteCentroids: { rows: k } }: ModelStructure): TasteSums {
  return {
    users: new Float64Array(1),
    tasteSizes: new Float64Array(k),
    memberships: new Float64Array(k * k),
    opinions: new Float64Array(filmCount * k),
  };
}

export function noFilmSums({ filmCount }: Pick<ModelStructure, 'filmCount'>): FilmSums {
  const one = (): Float64Array => new Float64Array(filmCount);
  return { rated: one(), liked: one(), starCount: one(), starTotal: one() };
}

/**
 * Add the users of a table, of whom no other table has ratings. Throws InvalidRatings when there are more users than
 * the structure has units for.
 */
export function addUsers(
  sums: ModelSums,
  table: RatingTable,
  structure: ModelStructure,
  candidates: NextCandidates,
): void {
  const opinions = wholeOpinions(table, structure);
  addTastes(sums, table, opinions, structure);
  addFilms(sums, table);
  addBlocks(sums, blockOpinions(table, opinions, structure), structure);
  if (structure.timed) {
    addFollowers(sums, table, structure, candidates);
  }
}

/** Add sums over other users. Throws InvalidRatings as `addUsers` does. */
export function addSums(to: ModelSums, from: ModelSums, structure: ModelStructure): void {
  for (const name of Object.keys(to) as (keyof ModelSums)[]) {
    const sum = to[name];
    const other = from[name];
    for (let n = 0; n < sum.length; n++) sum[n] += other[n];
  }
  assertCounted(to, structure);
}

/** Y in whole numbers: users x films. */
export function wholeOpinions(table: RatingTable, { parameters }: ModelStructure): SparseMatrix {
  return SparseMatrix.wholeOpinions(table, parameters.preference, parameters.dislike, OPINION);
}

/**
 * What the blocks are solved of: the opinions of the table, those of each user times what the user counts, in whole numbers of
 * `units.block`. O(ratings).
 */
export function blockOpinions(
  table: RatingTable,
  opinions: SparseMatrix,
  { parameters, units }: ModelStructure,
): SparseMatrix {
  const { preference, dislike, userNormalisation } = parameters;
  if (userNormalisation === 0) return opinions;
  const factors = userFactors(table, userNormalisation);
  return SparseMatrix.opinions(table, preference, dislike).withRows(factors, (x, factor) =>
    Math.round(units.block * factor * x),
  );
}

/** opinions: of the table. O(ratings (d + k) + users k (d + k)). */
export function addTastes(
  sums: TasteSums,
  table: RatingTable,
  opinions: SparseMatrix,
  { parameters, units, loadings, tasteCentroids, filmCount }: ModelStructure,
): void {
  sums.users[0] += table.userCount;
  assertCounted(sums, { units });
  const k = tasteCentroids.rows;
  const byFilm = loadings.toFloat64();
  const centroids = tasteCentroids.toFloat64();
  const preferences = SparseMatrix.preferences(table, parameters.preference);
  const members = new Matrix(k, k, sums.memberships);
  const said = new Matrix(filmCount, k, sums.opinions);
  for (let from = 0; from < table.userCount; from += USERS_AT_ONCE) {
    const scores = preferences.rowsFrom(from, USERS_AT_ONCE).times(byFilm);
    const some = Matrix.zeros(scores.rows, k);
    for (let u = 0; u < scores.rows; u++) {
      const row = some.row(u);
      membershipsInto(row, scores.row(u), tasteCentroids, parameters.tau);
      for (let c = 0; c < k; c++) row[c] = Math.round(row[c] * units.membership);
    }
    // At unit length by now. Who has no direction is near to none.
    nearestCentroids(scores, centroids).forEach((c, u) => {
      if (scores.row(u).some((x) => x !== 0)) sums.tasteSizes[c]++;
    });
    gram(some, members);
    opinions.rowsFrom(from, USERS_AT_ONCE).transposeTimes(some, said);
  }
}

/** O(ratings). */
export function addFilms(sums: FilmSums, table: RatingTable): void {
  const { rated, liked } = table.countByFilm();
  const { count, total } = starSums(table);
  for (let f = 0; f < table.filmCount; f++) {
    sums.rated[f] += rated[f];
    sums.liked[f] += liked[f];
    sums.starCount[f] += count[f];
    sums.starTotal[f] += total[f];
  }
}

function addBlocks({ blocks }: ModelSums, opinions: SparseMatrix, { tasks }: ModelStructure): void {
  const columns = filmColumns(opinions);
  let at = 0;
  for (const { films } of tasks) {
    const { rows: n, data } = blockGram(columns, films);
    for (let r = 0; r < n; r++) {
      for (let c = 0; c <= r; c++) blocks[at++] += data[r * n + c];
    }
  }
}

function addFollowers(
  { followed, followers }: ModelSums,
  table: RatingTable,
  { parameters, units }: ModelStructure,
  { rowStart, film }: NextCandidates,
): void {
  forEachFollowed(table, { ...parameters, unit: units.weight }, ({ film: i, total, sums }) => {
    followed[i] += total;
    for (let n = rowStart[i]; n < rowStart[i + 1]; n++) followers[n] += sums[film[n]];
  });
}

function assertCounted({ users: [users] }: Pick<ModelSums, 'users'>, { units }: Pick<ModelStructure, 'units'>): void {
  if (users > units.mostUsers) {
    throw new InvalidRatings(`${users} users, where the structure has been made for ${units.mostUsers} at most`);
  }
}
