import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { typicalities } from '../../engine/training/typicality';
import { Catalogue, type CatalogueState } from '../../films/catalogue';
import type { FilmRow } from '../../films/film-row';
import { groupTraits, type GroupTrait } from '../model/group-traits';
import type { FilmGroup, ServedModel } from '../model/served-model';
import { FilmIndexes, type FilmIndex } from '../serving/film-index';

/** A film in its group. */
export interface GroupedFilm {
  readonly film: FilmRow;
  /** 0..1, see engine/training/typicality.ts; 0 for a film that came after the model. */
  readonly typicality: number;
}

/** A film group with the films that it has now. */
export interface IndexedGroup {
  readonly group: FilmGroup;
  /** Place of the group in the model. */
  readonly index: number;
  /** What sets it apart, the most telling first. */
  readonly traits: readonly GroupTrait[];
  /** The most typical first, ties by id. */
  readonly films: readonly GroupedFilm[];
}

/** Every film of the catalogue in its group, those that came after the model where it predicts them to be. */
export interface GroupIndex {
  readonly groups: readonly IndexedGroup[];
  /** Place in `groups` of each film's group. */
  readonly groupOf: ReadonlyMap<number, number>;
}

/** Sorts the catalogue into the groups of a model, once for each model and state of the catalogue. */
@Injectable()
export class GroupIndexes {
  private readonly indexes = new LRUCache<string, GroupIndex>({ max: 2 });

  constructor(
    private readonly catalogue: Catalogue,
    private readonly films: FilmIndexes,
  ) {}

  async of(model: ServedModel): Promise<GroupIndex> {
    const catalogue = await this.catalogue.now();
    const key = `${model.version.id}:${catalogue.version}`;
    let index = this.indexes.get(key);
    if (!index) {
      index = indexOf(model, catalogue, await this.films.at(model, catalogue.version));
      this.indexes.set(key, index);
    }
    return index;
  }
}

function indexOf(model: ServedModel, { films }: CatalogueState, places: FilmIndex): GroupIndex {
  const { taste, columnOf } = model;
  const groupOf = new Map<number, number>();
  const typicality = typicalities(taste);
  for (const { id } of films) {
    const group = places.groupOf(id);
    if (group !== undefined) groupOf.set(id, group);
  }
  const grouped = films.filter(({ id }) => groupOf.has(id));
  const groups = grouped.map(({ id }) => groupOf.get(id) ?? 0);
  const traits = groupTraits(grouped, groups, model.groups.length);
  const members = model.groups.map((): GroupedFilm[] => []);
  grouped.forEach((film, n) =>
    members[groups[n]].push({ film, typicality: typicality[columnOf.get(film.id) ?? -1] ?? 0 }),
  );
  for (const list of members) list.sort((a, b) => b.typicality - a.typicality || a.film.id - b.film.id);
  return {
    groups: model.groups.map((group, n) => ({ group, index: n, traits: traits[n], films: members[n] })),
    groupOf,
  };
}
