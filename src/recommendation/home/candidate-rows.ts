import { bestFilms } from '../../engine/scoring/best-films';
import { saidByLike } from '../../engine/scoring/said-by-ratings';
import { at, known } from '../../invariants';
import type { ServedModel } from '../model/served-model';
import type { FilmIndex } from '../serving/film-index';
import type { FilmScores } from '../serving/film-scores';
import type { Ranking } from '../serving/ranking';
import type { ServingState } from '../serving/serving-state';
import type { PersonTastes } from './person-tastes';
import type { RowKey } from './row-key';
import * as texts from './row-texts';

/** Rows of one kind on a home page, at most. */
const MOST_BECAUSE = 3;
const MOST_GROUPS = 4;
const MOST_LIKED_GROUPS = 3;

/** Films that a like says most for, of which its row is made. */
const NEAR = 60;

/** The first films of a row, by which it is judged. */
const JUDGED = 5;

/** A row that a home page may have: all its films, of which the page shows the first. */
export interface Row {
  readonly key: RowKey;
  readonly text: texts.RowText;
  /** By place: the highest first. */
  readonly order: ArrayLike<number>;
  /** By place: the row holds the films that have `label` here; without it all. */
  readonly labels?: ArrayLike<number>;
  readonly label?: number;
  /** By place, not 0 for films that it may not hold; without it those that rows above it leave. */
  readonly closed?: Uint8Array;
}

/** What a home page is made of. */
export interface Candidates {
  /** In the order of the page. */
  readonly rows: readonly Row[];
  /** By place: not 0 for films that no row holds but one that says what it may hold itself. */
  readonly closed: Uint8Array;
}

/** Makes films that were shown step back in an order: see rotation.ts. excluded: by place, not 0 for films that it leaves out. */
export type StepBack = (order: ArrayLike<number>, excluded: Uint8Array) => ArrayLike<number>;

/** The places of `count` films of a row after the first `skip`, best first. open: by place, not 0 for films that it may not hold. */
export function pick(
  { order, labels, label = 1, closed }: Row,
  open: Uint8Array,
  skip: number,
  count: number,
  stepBack: StepBack,
): Uint32Array {
  let excluded = open;
  if (labels) {
    excluded = (closed ?? open).slice();
    for (let place = 0; place < excluded.length; place++) if (labels[place] !== label) excluded[place] = 1;
  }
  return bestFilms(stepBack(order, excluded), count, { excluded, skip });
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
  readonly stepBack: StepBack;
}

/**
 * The rows that somebody's home page may have, in the order that is theirs: the whole list, what they want to see, which is in
 * no other row, and then the others by the mean score of their first five films that the first row does not show. shown: how
 * many that shows.
 */
export function candidateRows(sources: RowSources, shown: number): Candidates {
  const { state, scores, ranking, tastes, forPublic, stepBack } = sources;
  const { order, byTaste, index } = scores;
  const { excluded } = ranking;
  if (ranking.origin === 'rever')
    return { rows: [{ key: 'para_voce', text: texts.toSeeAgain, order: ranking.shown }], closed: excluded };
  const first: Row = { key: 'para_voce', text: byTaste ? texts.forYou : texts.forAnybody, order };
  const newest: Row = { key: 'novidades', text: texts.newHere, order: index.ids };
  const list = forPublic ? null : wanted(scores, excluded);
  const closed = list ? excluded.map((one, place) => one | list.labels[place]) : excluded;
  const top = list ? [first, list] : [first];
  const others = [likedMost(state, scores), newest];
  const { model } = index;
  if (!model) return { rows: [...top, ...others], closed };
  if (!tastes) return { rows: [...top, ...others, ...likedGroups(model, scores)], closed };
  const left = closed.slice();
  for (const place of pick(first, left, 0, shown, stepBack)) left[place] = 1;
  const rows = [
    ...becauseRows(sources, model, tastes, closed),
    ...others,
    ...ownGroups(model, scores, tastes),
    ...somethingElse(model, scores, tastes, left, stepBack),
  ];
  const worth = new Map(rows.map((row) => [row, meanOf(order, pick(row, left, 0, JUDGED, stepBack))]));
  rows.sort((a, b) => known(worth, b, 'row') - known(worth, a, 'row'));
  return { rows: [...top, ...rows], closed };
}

/** Below all others where there is nothing. */
function meanOf(order: ArrayLike<number>, places: Uint32Array): number {
  return places.reduce((sum, place) => sum + order[place], 0) / places.length || -Number.MAX_VALUE;
}

/** What the person said they want to see. */
function wanted({ index, profile, order }: FilmScores, closed: Uint8Array): Row & { readonly labels: Uint8Array } {
  const labels = new Uint8Array(index.ids.length);
  for (const { filmId, kind } of profile.told) {
    const place = kind === 'quer_ver' ? index.placeOf(filmId) : undefined;
    if (place !== undefined) labels[place] = 1;
  }
  return { key: 'sua_lista', text: texts.yourList, order, labels, closed };
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
  return { key: 'em_alta', text, order: likes, labels: Uint8Array.from(likes, (count) => (count > 0 ? 1 : 0)) };
}

/** For somebody of whom nothing is known: the groups of the model come most liked first. */
function likedGroups({ groups }: ServedModel, { index, order }: FilmScores): Row[] {
  const labels = groupByPlace(index);
  return groups.slice(0, MOST_LIKED_GROUPS).map(({ id, name }, label): Row => ({
    ...{ key: `grupo:${id}`, text: texts.likedGroup(name), order, labels, label },
  }));
}

function ownGroups({ groups }: ServedModel, { index, order }: FilmScores, tastes: PersonTastes): Row[] {
  const labels = groupByPlace(index);
  return tastes.groups.slice(0, MOST_GROUPS).map(({ group: label, share }): Row => {
    const { id, name } = at(groups, label, 'film group');
    return { key: `grupo:${id}`, text: texts.groupRow(name, share), order, labels, label };
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
    const said = saidByLike(taste, column);
    const labels = new Uint8Array(index.ids.length);
    for (const place of bestFilms(said, NEAR, { excluded: closed })) labels[place] = said[place] > 0 ? 1 : 0;
    return [{ key: `porque:${index.ids[column]}`, text: texts.because(title), order, labels }];
  });
}

/** Of the groups that somebody does not know the one whose best films please most. left: not 0 for films that it may not hold. */
function somethingElse(
  { groups }: ServedModel,
  { index, order }: FilmScores,
  { unknownGroups }: PersonTastes,
  left: Uint8Array,
  stepBack: StepBack,
): Row[] {
  const labels = groupByPlace(index);
  let best: { readonly row: Row; readonly worth: number } | null = null;
  for (const label of unknownGroups) {
    const text = texts.somethingElse(at(groups, label, 'film group').name);
    const row: Row = { key: 'outra_coisa', text, order, labels, label };
    const worth = meanOf(order, pick(row, left, 0, JUDGED, stepBack));
    if (!best || worth > best.worth) best = { row, worth };
  }
  return best ? [best.row] : [];
}

const groupsOfIndex = new WeakMap<FilmIndex, Int32Array>();

/** The group of the film at each place, by its place in the model. Made once for each index. */
function groupByPlace(index: FilmIndex): Int32Array {
  const kept = groupsOfIndex.get(index);
  if (kept) return kept;
  const groups = Int32Array.from(index.ids, (id) => index.groupOf(id) ?? -1);
  groupsOfIndex.set(index, groups);
  return groups;
}
