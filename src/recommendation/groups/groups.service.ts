import { Injectable } from '@nestjs/common';
import { decodeCursor } from '../../http/cursor';
import { pageOf, type Page } from '../../http/page';
import type { PageQuery } from '../../http/page.query';
import type { Language } from '../../http/language';
import { traitName } from '../../films/film-traits';
import { ActiveModel } from '../model/active-model';
import type { ServedModel } from '../model/served-model';
import { GivenNames } from './given-names.service';
import { GroupIndexes, type IndexedGroup } from './group-indexes';
import type { GroupDetailDto, GroupFilmDto, GroupWithTraitsDto } from './group.dto';
import { rounded } from '../../http/rounded';

/** Traits and films that a group is introduced with. */
const TRAITS = 10;
const TYPICAL = 5;

/** Shows the film groups of the model in use. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly active: ActiveModel,
    private readonly indexes: GroupIndexes,
    private readonly names: GivenNames,
  ) {}

  /** All groups, the one liked most first. Throws NoModelYet. */
  list(language: Language): Promise<GroupWithTraitsDto[]> {
    return this.active.answerByModel(async (model) =>
      (await this.indexes.of(model)).groups.map((group) => introduced(group, language)),
    );
  }

  /** Throws NoModelYet, GroupNotFound, NamedGroupGone. */
  get(id: number, language: Language): Promise<GroupDetailDto> {
    return this.active.answerByModel(async (model) => {
      const found = await this.find(model, id);
      const [x, y] = model.taste.groupPositions.row(found.index);
      return {
        ...introduced(found, language),
        nome_do_modelo: found.group.ownName[language],
        nome_dado: found.group.given.name,
        nome_dado_en: found.group.given.englishName,
        centroide: Array.from(model.taste.groupCentroids.row(found.index), (value) => rounded(value, 6)),
        x: rounded(x, 5),
        y: rounded(y, 5),
      };
    });
  }

  /**
   * One page of the films of a group, the most typical first. A page begins after the film the one before ended with,
   * wherever that one stands now. Throws NoModelYet, GroupNotFound, NamedGroupGone, and InvalidFields on a cursor that is none.
   */
  async films(id: number, { limite: limit, cursor }: PageQuery): Promise<Page<GroupFilmDto>> {
    const order = `grupo ${id}`;
    const { films } = await this.active.answerByModel((model) => this.find(model, id));
    const start = cursor ? placeAfter(films, decodeCursor(cursor, order, 'number')) : 0;
    const page = pageOf(films.slice(start, start + limit + 1), limit, ({ film, typicality }) => ({
      order,
      value: typicality,
      id: film.id,
    }));
    const items = page.items.map(({ film, typicality }, n) => ({
      ...film,
      posicao: start + n + 1,
      tipicidade: rounded(typicality, 4),
    }));
    return { ...page, items, total: films.length };
  }

  private async find(model: ServedModel, id: number): Promise<IndexedGroup> {
    const { groups } = await this.indexes.of(model);
    const found = groups.find(({ group }) => group.id === id);
    if (!found) throw await this.names.missing(id);
    return found;
  }
}

function introduced({ group, traits, films }: IndexedGroup, language: Language): GroupWithTraitsDto {
  return {
    id: group.id,
    nome: group.name[language],
    tamanho: films.length,
    matiz: group.look.hue,
    forma: group.look.shape,
    tracos: traits.slice(0, TRAITS).map((trait) => ({
      tipo: trait.kind,
      nome: traitName(trait, language),
      parte: rounded(trait.share, 4),
      lift: rounded(trait.lift, 2),
    })),
    filmes: films.slice(0, TYPICAL).map(({ film: { id, titulo, ano } }) => ({ id, titulo, ano })),
  };
}

/** Place of the first film that comes after a cursor's: after that film, or where it would be if it is gone. */
function placeAfter(films: IndexedGroup['films'], after: { value: string | number; id: number }): number {
  const own = films.findIndex(({ film }) => film.id === after.id);
  if (own >= 0) return own + 1;
  const value = Number(after.value);
  const place = films.findIndex(
    ({ film, typicality }) => typicality < value || (typicality === value && film.id > after.id),
  );
  return place < 0 ? films.length : place;
}
