import { InvalidRatings } from '../errors';
import type { ScoringModel } from '../model/model';
import { preference } from './preference';
import type { UserHistory } from './rating-table';
import { recencyWeights } from './recency';

/** x: the preference that each rating expresses, weighed by its recency. Throws InvalidRatings. */
export function historyPreferences(
  model: Pick<ScoringModel, 'filmCount' | 'parameters'>,
  { film, rating, top }: UserHistory,
): Float64Array {
  const { filmCount, parameters } = model;
  const x = recencyWeights(film.length, parameters.halfLife);
  for (let n = 0; n < film.length; n++) {
    if (!(film[n] >= 0 && film[n] < filmCount)) {
      throw new InvalidRatings(`film ${film[n]} of ${filmCount}`);
    }
    x[n] *= preference(rating[n], top, parameters.preference);
  }
  return x;
}
