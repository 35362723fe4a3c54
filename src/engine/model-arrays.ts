import { UnsoundModel } from './errors';
import { type Floats, Matrix } from './matrix';
import type { TasteModel } from './model';
import type { TrainingParameters } from './parameters';
import { PREFERENCE_KINDS } from './ratings';

export type ModelNumbers = Float32Array | Float64Array | Uint32Array | Uint16Array;

/** One part of a model, ready to be stored: `rows` x `cols` numbers, row-major. */
export interface NamedArray {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly data: ModelNumbers;
}

/** Stands for null: a half-life is positive. */
const NO_HALF_LIFE = 0;

/** All of a model as arrays that share its memory. `fromArrays` gives back the same model, bit by bit. */
export function toArrays(model: TasteModel): NamedArray[] {
  const column = (name: string, data: ModelNumbers): NamedArray => ({ name, rows: data.length, cols: 1, data });
  const matrix = (name: string, { rows, cols, data }: Matrix<Floats>): NamedArray => ({ name, rows, cols, data });
  return [
    column('parameters', parametersToNumbers(model)),
    matrix('loadings', model.loadings),
    column('singularValues', model.singularValues),
    matrix('tasteCentroids', model.tasteCentroids),
    column('tasteSizes', model.tasteSizes),
    matrix('readout', model.readout),
    matrix('filmVectors', model.filmVectors),
    column('filmGroup', model.filmGroup),
    matrix('groupCentroids', model.groupCentroids),
    column('groupSizes', model.groupSizes),
    matrix('filmPositions', model.filmPositions),
    matrix('groupPositions', model.groupPositions),
    column('axisVariance', model.axisVariance),
    column('likedCount', model.likedCount),
    column('ratingCount', model.ratingCount),
  ];
}

/** The model of these arrays, whose memory it shares. Throws UnsoundModel for one that is missing or of another kind. */
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
  return {
    ...parametersFromNumbers(find('parameters', Float64Array).data),
    loadings: matrix('loadings'),
    singularValues: find('singularValues', Float64Array).data,
    tasteCentroids: matrix('tasteCentroids'),
    tasteSizes: find('tasteSizes', Uint32Array).data,
    readout: matrix('readout'),
    filmVectors: matrix('filmVectors'),
    filmGroup: find('filmGroup', Uint16Array).data,
    groupCentroids: matrix('groupCentroids'),
    groupSizes: find('groupSizes', Uint32Array).data,
    filmPositions: matrix('filmPositions'),
    groupPositions: matrix('groupPositions'),
    axisVariance: find('axisVariance', Float64Array).data,
    likedCount: find('likedCount', Uint32Array).data,
    ratingCount: find('ratingCount', Uint32Array).data,
  };
}

type Scalars = Pick<TasteModel, 'parameters' | 'userCount' | 'filmCount'>;

function parametersToNumbers({ parameters, userCount, filmCount }: Scalars): Float64Array {
  const { dimensions, tasteCount, tau, ridgeW, halfLife, preference, seed } = parameters;
  return Float64Array.of(
    userCount,
    filmCount,
    dimensions,
    tasteCount,
    tau,
    ridgeW,
    halfLife ?? NO_HALF_LIFE,
    PREFERENCE_KINDS.indexOf(preference),
    seed,
  );
}

function parametersFromNumbers(numbers: Float64Array): Scalars {
  const [userCount, filmCount, dimensions, tasteCount, tau, ridgeW, halfLife, preference, seed] = numbers;
  if (numbers.length !== 9 || !(preference in PREFERENCE_KINDS)) {
    throw new UnsoundModel('parameters', `are ${numbers.join(' ')}`);
  }
  const parameters: TrainingParameters = {
    dimensions,
    tasteCount,
    tau,
    ridgeW,
    halfLife: halfLife === NO_HALF_LIFE ? null : halfLife,
    preference: PREFERENCE_KINDS[preference],
    seed,
  };
  return { parameters, userCount, filmCount };
}
