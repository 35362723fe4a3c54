import { FILM_NIGHT } from '../../rules/rule-places';
import { arrange } from '../serving/arrange';
import { rulesFor } from '../serving/compiled-rules';
import { liftedOrder } from '../serving/lifted-scores';
import type { RuleEffectDto } from '../serving/recommendation.dto';
import { effectsIn } from '../serving/ruled-ranking';
import type { ServingState } from '../serving/serving-state';
import { chooseTogether, type Strategy } from './choose-together';

interface Asked {
  readonly strategy: Strategy;
  readonly limit: number;
  readonly explain: boolean;
}

interface Chosen {
  /** Best first. */
  readonly places: readonly number[];
  /** What rules did to these films, one list for each; empty where nobody asks, or no rule holds. */
  readonly effects: readonly RuleEffectDto[][];
}

/**
 * The films of a group as {@link chooseTogether} finds them, arranged by the rules that hold for film nights. What may be in the list was
 * decided before, by everybody's exclusions: no rule brings what is closed. likings, excluded: see there.
 */
export function chosenByRules(
  likings: readonly Float32Array[],
  excluded: Uint8Array,
  { rules, index }: Pick<ServingState, 'rules' | 'index'>,
  { strategy, limit, explain }: Asked,
): Chosen {
  const own = rulesFor(rules, FILM_NIGHT, []);
  if (!own) return { places: Array.from(chooseTogether(likings, excluded, strategy, limit)), effects: [] };
  const lifted =
    own.lifts.length === 0
      ? likings
      : likings.map((liking) => Float32Array.from(liftedOrder(liking, own.lifts, index.gone)));
  const list = arrange(wholeOrder(lifted, excluded, strategy, limit), own, limit, limit);
  const before = explain ? wholeOrder(likings, excluded, strategy, limit) : [];
  return { places: Array.from(list.films), effects: explain ? effectsIn(list, own, before, 0) : [] };
}

/**
 * All films that are open, of which rules choose. By `justa` whoever is behind is heard in the first `limit`; what rules bring from
 * beyond comes by the mean, since one such choice goes through all films. O(people films limit).
 */
function wholeOrder(
  likings: readonly Float32Array[],
  excluded: Uint8Array,
  strategy: Strategy,
  limit: number,
): Uint32Array {
  if (strategy !== 'justa') return chooseTogether(likings, excluded, strategy, excluded.length);
  const first = chooseTogether(likings, excluded, strategy, limit);
  const left = excluded.slice();
  for (const place of first) left[place] = 1;
  return Uint32Array.from([...first, ...chooseTogether(likings, left, 'media', excluded.length)]);
}
