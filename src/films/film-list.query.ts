import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { OneOf } from '../http/field-decorators';
import { PageQuery } from '../http/page.query';
import { QueryIdentifier } from '../identifiers/ref-decorators';
import { FilmFilter } from './film-filter';

/** Titles that fit best first, and among equals those rated most. */
export const BEST_FIRST = 'relevancia';

const filmOrders = ['id', 'titulo', 'ano', 'popularidade', BEST_FIRST] as const;
export type FilmOrder = (typeof filmOrders)[number];

class OrderedFilms extends FilmFilter {
  @IsOptional()
  @OneOf(filmOrders)
  @ApiPropertyOptional({
    enum: filmOrders,
    description:
      'Popularidade: do mais ao menos avaliado. Relevância: o título que mais se parece com `busca`. Sem ordem, por ela se há `busca`, senão por id',
  })
  ordem?: FilmOrder;

  @IsOptional()
  @QueryIdentifier('filmes')
  @ApiPropertyOptional({ description: 'Só o filme que tem este id em outro lugar' })
  identificador?: string;
}

/** Parameters of `GET /filmes`. */
export class FilmListQuery extends IntersectionType(OrderedFilms, PageQuery) {
  // A class of two inherits no static member.
  static readonly gathers = FilmFilter.gathers;
}
