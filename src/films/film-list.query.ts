import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { OneOf } from '../http/field-decorators';
import { PageQuery } from '../http/page.query';
import { QueryIdentifier } from '../identifiers/ref-decorators';
import { FilmFilter } from './film-filter';
import { filmOrders, type FilmOrder } from './film-order';

class OrderedFilms extends FilmFilter {
  @IsOptional()
  @OneOf(filmOrders)
  @ApiPropertyOptional({
    enum: filmOrders,
    description:
      'Recentes: do maior id ao menor, o que entrou por último primeiro. Popularidade: do mais ao menos avaliado. Relevância: o título que mais se parece com `busca`. Sem ordem, por ela se há `busca`, senão por id',
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
