import type { ListParameters } from '../../experiments/list-parameters';
import type { Profile } from '../../ratings/profile';
import { rulesId } from './compiled-rules';
import type { FilmScores } from './film-scores';
import type { Rotation } from './rotation';
import { digest } from './recommendation-cursor';
import type { ServingState } from './serving-state';

/**
 * What a list is made from, as text: the ratings, oldest first, which of them are of the same moment as the one before, and what
 * events say.
 */
export function tasteOf({ filmIds, ratings, times, told, gone }: Profile): string {
  const tied = [...times.keys()].filter((n) => n > 0 && times[n] === times[n - 1]);
  const byEvents = told.length > 0 || gone.length > 0 ? [told, gone] : [];
  return JSON.stringify([filmIds, ratings, ...(tied.length > 0 || byEvents.length > 0 ? [tied, ...byEvents] : [])]);
}

/**
 * Of what a list was made, beside what was asked for and the trend: with the same the list is the same. The ratings themselves
 * count, not their version, which somebody else who gets the number of a deleted user may have as well. imposed: what nobody asked
 * for may change between two pages.
 */
export function stateOf(
  { model, catalogue, rules }: ServingState,
  { profile, order }: FilmScores,
  forPublic: boolean,
  availability: number | null,
  rotation: Rotation | null,
  imposed: ListParameters,
): string {
  // Whoever guesses ratings could tell by the digest that the guess is right.
  const ratings = forPublic ? `versao ${profile.version}` : tasteOf(profile);
  // Without a model the likes of all people make the list.
  const by = model ? model.version.id : digest(new Uint8Array(order.buffer));
  const given = Object.entries(imposed).sort();
  const besides = [
    ...[availability, rotation?.showings.id, rulesId(rules, imposed.regras ?? [])],
    given.length === 0 ? '' : JSON.stringify(given),
  ].filter((one) => one !== null && one !== undefined && one !== '');
  return digest([catalogue, ratings, by, ...besides].join(' '));
}
