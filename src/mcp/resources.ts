import { Injectable } from '@nestjs/common';
import { Permissions } from '../access/permissions';
import { FilmsService } from '../films/films.service';
import { TasteProfileService } from '../recommendation/profile/taste-profile.service';
import type { Asking } from '../recommendation/serving/person-lists';
import { Named } from './named';

/** Something that a client may read by its address. */
export interface Resource {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** With `{id}` for the film or the person. */
  readonly template: string;
  /** How many usual requests reading it counts as. */
  readonly weight: number;
  /** id: as it stands in the address. */
  read(id: string, asking: Asking): Promise<object>;
}

/** A film, and a person's taste. */
@Injectable()
export class Resources {
  readonly all: readonly Resource[];

  constructor(permissions: Permissions, films: FilmsService, tastes: TasteProfileService, named: Named) {
    this.all = [
      {
        name: 'film',
        title: 'A film',
        description: 'What the catalogue has of a film, by its id or an id elsewhere such as imdb:tt0083658',
        template: 'centroide://films/{id}',
        weight: 1,
        read: async (id, { caller }) => {
          permissions.check('read', caller);
          return films.get(await named.film(id));
        },
      },
      {
        name: 'taste',
        title: "A person's taste",
        description:
          'The share of each group of films in what a person liked, and the genres, directors and actors that they like more than others do',
        template: 'centroide://people/{id}/taste',
        weight: 2,
        read: async (id, { caller, language }) => tastes.of(await named.personNumber(id, 'leitura', caller), language),
      },
    ];
  }
}
