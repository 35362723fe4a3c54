import { bestFilms } from '../../engine/scoring/best-films';
import { saidByRatings } from '../../engine/scoring/said-by-ratings';
import { LIKED_PREFERENCE, LIKED_RATING } from '../../ratings/profile';
import type { ServedModel } from '../model/served-model';
import { historyOf, type FilmScores, type ServedHistory } from '../serving/film-scores';
import type { Ranking } from '../serving/ranking';

/** Of the films somebody likes, those liked last: reasons of rows are among them. */
const RECENT = 20;

/** The first films of the list that likes are asked to explain. */
const EXPLAINED = 10;

/** A group is one of somebody's if this share of what they like is in it, … */
const OWN_SHARE = 0.1;

/** … and one that they do not know if no more than this share of what they rated is. */
const UNKNOWN_SHARE = 0.05;

/** Who may not read the person is told of groups with so many likes, in steps of 5 %: see public-reasons.ts. */
const FEWEST_IN_PUBLIC = 3;
const PUBLIC_STEPS = 20;

/** A group of films, by its place in the model. */
interface OwnGroup {
  readonly group: number;
  /** Of the films liked, 0..1. */
  readonly share: number;
}

/** What of somebody's taste rows are made of. */
export interface PersonTastes {
  /** Columns of recent likes that explain the list, the one that explains most first; none for who may not read the person. */
  readonly becauseOf: readonly number[];
  /** The groups that somebody likes, the most liked first. */
  readonly groups: readonly OwnGroup[];
  /** Groups of which somebody knows next to nothing. */
  readonly unknownGroups: readonly number[];
}

/** Of somebody whose taste the model knows. */
export function tastesOf(model: ServedModel, scores: FilmScores, ranking: Ranking, forPublic: boolean): PersonTastes {
  const history = historyOf(scores);
  const liked = likesOf(history);
  const { filmGroup } = model.taste;
  const count = (places: readonly number[]): Float64Array => {
    const byGroup = new Float64Array(model.groups.length);
    for (const n of places) byGroup[filmGroup[history.film[n]]]++;
    return byGroup;
  };
  const likes = count(liked);
  const rated = count([...Array(history.film.length).keys()]);
  const groups = [...likes.keys()]
    .map((group) => ({ group, share: likes[group] / Math.max(1, liked.length) }))
    .filter(({ group, share }) => share >= OWN_SHARE && (!forPublic || likes[group] >= FEWEST_IN_PUBLIC))
    .sort((a, b) => b.share - a.share || a.group - b.group)
    .map(({ group, share }) => ({ group, share: forPublic ? Math.round(PUBLIC_STEPS * share) / PUBLIC_STEPS : share }));
  return {
    becauseOf: forPublic ? [] : explaining(model, history, liked, scores, ranking),
    groups,
    unknownGroups: [...rated.keys()].filter(
      (group) => rated[group] <= UNKNOWN_SHARE * history.film.length && likes[group] < OWN_SHARE * liked.length,
    ),
  };
}

/** Places in the history of what somebody likes, oldest first. */
function likesOf({ film, rating, told }: ServedHistory): number[] {
  return [...Array(film.length).keys()].filter((n) => {
    const event = told[n];
    return event ? event.preference >= LIKED_PREFERENCE : rating[n] >= LIKED_RATING;
  });
}

/** Films of recent likes by what they say for the first films of the list, those that say nothing for them left out. */
function explaining(
  { taste }: ServedModel,
  history: ServedHistory,
  liked: readonly number[],
  { index, order }: FilmScores,
  { excluded }: Ranking,
): number[] {
  const recent = liked.slice(-RECENT).filter((n) => index.gone[history.film[n]] === 0);
  const first = Array.from(bestFilms(order, EXPLAINED, { excluded })).filter((place) => index.isKnown(place));
  const said = saidByRatings(taste, history, recent, first);
  return [...recent.keys()]
    .filter((n) => said[n] > 0)
    .sort((a, b) => said[b] - said[a] || b - a)
    .map((n) => history.film[recent[n]]);
}
