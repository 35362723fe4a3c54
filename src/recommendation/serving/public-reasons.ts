import type { Explanation } from '../../engine/scoring/explain';
import { at } from '../../invariants';
import type { Language } from '../../http/language';
import type { ServedModel } from '../model/served-model';
import { historyOf } from './film-scores';
import { biasReason, groupReason, popularityReason, tasteReason, trendReason } from './reason-texts';
import { explainInPieces, forBeforeAgainst, reasonsOfNewcomer, type Asked } from './reasons';
import type { ReasonDto } from './recommendation.dto';

/** Groups shown as reasons of one film. */
const SHOWN = 3;

/** Ratings that a group must have of the person to be named: of fewer, its share would be that of a rating. */
const FEWEST = 3;

/** Shares are told in steps of 5 %: the exact ones of many films would tell which film a share comes from. */
const STEPS = 20;

/**
 * Why the film at each of these places is recommended, for somebody who may not read the person: no rating is named, and
 * no place that depends on one. They speak of choices, be they ratings or events: which of the two is nobody's business either.
 */
export async function publicReasonsOf(asked: Asked, places: readonly number[]): Promise<ReasonDto[][]> {
  const { index } = asked.scores;
  const { model } = index;
  const columns = places.filter((place) => index.isKnown(place));
  if (!model) return places.map(() => []);
  const history = historyOf(asked.scores);
  const groups = groupsOf(model, history.film);
  const explained = await explainInPieces(asked, model, history, columns);
  let next = 0;
  return places.map((place) => {
    if (!index.isKnown(place)) return reasonsOfNewcomer(asked, place, STEPS, true);
    return reasonsByGroup(at(explained, next++, 'film with reasons'), groups, model, asked.language);
  });
}

/** Ratings of the history, by the group of their film: of groups with enough of them. */
type RatingsOfGroups = ReadonlyMap<number, readonly number[]>;

function groupsOf({ taste }: ServedModel, films: ArrayLike<number>): RatingsOfGroups {
  const byGroup = new Map<number, number[]>();
  for (let n = 0; n < films.length; n++) {
    const group = taste.filmGroup[films[n]];
    const ratings = byGroup.get(group);
    if (ratings) ratings.push(n);
    else byGroup.set(group, [n]);
  }
  return new Map([...byGroup].filter(([, ratings]) => ratings.length >= FEWEST));
}

function reasonsByGroup(
  one: Explanation,
  groups: RatingsOfGroups,
  model: ServedModel,
  language: Language,
): ReasonDto[] {
  // Shares of a score that is not positive mean nothing.
  if (one.score <= 0) return [];
  const share = (part: number) => Math.round((STEPS * part) / one.score) / STEPS;
  const sum = (ratings: Iterable<number>) => [...ratings].reduce((total, n) => total + one.ratings[n], 0);
  const named = [...groups]
    .map(([group, ratings]) => ({ group: at(model.groups, group, 'group'), part: sum(ratings) }))
    .sort((a, b) => b.part - a.part || a.group.id - b.group.id)
    .slice(0, SHOWN)
    .filter(({ part }) => share(part) > 0);
  const others = sum(one.ratings.keys()) - named.reduce((total, { part }) => total + part, 0);
  const reasons = [
    ...named.map(({ group, part }) => groupReason(share(part), language, group)),
    tasteReason(share(one.tastes + others), language, true),
    popularityReason(share(one.popularity), language, one.popular),
    trendReason(share(one.trend), language),
    biasReason(share(one.bias), language),
  ];
  return reasons.filter(({ parte }) => parte !== 0).sort(forBeforeAgainst);
}
