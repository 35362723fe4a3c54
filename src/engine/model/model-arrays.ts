import { UnsoundModel } from '../errors';
import { type FilmBlock, FilmWeights, isRounded } from './film-weights';
import { type Floats, Matrix } from '../linear-algebra/matrix';
import { identity, transpose } from '../linear-algebra/matrix-products';
import type { TasteModel } from './model';
import { numbersToJson, textToNumbers } from './text-as-numbers';
import { checkParameters, type TrainingParameters, withDefaults } from './parameters';
import { MultipliableMatrix } from '../linear-algebra/multipliable-matrix';

export type ModelNumbers = Float32Array | Float64Array | Uint32Array | Uint16Array | Int8Array;

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
  return [
    column('parameters', scalarsOf(model)),
    // Kept with a row for each dimension, served with a row for each film: what a user's ratings ask for.
    matrix('loadings', transpose(model.loadings).toFloat32()),
    column('singularValues', model.singularValues),
    matrix('tasteCentroids', model.tasteCentroids),
    column('tasteSizes', model.tasteSizes),
    matrix('readoutDirections', model.readoutDirections),
    { name: 'readout', rows: model.readout.rows, cols: model.readout.cols, data: model.readout.data },
    column('readoutFilmScales', model.readout.rowScales),
    column('readoutDirectionScales', model.readout.colScales),
    ...blockArrays(model.filmWeights).map(({ name, data }) => column(name, data)),
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
    column('filmMeans', model.filmMeans),
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
  const orNone = (name: string): Float32Array =>
    byName.has(name) ? find(name, Float32Array).data : new Float32Array(scalars.filmCount);
  const shapes = (kind: BlockKind, weights: number): BlockShape[] =>
    shapesFrom(
      kind,
      scalars.filmCount,
      find(`${kind}Sizes`, Uint32Array).data,
      find(`${kind}Films`, Uint32Array).data,
      weights,
    );
  const exactBlocks = (): FilmBlock[] => {
    const { data } = find('blockWeights', Float32Array);
    return shapes('block', data.length).map(({ films, own, weightAt }) => ({
      films,
      weights: new Matrix(films.length, own, data.subarray(weightAt, weightAt + films.length * own)),
    }));
  };
  const roundedBlocks = (): FilmBlock[] => {
    const { data } = find('roundedWeights', Int8Array);
    const scales = find('roundedScales', Float32Array).data;
    return shapes('rounded', data.length).map(({ films, own, weightAt, rowAt }) => ({
      films,
      weights: {
        rows: films.length,
        cols: own,
        scales: scales.subarray(rowAt, rowAt + films.length),
        data: data.subarray(weightAt, weightAt + films.length * own),
      },
    }));
  };
  const readout = (): MultipliableMatrix =>
    byName.has('readoutFilmScales')
      ? new MultipliableMatrix({
          ...find('readout', Int8Array),
          rowScales: find('readoutFilmScales', Float32Array).data,
          colScales: find('readoutDirectionScales', Float32Array).data,
        })
      : MultipliableMatrix.of(transpose(matrix('readout')).toFloat32());
  // In models of before the read-out is exact; before that all weights are, and each taste centroid is a direction.
  const blocks = [...exactBlocks(), ...(byName.has('roundedWeights') ? roundedBlocks() : [])];
  return {
    ...scalars,
    loadings: transpose(matrix('loadings')).toFloat32(),
    singularValues: find('singularValues', Float64Array).data,
    tasteCentroids: matrix('tasteCentroids'),
    tasteSizes: find('tasteSizes', Uint32Array).data,
    readoutDirections: byName.has('readoutDirections')
      ? matrix('readoutDirections')
      : identity(find('readout', Float32Array).rows),
    readout: readout(),
    filmWeights: new FilmWeights(scalars.filmCount, blocks),
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
    // Models of before have none: in them ratings are compared with nothing, and no film is better rated than another.
    filmMeans: orNone('filmMeans'),
    filmBias: orNone('filmBias'),
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

/** B as arrays, exact blocks and rounded ones: of each block how many films and how many of them its own, then all films and all weights in a row. */
function blockArrays({ blocks, data }: FilmWeights): { name: string; data: ModelNumbers }[] {
  const exact = blocks.filter(({ weights }) => !isRounded(weights));
  const rounded = blocks.filter(({ weights }) => isRounded(weights));
  const sizes = (some: readonly FilmBlock[]): Uint32Array =>
    Uint32Array.from(some.flatMap(({ films, weights }) => [films.length, weights.cols]));
  const films = (some: readonly FilmBlock[]): Uint32Array =>
    Uint32Array.from(some.flatMap((block) => [...block.films]));
  const scales = Float32Array.from(rounded.flatMap(({ weights }) => (isRounded(weights) ? [...weights.scales] : [])));
  return [
    { name: 'blockSizes', data: sizes(exact) },
    { name: 'blockFilms', data: films(exact) },
    { name: 'blockWeights', data: data.exact },
    { name: 'roundedSizes', data: sizes(rounded) },
    { name: 'roundedFilms', data: films(rounded) },
    { name: 'roundedWeights', data: data.rounded },
    { name: 'roundedScales', data: scales },
  ];
}

/** Exact weights, or rounded ones: how the names of their arrays begin. */
type BlockKind = 'block' | 'rounded';

/** The films of a block, how many of them are its own, and where its weights and rows begin among those of all. */
interface BlockShape {
  readonly films: Uint32Array;
  readonly own: number;
  readonly weightAt: number;
  readonly rowAt: number;
}

/** The blocks of these sizes; the films are shared. weights: how many there are. Throws UnsoundModel. */
function shapesFrom(
  kind: BlockKind,
  filmCount: number,
  sizes: Uint32Array,
  films: Uint32Array,
  weights: number,
): BlockShape[] {
  const shapes: BlockShape[] = [];
  let rowAt = 0;
  let weightAt = 0;
  for (let b = 0; b + 1 < sizes.length; b += 2) {
    const [rows, own] = sizes.subarray(b, b + 2);
    const ofBlock = films.subarray(rowAt, rowAt + rows);
    if (own > rows || ofBlock.length < rows || weightAt + rows * own > weights) {
      throw new UnsoundModel(`${kind}Sizes`, `block ${b / 2} has ${rows} films, ${own} of its own`);
    }
    if (ofBlock.some((f) => f >= filmCount)) {
      throw new UnsoundModel(`${kind}Films`, `block ${b / 2} has a film that is not one of ${filmCount}`);
    }
    shapes.push({ films: ofBlock, own, weightAt, rowAt });
    rowAt += rows;
    weightAt += rows * own;
  }
  return shapes;
}

function tokensFrom(units: Uint16Array): string[] {
  const tokens = numbersToJson('tokens', units);
  if (!Array.isArray(tokens) || !tokens.every((token) => typeof token === 'string')) {
    throw new UnsoundModel('tokens', 'are not a list of words');
  }
  return tokens;
}
