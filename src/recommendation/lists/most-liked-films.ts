import { Injectable } from '@nestjs/common';
import { Catalogue } from '../../films/catalogue';
import type { FilmFilter } from '../../films/film-filter';
import { FilmFinder } from '../../films/film-finder';
import { RatingCounts } from '../../ratings/rating-counts';
import type { FilmList, PopularFilmDto } from './film-lists.dto';

/** What most people liked of late, or ever. */
@Injectable()
export class MostLikedFilms {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly finder: FilmFinder,
    private readonly counts: RatingCounts,
  ) {}

  /** The films that most people liked in so many days, null for all time, of those that a filter lets through. */
  async of(days: number | null, filter: FilmFilter, limit: number): Promise<FilmList<PopularFilmDto>> {
    const counts = await this.counts.mostLiked(days);
    const { byId } = await this.catalogue.now();
    const { ids, unknown } = await this.finder.select(filter);
    const letThrough = ids && new Set(ids);
    const list: PopularFilmDto[] = [];
    for (const { filmId, liked, rated } of counts) {
      if (list.length === limit || liked === 0) break;
      const film = letThrough?.has(filmId) === false ? undefined : byId.get(filmId);
      if (film) list.push({ ...film, posicao: list.length + 1, gostaram: liked, avaliacoes: rated });
    }
    return { films: list, unknown };
  }
}
