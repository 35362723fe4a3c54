import { Injectable } from '@nestjs/common';
import type { Page } from '../http/page';
import { FilmFinder } from './film-finder';
import type { FilmListQuery } from './film-list.query';
import { BEST_FIRST } from './film-order';
import type { FilmRow } from './film-row';
import type { UnknownValue } from './filter-hint';
import { FilmsService } from './films.service';

interface FoundFilms {
  readonly page: Page<FilmRow>;
  /** What was asked for and no film has. */
  readonly unknown: readonly UnknownValue[];
}

/** Lists the catalogue, or what is looked for in it. */
@Injectable()
export class FilmLists {
  constructor(
    private readonly finder: FilmFinder,
    private readonly films: FilmsService,
  ) {}

  /** Throws InvalidFields on a cursor that is none. */
  async of({ ordem, limite, cursor, ...filter }: FilmListQuery): Promise<FoundFilms> {
    const order = ordem ?? (filter.busca === undefined ? 'id' : BEST_FIRST);
    const { ids, unknown } = await this.finder.select(filter);
    // Without a title to be like, all are alike.
    const page =
      order !== BEST_FIRST || ids === null
        ? await this.films.list({ ordem: order === BEST_FIRST ? 'id' : order, limite, cursor }, ids)
        : await this.films.inOrder(ids, { limite, cursor });
    return { page, unknown };
  }
}
