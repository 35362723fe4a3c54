import { at, known } from '../../invariants';
import type { ServedModel } from '../model/served-model';
import type { FilmScores } from '../serving/film-scores';
import type { Ranking } from '../serving/ranking';
import type { ServingState } from '../serving/serving-state';
import { groupMembers, highestFirst, nearTo, newestFirst } from './kept-members';
import type { PersonTastes } from './person-tastes';
import { pick, type Picking, type Places, type Row } from './row';
import * as texts from './row-texts';

/** Rows of one kind on a home page, at most. */
const MOST_BECAUSE = 3;
const MOST_GROUPS = 4;
const MOST_LIKED_GROUPS = 3;

/** Films that a like says most for, of which its row is made: of those that the person may be shown. */
const NEAR = 60;

/** The first films of a row, by which it is judged. */
const JUDGED = 5;

/** What a home page is made of. */
export interface Candidates {
  /** In the order of the page. */
  readonly rows: readonly Row[];
  /** By place: not 0 for films that no row holds but one that says what it may hold itself. */
  readonly closed: Uint8Array;
}

/** What rows are made of. */
export interface RowSources {
  readonly state: ServingState;
  readonly scores: FilmScores;
  readonly ranking: Ranking;
  /** Null where the list is not by taste. */
  readonly tastes: PersonTastes | null;
  /** Of the films that rows are because of, by place. */
  readonly titles: ReadonlyMap<number, string>;
  readonly forPublic: boolean;
  readonly picking: Picking;
}

/**
 * The rows that somebody's home page may have, in the order that is theirs: the whole list, what they want to see, which is in
 * no other row, and then the others by the mean score of their first five films that the first row does not show. shown: how
 * many that shows.
 */
export function candidateRows(sources: RowSources, shown: number): Candidates {
  const { state, scores, ranking, tastes, forPublic, picking } = sources;
  const { order, byTaste, index } = scores;
  const { excluded } = ranking;
  if (ranking.origin === 'rever')
    return { rows: [{ key: 'para_voce', text: texts.toSeeAgain, order: ranking.shown }], closed: excluded };
  const first: Row = { key: 'para_voce', text: byTaste ? texts.forYou : texts.forAnybody, order };
  const newest: Row = {
    key: 'novidades',
    text: texts.newHere,
    order: index.ids,
    members: newestFirst(index),
    sorted: true,
  };
  const list = forPublic ? null : wanted(scores, excluded);
  const closed = excluded.slice();
  for (const place of list?.members ?? []) closed[place] = 1;
  const top = list ? [first, list] : [first];
  const others = [likedMost(state, scores), newest];
  const { model } = index;
  if (!model) return { rows: [...top, ...others], closed };
  if (!tastes) return { rows: [...top, ...others, ...likedGroups(model, scores)], closed };
  const left = closed.slice();
  for (const place of pick(first, left, 0, shown, picking)) left[place] = 1;
  const rows = [
    ...becauseRows(sources, model, tastes, closed),
    ...others,
    ...ownGroups(model, scores, tastes),
    ...somethingElse(model, scores, tastes, left, picking),
  ];
  const worth = new Map(rows.map((row) => [row, meanOf(order, pick(row, left, 0, JUDGED, picking))]));
  rows.sort((a, b) => known(worth, b, 'row') - known(worth, a, 'row'));
  return { rows: [...top, ...rows], closed };
}

/** Below all others where there is nothing. */
function meanOf(order: ArrayLike<number>, places: Places): number {
  let sum = 0;
  for (const place of places) sum += order[place];
  return places.length === 0 ? -Number.MAX_VALUE : sum / places.length;
}

/** What the person said they want to see. */
function wanted({ index, profile, order }: FilmScores, closed: Uint8Array): Row {
  const places = profile.told.flatMap(({ filmId, kind }) => (kind === 'quer_ver' ? (index.placeOf(filmId) ?? []) : []));
  const members = Uint32Array.from(places).sort();
  return { key: 'sua_lista', text: texts.yourList, order, members, closed };
}

const likedRows = new WeakMap<ServingState, Row>();

/** What people like of late; where they like nothing, what they ever liked. Made once for each state. */
function likedMost(state: ServingState, { plain }: FilmScores): Row {
  const { index, trend, model } = state;
  // Before the first model no version tells of the likes that the order is made of.
  if (!model) return likedRow(plain, texts.likedEver);
  const kept = likedRows.get(state);
  if (kept) return kept;
  const late = trend && index.recentLikes(trend);
  const row = late?.some((likes) => likes > 0)
    ? likedRow(late, texts.likedNow)
    : likedRow(index.popularity(model).likes, texts.likedEver);
  likedRows.set(state, row);
  return row;
}

function likedRow(likes: ArrayLike<number>, text: texts.RowText): Row {
  return { key: 'em_alta', text, order: likes, members: highestFirst(likes), sorted: true };
}

/** For somebody of whom nothing is known: the groups of the model come most liked first. */
function likedGroups({ groups }: ServedModel, { index, order }: FilmScores): Row[] {
  const members = groupMembers(index);
  return groups.slice(0, MOST_LIKED_GROUPS).map(({ id, name }, group): Row => ({
    ...{ key: `grupo:${id}`, text: texts.likedGroup(name), order, members: at(members, group) },
  }));
}

function ownGroups({ groups }: ServedModel, { index, order }: FilmScores, tastes: PersonTastes): Row[] {
  const members = groupMembers(index);
  return tastes.groups.slice(0, MOST_GROUPS).map(({ group, share }): Row => {
    const { id, name } = at(groups, group, 'film group');
    return { key: `grupo:${id}`, text: texts.groupRow(name, share), order, members: at(members, group) };
  });
}

/** Of each like the films that it says most for, in the order of the whole taste. */
function becauseRows(
  { scores: { order, index }, titles }: RowSources,
  { taste }: ServedModel,
  { becauseOf }: PersonTastes,
  closed: Uint8Array,
): Row[] {
  return becauseOf.slice(0, MOST_BECAUSE).flatMap((column): Row[] => {
    const title = titles.get(column);
    // Deleted a moment ago.
    if (title === undefined) return [];
    const open = nearTo(taste, column).filter((place) => closed[place] === 0);
    const members = open.slice(0, NEAR).sort();
    return [{ key: `porque:${index.ids[column]}`, text: texts.because(title), order, members }];
  });
}

/** Of the groups that somebody does not know the one whose best films please most. left: not 0 for films that it may not hold. */
function somethingElse(
  { groups }: ServedModel,
  { index, order }: FilmScores,
  { unknownGroups }: PersonTastes,
  left: Uint8Array,
  picking: Picking,
): Row[] {
  const members = groupMembers(index);
  let best: { readonly row: Row; readonly worth: number } | null = null;
  for (const group of unknownGroups) {
    const text = texts.somethingElse(at(groups, group, 'film group').name);
    const row: Row = { key: 'outra_coisa', text, order, members: at(members, group) };
    const worth = meanOf(order, pick(row, left, 0, JUDGED, picking));
    if (!best || worth > best.worth) best = { row, worth };
  }
  return best ? [best.row] : [];
}
