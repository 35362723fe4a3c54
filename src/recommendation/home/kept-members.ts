import { LRUCache } from 'lru-cache';
import { bestFilms } from '../../engine/scoring/best-films';
import { saidByLike } from '../../engine/scoring/said-by-ratings';
import type { TasteModel } from '../../engine/model/model';
import type { FilmIndex } from '../serving/film-index';

/**
 * Places of films that are the same for everybody, each kept with what it is made of. All are in the order of places unless it is
 * said otherwise.
 */

/** Films that a like says most for, from which those that somebody may be shown are taken. */
const NEAR = 200;

/** Likes of which these are kept, 800 bytes each. */
const KEPT = 10_000;

const nearOfModel = new WeakMap<TasteModel, LRUCache<number, Uint32Array>>();

/** Columns of the films that liking one film says most for, the one that it says most for first. O(films) the first time. */
export function nearTo(model: TasteModel, column: number): Uint32Array {
  let near = nearOfModel.get(model);
  if (!near) {
    near = new LRUCache({ max: KEPT });
    nearOfModel.set(model, near);
  }
  const kept = near.get(column);
  if (kept) return kept;
  const said = saidByLike(model, column);
  const made = bestFilms(said, NEAR).filter((film) => said[film] > 0);
  near.set(column, made);
  return made;
}

const groupsOfIndex = new WeakMap<FilmIndex, readonly Uint32Array[]>();

/** The films of each group of the model. */
export function groupMembers(index: FilmIndex): readonly Uint32Array[] {
  const kept = groupsOfIndex.get(index);
  if (kept) return kept;
  const members = (index.model?.groups ?? []).map((): number[] => []);
  index.ids.forEach((id, place) => {
    const group = index.groupOf(id);
    if (group !== undefined) members[group].push(place);
  });
  const made = members.map((places) => Uint32Array.from(places));
  groupsOfIndex.set(index, made);
  return made;
}

const newestOfIndex = new WeakMap<FilmIndex, Uint32Array>();

/** All films, the one with the highest id first. */
export function newestFirst(index: FilmIndex): Uint32Array {
  const kept = newestOfIndex.get(index);
  if (kept) return kept;
  const made = highestFirst(index.ids);
  newestOfIndex.set(index, made);
  return made;
}

/** The places of what is above zero, the highest first, of equal ones the lower place. */
export function highestFirst(values: ArrayLike<number>): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (values[place] > 0) places.push(place);
  return Uint32Array.from(places.sort((a, b) => values[b] - values[a] || a - b));
}
