import { blockGram } from './block-solve';
import { InvalidRatings } from '../errors';
import { starSums } from './film-bias';
import { forEachFollowed, type Histories, historiesOf, someFilms } from './learn-next-films';
import { type FilmColumns, filmColumns } from '../linear-algebra/film-columns';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { gram } from '../linear-algebra/matrix-products';
import { SparseMatrix } from '../linear-algebra/sparse';
import { nearestCentroids } from '../clustering/nearest-centroids';
import { membershipsInto } from '../model/memberships';
import type { ModelStructure, NextCandidates, Outline } from './model-structure';
import type { RatingTable } from '../ratings/rating-table';
import { sharedNumbers } from '../shared-numbers';
import { OPINION } from './sum-units';
import { alone, evenRanges, type Range, type Team } from '../team';
import { userFactors } from './user-normalisation';

/** How many users have what for memberships in memory: the others wait. */
const USERS_AT_ONCE = 4096;

/**
 * All that a model asks of its users: sums over them, of whole numbers, see `sumUnits`. So they are the same however the users
 * are cut into parts and in whatever order these are added. I films, k taste centroids. The length of each depends on
 * the structure alone. They are in shared memory.
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
    blocks: sharedNumbers.float64(tasks.reduce((sum, { films: { length: n } }) => sum + sizeOfBlock(n), 0)),
    followed: sharedNumbers.float64(filmCount),
    followers: sharedNumbers.float64(candidates.film.length),
  };
}

export function noTasteSums({ filmCount, tasteCentroids: { rows: k } }: ModelStructure): TasteSums {
  return {
    users: sharedNumbers.float64(1),
    tasteSizes: sharedNumbers.float64(k),
    memberships: sharedNumbers.float64(k * k),
    opinions: sharedNumbers.float64(filmCount * k),
  };
}

/** Who adds up, and where: each member of the team but the first has sums of its own, of nobody between two tables. */
export interface Adding {
  readonly team: Team;
  readonly aside: readonly TasteSums[];
}

export function addingBy(team: Team, structure: ModelStructure): Adding {
  return { team, aside: Array.from({ length: team.size - 1 }, () => noTasteSums(structure)) };
}

const ADDING_ALONE: Adding = { team: alone, aside: [] };

export function noFilmSums({ filmCount }: Pick<ModelStructure, 'filmCount'>): FilmSums {
  const one = (): Float64Array => new Float64Array(filmCount);
  return { rated: one(), liked: one(), starCount: one(), starTotal: one() };
}

/**
 * Add the users of a table, of whom no other table has ratings. Throws InvalidRatings when there are more users than
 * the structure has units for.
 */
export async function addUsers(
  sums: ModelSums,
  table: RatingTable,
  structure: ModelStructure,
  candidates: NextCandidates,
  adding = ADDING_ALONE,
): Promise<void> {
  const opinions = wholeOpinions(table, structure);
  await addTastes(sums, table, opinions, structure, adding);
  addFilms(sums, table);
  await addBlocks(sums, blockOpinions(table, opinions, structure), structure, adding);
  if (structure.timed) {
    await addFollowers(sums, table, structure, candidates, adding);
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
export function wholeOpinions(
  table: RatingTable,
  { filmMeans, parameters }: Pick<ModelStructure, 'filmMeans' | 'parameters'>,
): SparseMatrix {
  return SparseMatrix.wholeOpinions(table, filmMeans, parameters, OPINION);
}

/**
 * What the blocks are solved of: the opinions of the table, those of each user times what the user counts, in whole numbers of
 * `units.block`. O(ratings).
 */
export function blockOpinions(
  table: RatingTable,
  opinions: SparseMatrix,
  { filmMeans, parameters, units }: Pick<Outline, 'filmMeans' | 'parameters' | 'units'>,
): SparseMatrix {
  const { userNormalisation } = parameters;
  if (userNormalisation === 0) return opinions;
  const factors = userFactors(table, userNormalisation);
  return SparseMatrix.opinions(table, filmMeans, parameters).withRows(factors, (x, factor) =>
    Math.round(units.block * factor * x),
  );
}

/** opinions: of the table. O(ratings (d + k) + users k (d + k)). */
export async function addTastes(
  sums: TasteSums,
  table: RatingTable,
  opinions: SparseMatrix,
  structure: ModelStructure,
  { team, aside } = ADDING_ALONE,
): Promise<void> {
  sums.users[0] += table.userCount;
  assertCounted(sums, structure);
  const { parameters, units, loadings, tasteCentroids } = structure;
  const preferences = SparseMatrix.preferences(table, parameters.preference);
  const { tau } = parameters;
  const shared = { preferences, opinions, loadings, tasteCentroids, tau, unit: units.membership };
  const places = [sums, ...aside];
  await team.map(
    addTastesOfSome,
    evenRanges(table.rowStart, places.length).map((users, n) => ({ ...shared, users, sums: places[n] })),
  );
  for (const { tasteSizes, memberships, opinions: said } of aside) {
    move(tasteSizes, sums.tasteSizes);
    move(memberships, sums.memberships);
    move(said, sums.opinions);
  }
}

/** Some of the users, whose tastes are added up. Copies on another thread have no methods. */
export interface UsersToAdd extends Pick<ModelStructure, 'loadings' | 'tasteCentroids'> {
  readonly users: Range;
  /** Nobody else adds there. */
  readonly sums: Omit<TasteSums, 'users'>;
  /** users x films */
  readonly preferences: SparseMatrix;
  readonly opinions: SparseMatrix;
  readonly tau: number;
  /** Of memberships. */
  readonly unit: number;
}

/** Add their tastes to the sums, which are in shared memory; not who they are. */
export function addTastesOfSome({ users, sums, tau, unit, ...matrices }: UsersToAdd): void {
  const byFilm = dense(matrices.loadings).toFloat64();
  const tasteCentroids = dense(matrices.tasteCentroids);
  const centroids = tasteCentroids.toFloat64();
  const k = tasteCentroids.rows;
  const members = new Matrix(k, k, sums.memberships);
  const said = new Matrix(byFilm.rows, k, sums.opinions);
  for (let from = users.from; from < users.to; from += USERS_AT_ONCE) {
    const count = Math.min(USERS_AT_ONCE, users.to - from);
    const scores = sparse(matrices.preferences).rowsFrom(from, count).times(byFilm);
    const some = Matrix.zeros(scores.rows, k);
    for (let u = 0; u < scores.rows; u++) {
      const row = some.row(u);
      membershipsInto(row, scores.row(u), tasteCentroids, tau);
      for (let c = 0; c < k; c++) row[c] = Math.round(row[c] * unit);
    }
    // At unit length by now. Who has no direction is near to none.
    nearestCentroids(scores, centroids).forEach((c, u) => {
      if (scores.row(u).some((x) => x !== 0)) sums.tasteSizes[c]++;
    });
    gram(some, members);
    sparse(matrices.opinions).rowsFrom(from, count).transposeTimes(some, said);
  }
}

function sparse({ rows, cols, rowStart, column, value }: SparseMatrix): SparseMatrix {
  return new SparseMatrix(rows, cols, rowStart, column, value);
}

function dense({ rows, cols, data }: Matrix32): Matrix32 {
  return new Matrix(rows, cols, data);
}

/** Add numbers to others, and leave zeros. */
function move(from: Float64Array, to: Float64Array): void {
  for (let n = 0; n < from.length; n++) to[n] += from[n];
  from.fill(0);
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

async function addBlocks(
  { blocks }: ModelSums,
  opinions: SparseMatrix,
  { tasks }: ModelStructure,
  { team }: Adding,
): Promise<void> {
  const columns = filmColumns(opinions);
  let at = 0;
  await team.map(
    addBlock,
    tasks.map(({ films }) => ({ columns, films, sums: blocks.subarray(at, (at += sizeOfBlock(films.length))) })),
  );
}

/** A block, whose sums are in shared memory. */
export interface BlockToAdd {
  readonly columns: FilmColumns;
  readonly films: Uint32Array;
  readonly sums: Float64Array;
}

/** Add the lower half of its X'X. */
export function addBlock({ columns, films, sums }: BlockToAdd): void {
  const { rows: n, data } = blockGram(columns, films);
  for (let r = 0, at = 0; r < n; r++) {
    for (let c = 0; c <= r; c++) sums[at++] += data[r * n + c];
  }
}

/** Numbers of the lower half of n x n. */
export function sizeOfBlock(n: number): number {
  return (n * (n + 1)) / 2;
}

async function addFollowers(
  { followed, followers }: ModelSums,
  table: RatingTable,
  { parameters, units }: ModelStructure,
  candidates: NextCandidates,
  { team }: Adding,
): Promise<void> {
  const histories = historiesOf(table, { ...parameters, unit: units.weight });
  await team.map(
    addFollowersOfSome,
    someFilms(histories, team).map((films) => ({ histories, films, candidates, followed, followers })),
  );
}

/** Some of the films, of which those that follow are added up. */
export interface FilmsToAdd extends Pick<ModelSums, 'followed' | 'followers'> {
  readonly histories: Histories;
  readonly films: Range;
  readonly candidates: NextCandidates;
}

/** Add what follows these films to the sums, which are in shared memory. */
export function addFollowersOfSome({ histories, films, candidates, followed, followers }: FilmsToAdd): void {
  const { rowStart, film } = candidates;
  forEachFollowed(histories, films, ({ film: i, total, sums }) => {
    followed[i] += total;
    for (let n = rowStart[i]; n < rowStart[i + 1]; n++) followers[n] += sums[film[n]];
  });
}

function assertCounted({ users: [users] }: Pick<ModelSums, 'users'>, { units }: Pick<ModelStructure, 'units'>): void {
  if (users > units.mostUsers) {
    throw new InvalidRatings(`${users} users, where the structure has been made for ${units.mostUsers} at most`);
  }
}
