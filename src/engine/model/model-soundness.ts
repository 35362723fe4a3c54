import { UnsoundModel } from '../errors';
import { countLabels } from '../linear-algebra/counting-sort';
import type { TasteModel } from './model';
import { type ModelNumbers, toArrays } from './model-arrays';

/**
 * Throws UnsoundModel, naming the array, for a model that must not be served: one with a value that is not finite, an
 * array of the wrong shape, a taste centroid or film group that is empty, or a film in a group that is not there.
 * O(size of the model).
 */
export function assertSound(model: TasteModel): void {
  const shapes = expectedShapes(model);
  for (const { name, rows, cols, data } of toArrays(model)) {
    const [expectedRows, expectedCols] = shapes[name] ?? [rows, cols];
    if (rows !== expectedRows || cols !== expectedCols || data.length !== rows * cols) {
      throw new UnsoundModel(name, `is ${rows} x ${cols}, not ${expectedRows} x ${expectedCols}`);
    }
    assertFinite(name, data);
  }
  assertNoneEmpty('tasteSizes', model.tasteSizes);
  assertNoneEmpty('groupSizes', model.groupSizes);
  assertGroups(model);
  assertNextFilms(model);
}

/** Rows and columns by name of the array. */
function expectedShapes(model: TasteModel): Partial<Record<string, readonly [number, number]>> {
  const films = model.filmCount;
  const { dimensions: d, tasteCount: k } = model.parameters;
  const g = model.groupSizes.length;
  const r = model.readoutDirections.cols;
  return {
    loadings: [d, films],
    singularValues: [d, 1],
    tasteCentroids: [k, d],
    tasteSizes: [k, 1],
    readoutDirections: [k, r],
    readout: [films, r],
    readoutFilmScales: [films, 1],
    readoutDirectionScales: [r, 1],
    nextStart: [films + 1, 1],
    nextAffinity: [model.nextFilms.film.length, 1],
    tokenWeights: [model.tokenWeights.tokens.length + 1, r + d],
    filmVectors: [films, d],
    filmGroup: [films, 1],
    groupCentroids: [g, d],
    filmPositions: [films, 2],
    groupPositions: [g, 2],
    axisVariance: [2, 1],
    filmMeans: [films, 1],
    filmBias: [films, 1],
    likedCount: [films, 1],
    ratingCount: [films, 1],
  };
}

function assertFinite(name: string, data: ModelNumbers): void {
  // Whole numbers are finite.
  if (!data[Symbol.toStringTag].startsWith('Float')) return;
  for (let n = 0; n < data.length; n++) {
    if (!Number.isFinite(data[n])) {
      throw new UnsoundModel(name, `element ${n} is ${data[n]}`);
    }
  }
}

function assertNoneEmpty(name: string, sizes: Uint32Array): void {
  const empty = sizes.indexOf(0);
  if (empty >= 0) {
    throw new UnsoundModel(name, `number ${empty} is empty`);
  }
}

function assertGroups({ filmGroup, groupSizes }: TasteModel): void {
  const counted = countLabels(filmGroup, groupSizes.length);
  const wrong = filmGroup.findIndex((group) => group >= groupSizes.length);
  if (wrong >= 0) {
    throw new UnsoundModel('filmGroup', `film ${wrong} is in group ${filmGroup[wrong]} of ${groupSizes.length}`);
  }
  const differs = groupSizes.findIndex((size, group) => size !== counted[group]);
  if (differs >= 0) {
    throw new UnsoundModel('groupSizes', `group ${differs} has ${counted[differs]} films, not ${groupSizes[differs]}`);
  }
}

function assertNextFilms({ filmCount, nextFilms }: TasteModel): void {
  const { rowStart, film } = nextFilms;
  const wrong = rowStart.findIndex((start, f) => start < (f > 0 ? rowStart[f - 1] : 0));
  if (wrong >= 0 || rowStart[filmCount] !== film.length) {
    throw new UnsoundModel('nextStart', `does not lead through ${film.length} films`);
  }
  const unknown = film.findIndex((f) => f >= filmCount);
  if (unknown >= 0) {
    throw new UnsoundModel('nextFilm', `element ${unknown} is film ${film[unknown]} of ${filmCount}`);
  }
}
