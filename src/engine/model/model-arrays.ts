import { UnsoundModel } from '../errors';
import { type FilmBlock, FilmWeights } from './film-weights';
import { type Floats, Matrix } from '../linear-algebra/matrix';
import { transpose } from '../linear-algebra/matrix-products';
import type { TasteModel } from './model';
import { numbersToJson, textToNumbers } from './text-as-numbers';
import { checkParameters, type TrainingParameters, withDefaults } from './parameters';
import { SummableMatrix } from '../linear-algebra/row-sums';

export type ModelNumbers = Float32Array | Float64Array | Uint32Array | Uint16Array;

/** One part of a model, ready to be stored: `rows` x `cols` numbers, row-major. */
export interface NamedArray {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly data: ModelNumbers;
}

/** All of a model as arrays, which share its memory where they can. `fromArrays` gives back the same model, bit by bit. */
export function toArrays(model: TasteModel): NamedArray[] {
  const column = (name: string, data: ModelNumbers): NamedArray => ({ name, rows: data.length, cols: 1, data });
  const matrix = (name: string, { rows, cols, data }: Matrix<Floats>): NamedArray => ({ name, rows, cols, data });
  const blocks = blockArrays(model.filmWeights);
  return [
    column('parameters', scalarsOf(model)),
    // Kept with a row for each dimension, served with a row for each film: what a user's ratings ask for.
    matrix('loadings', transpose(model.loadings).toFloat32()),
    column('singularValues', model.singularValues),
    matrix('tasteCentroids', model.tasteCentroids),
    column('tasteSizes', model.tasteSizes),
    matrix('readout', model.readout),
    column('blockSizes', blocks.sizes),
    column('blockFilms', blocks.films),
    column('blockWeights', blocks.weights),
    column('nextStart', model.nextFilms.rowStart),
    column('nextFilm', model.nextFilms.film),
    column('nextAffinity', model.nextFilms.affinity),
    column('tokens', textToNumbers(JSON.stringify(model.tokenWeights.tokens))),
    matrix('tokenWeights', model.tokenWeights.weights),
    matrix('filmVectors', model.filmVectors),
    column('filmGroup', model.filmGroup),
    matrix('groupCentroids', model.groupCentroids),
    column('groupSizes', model.groupSizes),
    matrix('filmPositions', model.filmPositions),
    matrix('groupPositions', model.groupPositions),
    column('axisVariance', model.axisVariance),
    column('filmBias', model.filmBias),
    column('likedCount', model.likedCount),
    column('ratingCount', model.ratingCount),
  ];
}

/**
 * The model of these arrays. It shares their memory, but for the read-out and the film weights, which move to where they can
 * be summed fast. Throws UnsoundModel for one that
 * is missing or of another kind.
 */
export function fromArrays(arrays: readonly NamedArray[]): TasteModel {
  const byName = new Map(arrays.map((array) => [array.name, array]));
  const find = <T extends ModelNumbers>(name: string, kind: new () => T): { rows: number; cols: number; data: T } => {
    const found = byName.get(name);
    if (!found) {
      throw new UnsoundModel(name, 'is missing');
    }
    const { rows, cols, data } = found;
    // By its tag, not by instanceof: an array that comes from another thread or context is as good.
    if (data[Symbol.toStringTag] !== kind.name) {
      throw new UnsoundModel(name, `is a ${data[Symbol.toStringTag]}, not a ${kind.name}`);
    }
    if (data.length !== rows * cols) {
      throw new UnsoundModel(name, `has ${data.length} numbers, not ${rows} x ${cols}`);
    }
    return { rows, cols, data: data as T };
  };
  const matrix = (name: string): Matrix<Float32Array> => {
    const { rows, cols, data } = find(name, Float32Array);
    return new Matrix(rows, cols, data);
  };
  const scalars = scalarsFrom(find('parameters', Uint16Array).data);
  return {
    ...scalars,
    loadings: transpose(matrix('loadings')).toFloat32(),
    singularValues: find('singularValues', Float64Array).data,
    tasteCentroids: matrix('tasteCentroids'),
    tasteSizes: find('tasteSizes', Uint32Array).data,
    readout: SummableMatrix.copyOf(matrix('readout')),
    filmWeights: filmWeightsFrom(
      scalars.filmCount,
      find('blockSizes', Uint32Array).data,
      find('blockFilms', Uint32Array).data,
      find('blockWeights', Float32Array).data,
    ),
    nextFilms: {
      rowStart: find('nextStart', Uint32Array).data,
      film: find('nextFilm', Uint32Array).data,
      affinity: find('nextAffinity', Float32Array).data,
    },
    tokenWeights: { tokens: tokensFrom(find('tokens', Uint16Array).data), weights: matrix('tokenWeights') },
    filmVectors: matrix('filmVectors'),
    filmGroup: find('filmGroup', Uint16Array).data,
    groupCentroids: matrix('groupCentroids'),
    groupSizes: find('groupSizes', Uint32Array).data,
    filmPositions: matrix('filmPositions'),
    groupPositions: matrix('groupPositions'),
    axisVariance: find('axisVariance', Float64Array).data,
    // Models of before have none: in them no film is better rated than another.
    filmBias: byName.has('filmBias') ? find('filmBias', Float32Array).data : new Float32Array(scalars.filmCount),
    likedCount: find('likedCount', Uint32Array).data,
    ratingCount: find('ratingCount', Uint32Array).data,
  };
}

interface Scalars {
  readonly parameters: TrainingParameters;
  readonly userCount: number;
  readonly filmCount: number;
}

function scalarsOf({ parameters, userCount, filmCount }: TasteModel): Uint16Array {
  return textToNumbers(JSON.stringify({ parameters, userCount, filmCount }));
}

function scalarsFrom(units: Uint16Array): Scalars {
  const stored = numbersToJson('parameters', units) as Scalars;
  const { userCount, filmCount } = stored;
  const parameters = withDefaults(stored.parameters);
  try {
    checkEffective(parameters);
  } catch (error) {
    throw new UnsoundModel('parameters', error instanceof Error ? error.message : String(error));
  }
  return { parameters, userCount, filmCount };
}

/** A model of no ratings has no dimension and no taste centroid, which nobody may ask for. */
function checkEffective(parameters: TrainingParameters): void {
  const atLeast1 = (count: number): number => (count === 0 ? 1 : count);
  const { dimensions, tasteCount } = parameters;
  checkParameters({ ...parameters, dimensions: atLeast1(dimensions), tasteCount: atLeast1(tasteCount) });
}

/** B as arrays: of each block how many films and how many of them its own, then all films and all weights in a row. */
function blockArrays({ blocks, data }: FilmWeights): { sizes: Uint32Array; films: Uint32Array; weights: Float32Array } {
  const films = new Uint32Array(blocks.reduce((total, block) => total + block.films.length, 0));
  let film = 0;
  for (const block of blocks) {
    films.set(block.films, film);
    film += block.films.length;
  }
  return {
    sizes: Uint32Array.from(blocks.flatMap((block) => [block.films.length, block.weights.cols])),
    films,
    weights: data,
  };
}

/** The weights are copied, the films shared. */
function filmWeightsFrom(
  filmCount: number,
  sizes: Uint32Array,
  films: Uint32Array,
  weights: Float32Array,
): FilmWeights {
  const blocks: FilmBlock[] = [];
  let film = 0;
  let weight = 0;
  for (let b = 0; b + 1 < sizes.length; b += 2) {
    const [rows, own] = sizes.subarray(b, b + 2);
    const ofBlock = films.subarray(film, film + rows);
    if (own > rows || ofBlock.length < rows || weight + rows * own > weights.length) {
      throw new UnsoundModel('blockSizes', `block ${b / 2} has ${rows} films, ${own} of its own`);
    }
    if (ofBlock.some((f) => f >= filmCount)) {
      throw new UnsoundModel('blockFilms', `block ${b / 2} has a film that is not one of ${filmCount}`);
    }
    blocks.push({ films: ofBlock, weights: new Matrix(rows, own, weights.subarray(weight, weight + rows * own)) });
    film += rows;
    weight += rows * own;
  }
  return new FilmWeights(filmCount, blocks);
}

function tokensFrom(units: Uint16Array): string[] {
  const tokens = numbersToJson('tokens', units);
  if (!Array.isArray(tokens) || !tokens.every((token) => typeof token === 'string')) {
    throw new UnsoundModel('tokens', 'are not a list of words');
  }
  return tokens;
}
