import type { FilmWeights } from './film-weights';
import type { Matrix32 } from '../linear-algebra/matrix';
import type { MultipliableMatrix } from '../linear-algebra/multipliable-matrix';
import type { NextFilms } from './next-films';
import type { TrainingParameters } from './parameters';
import type { TokenWeights } from './token-weights';

/**
 * A trained model: plain numbers, and no user. U users, I films, d dimensions, k taste centroids, g film groups, r directions
 * of the read-out.
 *
 * d and k are those that took effect: `parameters.dimensions` and `parameters.tasteCount` are the same numbers. A model
 * trained without any rating has d = k = 0, and one group of all films.
 */
export interface TasteModel {
  readonly parameters: TrainingParameters;
  readonly userCount: number;
  readonly filmCount: number;
  /** V': I x d. Orthonormal columns; a user with preferences x is x V' in PCA space. */
  readonly loadings: Matrix32;
  /** d, largest first. */
  readonly singularValues: Float64Array;
  /** C: k x d, unit rows. */
  readonly tasteCentroids: Matrix32;
  /** k: users nearest to each taste centroid. */
  readonly tasteSizes: Uint32Array;
  /** P: k x r, orthonormal columns. The directions of memberships by which films are told apart. P Q is what each taste centroid says. */
  readonly readoutDirections: Matrix32;
  /** Q': I x r. What each of these directions says of each film. */
  readonly readout: MultipliableMatrix;
  /** B: what a rating of each film says of each other one. */
  readonly filmWeights: FilmWeights;
  /** N: what people rate after each film. */
  readonly nextFilms: NextFilms;
  /** What genres, directors and actors say of a film that nobody has rated. */
  readonly tokenWeights: TokenWeights;
  /** I x d: direction of each film, loadings times singular values at unit length; zero for a film of which nothing is known. */
  readonly filmVectors: Matrix32;
  /** I: film group of each film. Group 0 is the one liked most. */
  readonly filmGroup: Uint16Array;
  /** g x d: mean film vector of each group. */
  readonly groupCentroids: Matrix32;
  /** g: films in each group. */
  readonly groupSizes: Uint32Array;
  /** I x 2: the films on the map. */
  readonly filmPositions: Matrix32;
  /** g x 2: the group centroids on the map. */
  readonly groupPositions: Matrix32;
  /** 2: share of the film vectors' variance along each axis of the map, 0..1. */
  readonly axisVariance: Float64Array;
  /** I: mean rating of each film, 0..1, that ratings are compared with when they are read (see `centredOpinion`); 0 where there were no stars. */
  readonly filmMeans: Float32Array;
  /** I: how far the mean rating of the film lies above that of all ratings, see `filmBias`. */
  readonly filmBias: Float32Array;
  /** I: users who liked the film: its popularity. */
  readonly likedCount: Uint32Array;
  /** I: ratings of the film. */
  readonly ratingCount: Uint32Array;
}

/** What of a model is needed to score films. */
export type ScoringModel = Pick<
  TasteModel,
  | 'parameters'
  | 'filmCount'
  | 'loadings'
  | 'tasteCentroids'
  | 'readoutDirections'
  | 'readout'
  | 'filmWeights'
  | 'nextFilms'
  | 'filmMeans'
  | 'filmBias'
  | 'likedCount'
>;
