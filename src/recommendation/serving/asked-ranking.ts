import type { RuleSet } from './compiled-rules';
import type { FilmScores } from './film-scores';
import { leaning } from './leaning';
import type { ListRequest } from './list-request';
import { rank, type Ranking } from './ranking';
import type { Rotation } from './rotation';
import { ruledRanking, type RuledRanking } from './ruled-ranking';

/** A person's list, in the order in which it was asked for. */
interface AskedRanking {
  /** What it is in the order of. */
  readonly scores: FilmScores;
  readonly ranking: Ranking;
  /** The same list; null where no rule holds in it. */
  readonly ruled: RuledRanking | null;
}

/** Rank for one person as a request says. allowed: ids of the films that its filter lets through, null for all; rules: null for none. */
export async function askedRanking(
  base: FilmScores,
  { unwanted, includeRated, variety, popularity, limit, forPublic, pace }: ListRequest,
  allowed: readonly number[] | null,
  rules: RuleSet | null,
  rotation: Rotation | null,
): Promise<AskedRanking> {
  const scores = leaning(base, popularity, forPublic);
  const choice = { allowed, unwanted, includeRated, variety, forPublic, rotation };
  const ruled = rules && (await pace(() => ruledRanking(scores, choice, rules, limit)));
  return { scores, ranking: ruled ?? rank(scores, choice), ruled };
}
