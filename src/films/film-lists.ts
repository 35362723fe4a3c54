import { Injectable } from '@nestjs/common';
import type { Page } from '../http/page';
import { FilmFinder } from './film-finder';
import { BEST_FIRST, type FilmListQuery } from './film-list.query';
import type { FilmRow } from './film-row';
import { FilmsService } from './films.service';

/** Lists the catalogue, or what is looked for in it. */
@Injectable()
export class FilmLists {
  constructor(
    private readonly finder: FilmFinder,
    private readonly films: FilmsService,
  ) {}

  /** Throws InvalidFields on a cursor that is none. */
  async of({ ordem, limite, cursor, ...filter }: FilmListQuery): Promise<Page<FilmRow>> {
    const order = ordem ?? (filter.busca === undefined ? 'id' : BEST_FIRST);
    const ids = await this.finder.idsMatching(filter);
    // Without a title to be like, all are alike.
    if (order !== BEST_FIRST || ids === null)
      return this.films.list({ ordem: order === BEST_FIRST ? 'id' : order, limite, cursor }, ids);
    return this.films.inOrder(ids, { limite, cursor });
  }
}
