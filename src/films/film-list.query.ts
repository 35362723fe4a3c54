import { IntersectionType } from '@nestjs/swagger';
import { ApiPropertyOptional } from '../http/api-docs';
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
    description: {
      pt: 'Recentes: do maior id ao menor, o que entrou por último primeiro. Popularidade: do mais ao menos avaliado. Relevância: o título que mais se parece com `busca`. Sem ordem, por ela se há `busca`, senão por id',
      en:
        'recentes: from the highest id to the lowest, what came in last first. popularidade: from the most rated to the ' +
        'least. relevancia: the title most like `busca`. Without an order, by that if there is a `busca`, else by id',
    },
  })
  ordem?: FilmOrder;

  @IsOptional()
  @QueryIdentifier('filmes')
  @ApiPropertyOptional({
    description: { pt: 'Só o filme que tem este id em outro lugar', en: 'Only the film that has this id elsewhere' },
  })
  identificador?: string;
}

/** Parameters of `GET /filmes`. */
export class FilmListQuery extends IntersectionType(OrderedFilms, PageQuery) {
  // A class of two inherits no static member.
  static readonly gathers = FilmFilter.gathers;
}
