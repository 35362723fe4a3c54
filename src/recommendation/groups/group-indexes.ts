import { Injectable } from '@nestjs/common';
import { typicalities } from '../../engine/training/typicality';
import { Catalogue, type CatalogueState } from '../../films/catalogue';
import type { IdentifiedFilm } from '../../films/film-row';
import { known } from '../../invariants';
import { groupTraits, type GroupTrait } from '../model/group-traits';
import { OncePerModel } from '../model/once-per-model';
import type { FilmGroup, ServedModel } from '../model/served-model';
import type { FilmIndex } from '../serving/film-index';
import { ServingStates } from '../serving/serving-states';

/** A film in its group. */
interface GroupedFilm {
  readonly film: IdentifiedFilm;
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
  private readonly indexes = new OncePerModel<GroupIndex>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly states: ServingStates,
  ) {}

  async of(model: ServedModel): Promise<GroupIndex> {
    const catalogue = await this.catalogue.now();
    return this.indexes.of(model, catalogue.version, async () => {
      const { index } = await this.states.at(model, catalogue.version);
      return indexOf(model, catalogue, index);
    });
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
  const groups = grouped.map(({ id }) => known(groupOf, id, 'film'));
  const traits = groupTraits(grouped, groups, model.groups.length);
  const members = model.groups.map((): GroupedFilm[] => []);
  grouped.forEach((film, n) => {
    const column = columnOf.get(film.id);
    members[groups[n]].push({ film, typicality: column === undefined ? 0 : typicality[column] });
  });
  for (const list of members) list.sort((a, b) => b.typicality - a.typicality || a.film.id - b.film.id);
  return {
    groups: model.groups.map((group, n) => ({ group, index: n, traits: traits[n], films: members[n] })),
    groupOf,
  };
}
