import type { TasteModel } from '../../src/engine/model/model';
import { ModelVersion } from '../../src/recommendation/model/model-version.entity';
import type { ServedModel } from '../../src/recommendation/model/served-model';

/** A model in memory as version 1, its groups named by their place. idOf: film id of each column. */
export function servedModel(taste: TasteModel, idOf: (column: number) => number): ServedModel {
  const filmIds = Float64Array.from({ length: taste.filmCount }, (_, column) => idOf(column));
  return {
    version: Object.assign(new ModelVersion(), { id: 1 }),
    taste,
    filmIds,
    columnOf: new Map(Array.from(filmIds, (id, column) => [id, column])),
    groups: Array.from(taste.groupSizes, (size, n) => {
      const name = { pt: `grupo ${n + 1}`, en: `grupo ${n + 1}` };
      return {
        id: n + 1,
        name,
        ownName: name,
        given: { name: null, englishName: null },
        size,
        look: { hue: 0, shape: 'circulo' },
      };
    }),
  };
}
